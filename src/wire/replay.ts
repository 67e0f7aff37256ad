import {resolve} from 'node:path';
import type {FunctionSpec} from '../core/function-spec.js';
import type {Project} from '../core/project.js';
import type {JournalHead, JournalTime} from '../core/replay-journal.js';
import type {ReplayOptions} from '../core/replay-options.js';
import type {RecordedTexts} from '../core/replay-report.js';
import {inputMeter, type InputMeter} from '../core/input-meter.js';
import {readingLog, type ReadingLog} from '../core/reading-log.js';
import {hideSecrets, redactLine, secretFinder} from '../core/redact-line.js';
import {openTally, type Tally} from '../core/replay-summary.js';
import {LambdockError} from '../errors/lambdock-error.js';
import {sweepTempFolders} from '../files/own-temp-folder.js';
import {openSpool} from '../files/spool.js';
import {plannedFromBytes, plannedToBytes} from '../replay/planned-event-bytes.js';
import {runReplay, type ReplayTools} from '../replay/run-replay.js';
import type {ClosedNetwork} from '../sandbox/closed-network.js';
import type {Choice, PlannedEvent} from '../replay/plan-events.js';
import type {Replay} from './lambdock-types.js';
import {replayClock, type ReplayClock} from './replay-clock.js';
import {withResults} from './replay-lock.js';
import type {SettledFunction} from './open-function.js';
import type * as ReplayCompare from './replay-compare.js';
import {earlierHead, openReplayFiles, type ReplayFiles} from './replay-files.js';
import {refuseOutputs, replayOutputs} from './replay-outputs.js';
import {planReplay, type ReplayPlan} from './replay-plan.js';
import type {HeldJudge} from './replay-judge.js';
import {recordedTexts} from './recorded-texts.js';
import {meteredRecords} from './replay-records.js';
import {replayOf, stopNotes} from './replay-report.js';
import {eventRunner, openTarget} from './replay-runner.js';
import {headOf} from './replay-head.js';
import {concurrencyOf, replaySession, withRoom} from './replay-session.js';
import {holdingWork, type Session} from './session.js';
import {withoutOutputs} from './without-outputs.js';

/** Whose events are replayed. */
export interface ReplayTarget {
  readonly project: Project;
  readonly spec: FunctionSpec;
}

/** The inputs and how they are run. */
export interface ReplayAsked {
  readonly inputs: readonly string[];
  readonly options: ReplayOptions;
  /** Null where a network was asked for, or a way out. */
  readonly closedIn: ClosedNetwork | null;
}

/** Runs recorded events through a pool of their own; what was started is removed before it resolves. */
export async function replayFunction(
  session: Session,
  target: ReplayTarget,
  asked: ReplayAsked,
): Promise<Replay> {
  const cwd = resolve(session.options.cwd ?? '.');
  await refuseOutputs(asked, target, cwd);
  const {redaction} = target.spec;
  if (redaction !== undefined) (await import('../events/redact/redactor.js')).checkRules(redaction);
  const outputs = await replayOutputs(asked.options, target, cwd);
  const spec = withoutOutputs(target.spec, outputs);
  const run = withResults(session, asked.options.results, () =>
    replayApart(session, {...target, spec}, {...asked, outputs, cwd}),
  );
  return held(session, await holdingWork(session, run));
}

/** Its results may be temporary: they go with the session, if not before. */
function held(session: Session, replay: Replay): Replay {
  let ended: Promise<void> | null = null;
  const end = async (): Promise<void> => {
    release();
    await replay[Symbol.asyncDispose]();
  };
  const dispose = (): Promise<void> => (ended ??= end());
  const release = session.hold({[Symbol.asyncDispose]: dispose});
  return {...replay, [Symbol.asyncDispose]: dispose};
}

interface Placed extends ReplayAsked {
  readonly cwd: string;
  /** Real paths of what the run writes. */
  readonly outputs: readonly string[];
}

async function replayApart(session: Session, target: ReplayTarget, asked: Placed): Promise<Replay> {
  const {options, cwd} = asked;
  const earlier = await earlierHead({...options, cwd});
  const plan = await planReplay(options, earlier);
  const comparison = await comparisonOf(target, options, cwd);
  const own = replaySession(session, {spec: target.spec, closedIn: asked.closedIn}, options);
  const room = {most: 1};
  const roomy = withRoom(own.session, room);
  await using opened = await openTarget(roomy, target, options);
  // What a run that is gone on with has left may be nothing.
  if (options.isolation !== 'cold' && options.resume !== true) await opened.begin();
  await using judge = (await comparison?.replayJudge(roomy, {target, options, opened})) ?? null;
  const head = await headOf({target, asked, plan, own, earlier}, {opened, judge});
  const tally = openTally();
  const files = await openReplayFiles({...options, cwd}, {head, earlier}, tally);
  try {
    await sweepTempFolders();
    // An engine that tells of itself creates a container later: that of the first environment is on its way by now.
    const concurrency = await concurrencyOf(session, options);
    room.most = concurrency;
    return await replayOpened(
      {session: roomy, target, asked, plan, concurrency},
      {opened, judge, files, head, tally},
    );
  } catch (error) {
    await files[Symbol.asyncDispose]();
    throw error;
  }
}

const ignore = (): void => undefined;

/** Loaded only when answers are compared; what is wrong with rules or goldens is told before anything is started. */
async function comparisonOf(
  target: ReplayTarget,
  options: ReplayOptions,
  cwd: string,
): Promise<typeof ReplayCompare | null> {
  const {record, check, update, against} = options;
  if ([record, check, update, against].every((asked) => asked === undefined)) return null;
  const comparison = await import('./replay-compare.js');
  comparison.comparisonFor(target.spec, options);
  await comparison.checkGoldens(target, options, cwd);
  return comparison;
}

