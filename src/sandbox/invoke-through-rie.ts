import type {LambdockError} from '../errors/lambdock-error.js';
import type {Answer, Evidence} from '../core/evidence.js';
import {awaitsShutdown, extensionProblems} from '../core/extensions.js';
import type {Invocation, Measurements} from '../core/invocation.js';
import {closingLines} from '../core/report-lines.js';
import type {EventListeners, Observation} from '../core/sandbox.js';
import {INVOKE_PATH} from '../core/rie.js';
import {isTornHttp, judge, NO_PRELUDE, type Verdict} from '../core/verdict.js';
import {wrapperProblem} from '../core/wrapper.js';
import {lateness} from './cause-of-end.js';
import type {RieContainer} from './rie-container.js';
import {sandboxLost} from './sandbox-lost.js';
import type {SandboxRequest, SandboxTools} from './sandbox-request.js';
import {witness, type Witness} from './witness.js';

/** The emulator ends a late event itself, up to a quarter of a second late; then lambdock does. */
const GRACE_MS = 900;
/** How long nothing may come before the lines that follow an answer are given up. */
const SETTLE_MS = 2_000;

/** What the driver itself says of an event; the rest is the sandbox's to know. */
export type RieObservation = Omit<Observation, 'coldStart'>;

interface Running {
  readonly tools: SandboxTools;
  readonly container: RieContainer;
  readonly request: SandboxRequest;
}

/** Posts one event to the emulator and gathers the three witnesses: its answer, its log, the container. */
export async function invokeThroughRie(
  running: Running,
  invocation: Invocation,
  listeners: EventListeners,
): Promise<RieObservation> {
  const {tools, container, request} = running;
  const began = tools.now();
  const {requestId} = invocation;
  const watch = witness({...listeners, requestId, version: request.version, now: tools.now});
  container.output.direct(watch);
  try {
    const given = await post(running, invocation, listeners.signal);
    if (given === 'refused') throw lost(running, {delivered: false});
    const guardFired = given === 'late';
    const answer = guardFired ? null : given;
    const answeredMs = tools.now() - began;
    const peak = await gatherRest(running, {watch, answer, signal: listeners.signal});
    listeners.signal?.throwIfAborted();
    const outOfMemory = await wasOutOfMemory(running, {answer, began, exit: watch.facts.exit});
    const evidence: Evidence = {
      requestId: watch.requestId,
      timeoutMs: request.timeoutMs,
      memoryLimitMb: request.memoryLimitMb,
      answer,
      rie: watch.facts,
      guardFired,
      outOfMemory,
    };
    const verdict = judge(evidence);
    if (verdict === null) throw lost(running, {delivered: true});
    const figures = measure(evidence, {peak, answeredMs});
    await watch.flush();
    const timedOut = evidence.rie.timedOut || guardFired;
    await listeners.onOutput?.(Buffer.from(closingLines(evidence, {figures, timedOut})));
    await tellAnswer(verdict, listeners);
    return {
      ...verdict,
      ...figures,
      requestId: watch.requestId,
      logs: watch.log.records(watch.requestId),
      logsDropped: watch.log.dropped,
      problems: problemsOf(evidence, verdict, request.container.env ?? []),
      awaitsShutdown: evidence.rie.extensions.some(awaitsShutdown),
      invokeMs: tools.now() - began,
      reusable: watch.isClosed && isUnharmed(verdict),
    };
  } finally {
    container.output.direct(null);
  }
}

const post = (
  {tools, container, request}: Running,
  {event, requestId, clientContext}: Invocation,
  signal: AbortSignal | undefined,
): Promise<Answer | 'late' | 'refused' | null> =>
  tools.rie.post({
    address: container.address,
    path: INVOKE_PATH,
    event,
    requestId,
    clientContext,
    limitMs: request.timeoutMs + GRACE_MS,
    signal,
  });

/** Waits for the lines an answer leaves behind and reads the memory peak, in bytes. */
async function gatherRest(
  {tools, container}: Running,
  {watch, answer, signal}: {watch: Witness; answer: Answer | null; signal: AbortSignal | undefined},
): Promise<number | null> {
  const peak = tools.engine.peakMemory(container.id).catch(() => null);
  if (answer?.httpStatus === 200) {
    await watch.settled(SETTLE_MS, signal);
    return peak;
  }
  // No REPORT follows a crash. The container is not used again: its end flushes both streams.
  const bytes = await peak;
  await tools.engine.signalContainer(container.id, 'SIGTERM');
  await watch.ended(SETTLE_MS, container.attachment.ended, signal);
  return bytes;
}

async function wasOutOfMemory(
  {tools, container}: Running,
  {answer, began, exit}: {answer: Answer | null; began: number; exit: Evidence['rie']['exit']},
): Promise<boolean> {
  if (answer?.httpStatus === 200) return false;
  const {clockAhead} = container;
  // Where the clocks differ, the difference is known to a fraction of a second only.
  const margin = clockAhead === 0 ? 1 : 500;
  const late = exit?.signal === 'killed' ? lateness(true) : 0;
  const until = tools.now() + clockAhead + margin + late;
  const span = {since: began + clockAhead - margin, until};
  return (await tools.engine.firstEvent(container.id, ['oom'], span)) !== null;
}

function measure(
  {rie, timeoutMs, memoryLimitMb, guardFired}: Evidence,
  {peak, answeredMs}: {peak: number | null; answeredMs: number},
): Measurements {
  const initDurationMs = rie.initMs;
  const durationMs =
    rie.timedOut || guardFired
      ? // The emulator's clock runs through the init as well.
        Math.max(0, timeoutMs - (initDurationMs ?? 0))
      : (rie.runMs ?? Math.max(0, answeredMs - (initDurationMs ?? 0)));
  return {
    durationMs,
    initDurationMs,
    billedDurationMs: Math.ceil(durationMs + (initDurationMs ?? 0)),
    memoryLimitMb,
    maxMemoryUsedMb: peak === null ? null : Math.round((peak / 2 ** 20) * 10) / 10,
  };
}

function problemsOf(
  {rie, guardFired}: Evidence,
  verdict: Verdict,
  environment: readonly string[],
): readonly string[] {
  const ofExtensions = extensionProblems(rie.extensions, {
    timedOut: rie.timedOut || guardFired,
    initialised: !rie.initFailed,
    answered: rie.posted !== null,
  });
  const started = rie.posted !== null || rie.initErrorPosted;
  const wrapper = started ? null : wrapperProblem(environment, rie.exit?.exitCode ?? null);
  return [
    ...ofExtensions,
    ...(isTornHttp(rie, verdict) ? [NO_PRELUDE] : []),
    ...(wrapper === null ? [] : [wrapper]),
  ];
}

/** The emulator gives an answer only when it is whole. */
async function tellAnswer(
  {outcome, body}: Verdict,
  {onResponseChunk}: EventListeners,
): Promise<void> {
  if (outcome.status === 'ok' && body !== null) await onResponseChunk?.(body);
}

/** Whether the runtime lives on: after a crash or a timeout the emulator would start another in its place. */
const isUnharmed = ({outcome}: Verdict): boolean =>
  outcome.status === 'ok' || outcome.status === 'function-error' || outcome.status === 'too-large';

const lost = ({container}: Running, {delivered}: {delivered: boolean}): LambdockError =>
  sandboxLost({id: container.id, delivered, lastLines: container.output.lastLines()});
