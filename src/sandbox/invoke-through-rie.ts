import {LambdockError} from '../errors/lambdock-error.js';
import type {Answer, Evidence} from '../core/evidence.js';
import {awaitsShutdown, extensionProblems} from '../core/extensions.js';
import type {Invocation, Measurements} from '../core/invocation.js';
import {endLine, reportLine} from '../core/report-lines.js';
import {INVOKE_PATH} from '../core/rie.js';
import {judge} from '../core/verdict.js';
import type {RieContainer} from './rie-container.js';
import type {EventListeners, Observation, SandboxRequest, SandboxTools} from './sandbox.js';
import {witness, type Witness} from './witness.js';

/** The emulator ends a late event itself, up to a quarter of a second late; then lambdock does. */
const GRACE_MS = 900;
/** How long nothing may come before the lines that follow an answer are given up. */
const SETTLE_MS = 2_000;

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
): Promise<Observation> {
  const {tools, container, request} = running;
  const began = tools.now();
  const watch = witness({
    requestId: invocation.requestId,
    version: request.version,
    now: tools.now,
    onOutput: listeners.onOutput,
    onLog: listeners.onLog,
    onEmulatorLine: listeners.onEmulatorLine,
  });
  container.output.direct(watch);
  try {
    const {answer, guardFired} = await post(running, invocation, listeners.signal);
    const answeredMs = tools.now() - began;
    const peak = await gatherRest(running, {watch, answer, signal: listeners.signal});
    listeners.signal?.throwIfAborted();
    const outOfMemory = await wasOutOfMemory(running, answer, began);
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
    if (verdict === null) throw lost(running, container.output.lastLines());
    const figures = measure(evidence, {peak, answeredMs});
    await watch.flush();
    await listeners.onOutput?.(closingLines(evidence, figures));
    return {
      ...verdict,
      ...figures,
      requestId: watch.requestId,
      logs: watch.log.records(watch.requestId),
      logsDropped: watch.log.dropped,
      ...aboutExtensions(evidence),
      invokeMs: tools.now() - began,
    };
  } finally {
    container.output.direct(null);
  }
}

async function post(
  {tools, container, request}: Running,
  invocation: Invocation,
  signal: AbortSignal | undefined,
): Promise<{answer: Answer | null; guardFired: boolean}> {
  const guard = AbortSignal.timeout(request.timeoutMs + GRACE_MS);
  try {
    const answer = await tools.rie.post({
      address: container.address,
      path: INVOKE_PATH,
      event: invocation.event,
      requestId: invocation.requestId,
      clientContext: invocation.clientContext,
      signal: signal === undefined ? guard : AbortSignal.any([signal, guard]),
    });
    return {answer, guardFired: false};
  } catch (error) {
    signal?.throwIfAborted();
    if (guard.aborted) return {answer: null, guardFired: true};
    throw error;
  }
}

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
  answer: Answer | null,
  began: number,
): Promise<boolean> {
  if (answer?.httpStatus === 200) return false;
  const {clockAhead} = container;
  // Where the clocks differ, the difference is known to a fraction of a second only.
  const margin = clockAhead === 0 ? 1 : 500;
  const span = {since: began + clockAhead - margin, until: tools.now() + clockAhead + margin};
  return (await tools.engine.outOfMemoryEvents(container.id, span)) > 0;
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

/** The emulator writes no "Task timed out" line and nothing after a crash; Lambda does. */
function closingLines(evidence: Evidence, figures: Measurements): Uint8Array {
  const {requestId, timeoutMs, rie, guardFired} = evidence;
  const timeout =
    rie.timedOut || guardFired
      ? `${new Date().toISOString()} ${requestId} Task timed out after ${(timeoutMs / 1000).toFixed(2)} seconds\n\n`
      : '';
  return Buffer.from(endLine(requestId) + reportLine(requestId, figures) + timeout);
}

function aboutExtensions({
  rie,
  guardFired,
}: Evidence): Pick<Observation, 'problems' | 'awaitsShutdown'> {
  const problems = extensionProblems(rie.extensions, {
    timedOut: rie.timedOut || guardFired,
    initialised: !rie.initFailed,
    answered: rie.posted !== null,
  });
  return {problems, awaitsShutdown: rie.extensions.some(awaitsShutdown)};
}

const lost = ({container}: Running, lastLines: readonly string[]): LambdockError =>
  new LambdockError('SANDBOX_LOST', {
    message: [
      `The container ${container.id.slice(0, 12)} went away while the event was in it, and not by the function's doing.`,
      ...lastLines,
    ].join('\n  '),
    details: {container: container.id, lastLines},
  });