interface Settled {
  readonly session: Session;
  readonly target: ReplayTarget;
  readonly asked: Placed;
  readonly plan: ReplayPlan;
  readonly concurrency: number;
}

interface Running {
  readonly opened: SettledFunction;
  readonly judge: HeldJudge | null;
  readonly files: ReplayFiles;
  readonly head: JournalHead;
  readonly tally: Tally;
}

const isKept =
  ({kept}: ReplayFiles, {onKept}: ReplayOptions): Choice['isDone'] =>
  (event, index) => {
    const isDone = kept.isDone(event, index);
    if (isDone) onKept?.(index);
    return isDone;
  };

async function replayOpened(
  {session, target, asked, plan, concurrency}: Settled,
  running: Running,
): Promise<Replay> {
  const {judge, files, head, tally} = running;
  const {inputs, options} = asked;
  const {log, clock, meter} = countersOf(running, options);
  const formats: Record<string, string> = {};
  const records = meteredRecords({session, target, asked}, {meter, log}, (input, format) => {
    formats[input] = format;
  });
  const run = eventRunner({target, options, opened: running.opened});
  const {isCutShort} = await runReplay(
    {run, judge, ...toolsOf(options, running, {meter, clock})},
    records,
    {
      ...plan,
      concurrency,
      rate: options.rate ?? null,
      signal: session.signal,
      failFast: options.failFast ?? null,
      failedBefore: files.kept.failed,
      isClosedIn: head.run.egress === 'none',
      isDone: isKept(files, options),
    },
  );
  const summary = tally.summary({
    function: target.spec.name,
    wallMs: clock.wallMs(),
    seed: head.run.seed,
    ...(isCutShort && {stoppedAfter: options.failFast ?? 1}),
  });
  if (summary.run === 0 && plan.shard === null) throw noEvents(inputs, summary.skipped);
  const isWhole =
    !isCutShort && files.kept.count === 0 && summary.skippedBy['not-reached'] === undefined;
  const told = await judge?.end({isWhole: isWhole && isEverything(options)});
  for (const warning of told?.warnings ?? []) session.warn(warning);
  await files.end({kind: 'end', formats, summary, reading: log.whole(plan.limit)});
  const notes = [...stopNotes(summary), ...(told?.notes ?? [])];
  const recorded = recordedBy(running, asked);
  return replayOf({summary, run: {...head.run, formats}, notes, files, recorded});
}

function countersOf(
  {head, files}: Running,
  {results, limit}: ReplayOptions,
): {readonly log: ReadingLog; readonly clock: ReplayClock; readonly meter: InputMeter} {
  const log = replayLog(head, results);
  const note = (line: JournalTime): Promise<void> => files.note({...line, reading: log.told()});
  const sizes = head.identity.inputs.map(({bytes}) => bytes);
  const meter = inputMeter(sizes, limit);
  return {log, clock: replayClock(head, note), meter};
}

/** What comes through a pipe is compared as it is read: only then is it known. */
function replayLog({identity, earlierReading}: JournalHead, results = ''): ReadingLog {
  const unseen = new Set(
    identity.inputs.filter(({digest}) => digest === null).map(({name}) => name),
  );
  return readingLog({
    isUnseen: (file) => unseen.has(file),
    before: earlierReading,
    onOther: () => {
      throw otherRecording(results);
    },
  });
}

/** The recording read once more, without what no report may show. */
function recordedBy(running: Running, {cwd, outputs: leftOut}: Placed): () => RecordedTexts {
  const {identity, redaction: rules} = running.head;
  const redact = redactLine(secretsOf(running));
  return () => recordedTexts({identity, cwd, leftOut, rules, redact});
}

const secretsOf = ({opened, judge}: Running): readonly string[] => [
  ...opened.secrets,
  ...(judge?.secrets ?? []),
];

const isEverything = ({limit, sample, shard}: ReplayOptions): boolean =>
  [limit, sample, shard].every((part) => part === undefined);

function toolsOf(
  options: ReplayOptions,
  running: Running,
  {meter, clock}: {readonly meter: InputMeter; readonly clock: ReplayClock},
): Omit<ReplayTools, 'run' | 'judge'> {
  const {
    files: {results, journal},
    tally,
  } = running;
  const secrets = secretsOf(running);
  const redacted = redactLine(secrets);
  return {
    results: {
      async append(index, line) {
        await results.append(index, redacted(line));
        await clock.note();
      },
    },
    tally,
    holdsSecret: secretFinder(secrets),
    hide: hideSecrets(secrets).inText,
    openSpool: () => openSpool<PlannedEvent>({write: plannedToBytes, read: plannedFromBytes}),
    onSkipped: async (record, number) => {
      tally.skip(record.reason);
      await journal.write({...record, record: number});
      options.onSkipped?.(record);
    },
    onEntry: options.onEntry ?? ignore,
    onPlanned: (events, isAll) => options.onPlanned?.(events, isAll ? 1 : meter.share()),
  };
}

const otherRecording = (results: string): LambdockError =>
  new LambdockError('RESUME_MISMATCH', {
    message: `${results} holds the results of another recording: other events come first in this one`,
    details: {file: results},
  });

const noEvents = (inputs: readonly string[], skipped: number): LambdockError =>
  new LambdockError('NO_EVENTS', {
    message: `there is no event to replay in ${inputs.join(', ')}${skipped === 0 ? '' : `: all ${skipped} records were skipped`}`,
    details: {inputs, skipped},
  });
