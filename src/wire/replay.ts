import type {FunctionSpec} from '../core/function-spec.js';
import type {Project} from '../core/project.js';
import type {SkippedRecord} from '../core/recorded-event.js';
import type {ReplayEntry} from '../core/replay-entry.js';
import type {ReplayOptions} from '../core/replay-options.js';
import type {ReplayReport, ReplayRun} from '../core/replay-report.js';
import {VERSION} from '../core/version.js';
import {LambdockError} from '../errors/lambdock-error.js';
import {readEvents} from '../events/read-events.js';
import {eventInputs} from '../files/event-input.js';
import {openResults, type ResultsFile} from '../files/results-file.js';
import {readStdin} from '../files/replay-stdin.js';
import {runReplay} from '../replay/run-replay.js';
import {coldRunner} from './cold-runner.js';
import type {Replay} from './lambdock-types.js';
import {openHooks} from './open-hooks.js';
import {openWork} from './open-work.js';
import type {SettledFunction} from './open-function.js';
import type {Invoker} from './pooled-invoker.js';
import type {EventRunner, HeldJudge} from './replay-judge.js';
import type {Session} from './session.js';

/** Whose events are replayed. */
export interface ReplayTarget {
  readonly project: Project;
  readonly spec: FunctionSpec;
}

/** The inputs and how they are run. */
export interface ReplayAsked {
  readonly inputs: readonly string[];
  readonly options: ReplayOptions;
}

/** Runs recorded events through a pool of their own; what was started is removed before it resolves. */
export async function replayFunction(
  session: Session,
  target: ReplayTarget,
  asked: ReplayAsked,
): Promise<Replay> {
  const {options} = asked;
  const concurrency = options.concurrency ?? (await (await session.engine()).info()).cpus;
  const own = replaySession(session, concurrency);
  const results = await openResults(options.results ?? null);
  try {
    await using opened = await openTarget(own, target, options);
    await using judge = await judgeOf(own, target, options);
    const replaying = {session: own, target, asked, concurrency, judge};
    return await replayOpened(replaying, opened, results);
  } catch (error) {
    await results[Symbol.asyncDispose]();
    throw error;
  }
}

async function openTarget(
  session: Session,
  target: ReplayTarget,
  {context, signal}: ReplayOptions,
): Promise<SettledFunction> {
  const work = openWork(session);
  const hooked = await openHooks(session, work)(target.project);
  return (hooked ?? work).open(target, {
    ...(context !== undefined && {context}),
    ...(signal !== undefined && {signal}),
  });
}

/** Loaded only when answers are compared. */
async function judgeOf(
  session: Session,
  target: ReplayTarget,
  options: ReplayOptions,
): Promise<HeldJudge | null> {
  const {record, check, update, against} = options;
  if ([record, check, update, against].every((asked) => asked === undefined)) return null;
  const {openJudge} = await import('./replay-judge.js');
  const runCold = await coldRunner(session, target, options.context);
  return openJudge({
    session,
    target,
    options,
    runCold: ({event}) => runEvent({run: runCold, ...target}, {event, options}),
    open: (other) => openRunner(session, other, options),
  });
}

/** Another version runs its events as the replayed one does. */
async function openRunner(
  session: Session,
  target: ReplayTarget,
  options: ReplayOptions,
): Promise<EventRunner> {
  const runCold = await coldRunner(session, target, options.context);
  const opened = await openTarget(session, target, options);
  return {
    run: ({event}, {cold}) =>
      runEvent({run: cold ? runCold : opened.run, ...target}, {event, options}),
    [Symbol.asyncDispose]: () => opened.dispose(),
  };
}

interface Replaying {
  readonly session: Session;
  readonly target: ReplayTarget;
  readonly asked: ReplayAsked;
  readonly concurrency: number;
  readonly judge: HeldJudge | null;
}

async function replayOpened(
  {session, target, asked: {inputs, options}, concurrency, judge}: Replaying,
  opened: SettledFunction,
  results: ResultsFile,
): Promise<Replay> {
  const began = new Date();
  const {name} = target.spec;
  const skipped: SkippedRecord[] = [];
  const formats: Record<string, string> = {};
  const records = readEvents(eventInputs(session.options.cwd ?? '.', readStdin), {
    ...options,
    inputs,
    functionName: name,
    onFormat: ({input, format}) => {
      formats[input] = format;
    },
  });
  const tally = await runReplay(
    {
      run: ({event}) => runEvent({run: opened.run, ...target}, {event, options}),
      judge,
      results,
      onEntry: options.onEntry ?? ignore,
      onSkipped: (record) => void skipped.push(record),
    },
    records,
    {concurrency},
  );
  if (tally.run === 0) throw noEvents(inputs);
  const notes = await judged(session, judge, options);
  const run: ReplayRun = {
    function: name,
    project: target.project.file,
    inputs,
    formats,
    driver: opened.driver,
    image: opened.image,
    seed: null,
    shard: null,
    egress: 'open',
    version: VERSION,
    began: began.toISOString(),
  };
  const summary = tally.summary({function: name, wallMs: Date.now() - began.getTime()});
  return replayOf({summary, run, results, skipped, notes});
}

/** Tells what a judge warns of, and resolves with what it notes. */
async function judged(
  session: Session,
  judge: HeldJudge | null,
  {limit, sample, shard, failFast, resume}: ReplayOptions,
): Promise<readonly string[]> {
  if (judge === null) return [];
  const isWhole = [limit, sample, shard, failFast].every((part) => part === undefined);
  const {notes, warnings} = await judge.end({isWhole: isWhole && resume !== true});
  for (const warning of warnings) session.warn(warning);
  return notes;
}

const ignore = (): void => undefined;

/** Its pool has room for what was asked for, and for nothing else. */
const replaySession = (session: Session, concurrency: number): Session => ({
  ...session,
  options: {...session.options, pool: {perFunction: concurrency, max: concurrency}},
});

const runEvent = (
  {run, spec, project}: ReplayTarget & {readonly run: Invoker},
  {event, options}: {readonly event: Uint8Array; readonly options: ReplayOptions},
) =>
  run({
    project,
    spec,
    event,
    options: {
      ...(options.clientContext !== undefined && {clientContext: options.clientContext}),
      ...(options.signal !== undefined && {signal: options.signal}),
    },
    began: performance.now(),
  });

const noEvents = (inputs: readonly string[]): LambdockError =>
  new LambdockError('NO_EVENTS', {
    message: `there is no event to replay in ${inputs.join(', ')}`,
    details: {inputs},
  });

function replayOf({
  results,
  skipped,
  ...told
}: Pick<ReplayReport, 'summary' | 'run'> & {
  readonly results: ResultsFile;
  readonly skipped: readonly SkippedRecord[];
  readonly notes: readonly string[];
}): Replay {
  return {
    ...told,
    results: results.path,
    async *entries() {
      for await (const line of linesOf(results)) yield JSON.parse(line) as ReplayEntry;
    },
    lines: () => linesOf(results),
    async *skipped() {
      yield* skipped;
    },
    [Symbol.asyncDispose]: () => results[Symbol.asyncDispose](),
  };
}

async function* linesOf(results: ResultsFile): AsyncGenerator<string> {
  for await (const line of results.lines())
    yield Buffer.from(line.buffer, line.byteOffset, line.length).toString().trimEnd();
}
