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
import type {Replay} from './lambdock-types.js';
import {openHooks} from './open-hooks.js';
import {openWork} from './open-work.js';
import type {SettledFunction} from './open-function.js';
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
    return await replayOpened({session: own, target, asked, concurrency}, opened, results);
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

interface Replaying {
  readonly session: Session;
  readonly target: ReplayTarget;
  readonly asked: ReplayAsked;
  readonly concurrency: number;
}

async function replayOpened(
  {session, target, asked: {inputs, options}, concurrency}: Replaying,
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
      run: ({event}) => runEvent(opened, target.project, {event, options}),
      judge: null,
      results,
      onEntry: options.onEntry ?? ignore,
      onSkipped: (record) => void skipped.push(record),
    },
    records,
    {concurrency},
  );
  if (tally.run === 0) throw noEvents(inputs);
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
  return replayOf({summary, run, results, skipped});
}

const ignore = (): void => undefined;

/** Its pool has room for what was asked for, and for nothing else. */
const replaySession = (session: Session, concurrency: number): Session => ({
  ...session,
  options: {...session.options, pool: {perFunction: concurrency, max: concurrency}},
});

const runEvent = (
  {run, spec}: SettledFunction,
  project: Project,
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
}): Replay {
  return {
    ...told,
    results: results.path,
    async *entries() {
      for await (const line of results.lines())
        yield JSON.parse(Buffer.from(line).toString()) as ReplayEntry;
    },
    async *skipped() {
      yield* skipped;
    },
    [Symbol.asyncDispose]: () => results[Symbol.asyncDispose](),
  };
}
