import {processExit, startErrorIn} from '../core/container-exit.js';
import {NO_FACTS, type Answer, type Evidence, type RieFacts} from '../core/evidence.js';
import type {Invocation, Measurements} from '../core/invocation.js';
import {closingLines} from '../core/report-lines.js';
import {RIE_PORT} from '../core/rie.js';
import type {EventListeners, Observation} from '../core/sandbox.js';
import {crashBody, isTornHttp, judge, NO_PRELUDE, type Verdict} from '../core/verdict.js';
import {awaitHost, type Wake} from '../core/hosting/await-host.js';
import {deliveryOf} from '../core/hosting/delivery.js';
import {driverUnavailable} from './host-address.js';
import type {HostedRuntime} from './hosted-runtime.js';
import {wasKilledFromOutside} from './killed-from-outside.js';
import {logRelay, type LogRelay} from './log-relay.js';
import {sandboxLost} from './sandbox-lost.js';
import type {HostedRequest, HostTools} from './sandbox-request.js';
import {settled} from './settled.js';
import {within} from './within.js';

/** Lambda gives an init ten seconds of its own, and once more the function's timeout. */
const INIT_LIMIT_MS = 10_000;
/** How long the streams of a container that has ended may take to end. */
const DRAIN_MS = 2_000;
/** A runtime whose init has failed ends by itself. */
const FAREWELL_MS = 1_000;
const PROBE_MS = 500;

export interface Hosted {
  readonly tools: HostTools;
  readonly runtime: HostedRuntime;
  readonly request: HostedRequest;
}

/** One event on its way through a runtime. */
interface Course {
  readonly wake: Wake;
  /** Which of its two parts the runtime was in when it ended. */
  readonly phase: 'init' | 'event';
  /** From the moment the event was written to the runtime. */
  readonly ranMs: number;
  /** Whether the caller has heard the answer in pieces. */
  readonly isHeard?: boolean;
  /** The memory peak in bytes, asked for while an answered runtime comes back for work. */
  readonly peak?: Promise<number | null> | undefined;
}

const limitOf = ({request}: Pick<Hosted, 'request'>, phase: Course['phase']): number =>
  phase === 'init' ? Math.max(INIT_LIMIT_MS, request.timeoutMs) : request.timeoutMs;

/** Gives one event to the runtime when it asks for work, and judges what came of it. */
export async function invokeThroughHost(
  hosted: Hosted,
  {invocation, coldStart}: {readonly invocation: Invocation; readonly coldStart: boolean},
  listeners: EventListeners,
): Promise<Observation> {
  const {tools, runtime, request} = hosted;
  const {requestId} = invocation;
  const began = tools.now();
  // The first event tells of an end in the init too, which was before it.
  const since = (coldStart ? Math.min(runtime.startedAt, began) : began) - 1;
  const relay = logRelay({...listeners, version: request.version, now: tools.now});
  await relay.announce(requestId);
  await runtime.output.direct((lines) => relay.pass(lines, requestId));
  try {
    const course = await run(hosted, invocation, listeners);
    const peak = await gatherRest(hosted, course, listeners.isLast);
    if (course.wake === 'aborted') listeners.signal?.throwIfAborted();
    const evidence = await evidenceOf(hosted, {invocation, course, since, relay});
    await checkDelivered(hosted, {evidence, course, since});
    const verdict = verdictOf(evidence);
    const figures = measure(hosted, {course, coldStart, peak});
    await runtime.output.flush();
    const timedOut = course.wake === 'timed-out';
    await listeners.onOutput?.(Buffer.from(closingLines(evidence, {figures, timedOut})));
    await tellAnswer(verdict, course, listeners);
    return {
      ...verdict,
      ...figures,
      requestId,
      logs: relay.log.records(requestId),
      logsDropped: relay.log.dropped,
      problems: [
        ...problemsOf(hosted, course),
        ...(isTornHttp(evidence.rie, verdict) ? [NO_PRELUDE] : []),
      ],
      awaitsShutdown: false,
      invokeMs: tools.now() - began,
      coldStart,
      reusable: course.wake === 'over' && runtime.host.step === 'idle',
    };
  } finally {
    await runtime.output.direct(null);
  }
}

/** What was not streamed is one piece. */
async function tellAnswer(
  {outcome, body}: Verdict,
  {isHeard = false}: Course,
  {onResponseChunk}: EventListeners,
): Promise<void> {
  if (outcome.status === 'ok' && body !== null && !isHeard) await onResponseChunk?.(body);
}

/** Waits for the init, where it is not over, and then for the event. */
async function run(
  hosted: Hosted,
  invocation: Invocation,
  listeners: EventListeners,
): Promise<Course> {
  const {tools, runtime, request} = hosted;
  const {host} = runtime;
  const {signal} = listeners;
  if (host.initEndedAt === null) {
    const limit = limitOf(hosted, 'init') - (tools.now() - runtime.startedAt);
    const wake = await awaitHost(runtime, () => host.initEndedAt !== null, {ms: limit, signal});
    if (wake === 'timed-out' && !runtime.contact.seen) await refuseEmulator(hosted);
    if (wake !== 'over') return {wake, phase: 'init', ranMs: 0};
  }
  if (host.step === 'failed') return {wake: 'over', phase: 'init', ranMs: 0};
  const given = tools.now();
  const delivery = deliveryOf(request, invocation, {given, onChunk: listeners.onResponseChunk});
  host.give(delivery);
  let peak: Promise<number | null> | undefined;
  const isDone = (): boolean => {
    if (host.posted === null) return false;
    peak ??= peakOf(hosted);
    return host.step === 'idle';
  };
  const wake = await awaitHost(runtime, isDone, {ms: request.timeoutMs, signal});
  const ranMs = tools.now() - given;
  host.expire();
  delivery.end();
  return {wake, phase: 'event', ranMs, isHeard: delivery.isHeard, peak};
}

const peakOf = ({tools, runtime}: Hosted): Promise<number | null> =>
  tools.engine.peakMemory(runtime.id).catch(() => null);

/** Waits for the output that an end leaves behind and reads the memory peak, in bytes. */
async function gatherRest(hosted: Hosted, course: Course, isLast = false): Promise<number | null> {
  const {tools, runtime} = hosted;
  const {wake, phase} = course;
  if (wake === 'aborted') return null;
  if (wake === 'ended') {
    await within(runtime.attachment.ended, DRAIN_MS);
    return null;
  }
  const peak = await (course.peak ?? peakOf(hosted));
  if (wake === 'over' && phase === 'event') {
    await (isLast ? endOfOutput(hosted) : settled(runtime.output, tools.now));
    return peak;
  }
  if (wake === 'over') await within(runtime.exited, FAREWELL_MS);
  if (!runtime.end.isOver) await tools.engine.signalContainer(runtime.id, 'SIGKILL');
  await within(runtime.attachment.ended, DRAIN_MS);
  return peak;
}

/** The streams of a runtime that is ended end with all that it wrote, however slowly they are read. */
async function endOfOutput({tools, runtime}: Hosted): Promise<void> {
  const {id, attachment, output} = runtime;
  await tools.engine.signalContainer(id, 'SIGKILL').catch(() => undefined);
  for (let heard = -1; heard !== output.bytes;) {
    heard = output.bytes;
    await within(attachment.ended, DRAIN_MS);
  }
}

interface Witnessed {
  readonly invocation: Invocation;
  readonly course: Course;
  /** Since when an end of the container is this event's. */
  readonly since: number;
  readonly relay: LogRelay;
}

async function evidenceOf(
  {tools, runtime, request}: Hosted,
  {invocation: {requestId}, course, since, relay}: Witnessed,
): Promise<Evidence> {
  const {wake, phase} = course;
  const {posted} = runtime.host;
  const hasEnded = wake === 'ended';
  const lines = hasEnded && phase === 'init' ? relay.log.records(requestId) : [];
  const facts: RieFacts = {
    ...NO_FACTS,
    requestId,
    posted:
      phase === 'init' || posted === null ? null : posted.kind === 'error' ? 'error' : 'response',
    isHttp: phase === 'event' && posted?.isHttp === true,
    tooLarge: posted?.kind === 'too-large',
    initErrorPosted: phase === 'init' && posted !== null,
    initFailed: phase === 'init',
    timedOut: wake === 'timed-out',
    exit: hasEnded ? processExit(runtime.end.exitCode) : null,
    startError: startErrorIn(
      lines.map(({message}) => message),
      runtime.end.exitCode,
    ),
  };
  return {
    requestId,
    timeoutMs: limitOf({request}, phase),
    isInit: phase === 'init',
    memoryLimitMb: request.memoryLimitMb,
    answer: answerOf(runtime, course),
    rie: facts,
    guardFired: false,
    outOfMemory:
      hasEnded &&
      (await tools.engine.outOfMemoryEvents(runtime.id, {since, until: tools.now() + 1})) > 0,
    errorType: posted?.errorType ?? null,
  };
}

/** What the runtime posted; after an end before the next request for work a response counts no more. */
function answerOf({host: {posted}}: HostedRuntime, {wake, phase}: Course): Answer | null {
  if (posted === null || posted.kind === 'too-large') return null;
  if (wake === 'over' && phase === 'event') return {httpStatus: 200, body: posted.body};
  return {httpStatus: 502, body: posted.kind === 'error' ? posted.body : new Uint8Array()};
}

/** Rejects where the container's end was none of the function's doing. */
async function checkDelivered(
  {tools, runtime}: Hosted,
  {evidence, course, since}: {evidence: Evidence; course: Course; since: number},
): Promise<void> {
  const {id, output, host, end} = runtime;
  const lost = (delivered: boolean) => sandboxLost({id, delivered, lastLines: output.lastLines()});
  if (course.phase === 'event' && !host.isDelivered) throw lost(false);
  if (course.wake === 'ended' && !evidence.outOfMemory) {
    const ended = {id, exitCode: end.exitCode, since, now: tools.now()};
    const byOthers = end.isUnseen || (await wasKilledFromOutside(tools.engine, ended));
    if (byOthers) throw lost(host.isDelivered);
  }
}

/** Rejects where an emulator listens in the container: its runtime asks that for work. */
async function refuseEmulator({
  tools,
  runtime: {ownAddress},
  request: {functionName},
}: Hosted): Promise<void> {
  const probe = {host: ownAddress, port: RIE_PORT};
  const limit = AbortSignal.timeout(PROBE_MS);
  if (!(await tools.rie.listens(probe, limit).catch(() => false))) return;
  throw driverUnavailable(
    `the image of function ${functionName} starts the emulator itself, whatever AWS_LAMBDA_RUNTIME_API says`,
    {function: functionName},
  );
}

/** Lambda answers an end of the runtime with a text of its own. */
function verdictOf(evidence: Evidence): Verdict {
  const verdict = judge(evidence);
  if (verdict === null) throw new Error('an event without an end');
  return {...verdict, body: verdict.body ?? crashBody(verdict.outcome)};
}

function measure(
  {runtime: {host, startedAt}, request}: Hosted,
  {course, coldStart, peak}: {course: Course; coldStart: boolean; peak: number | null},
): Measurements {
  const initDurationMs =
    coldStart && host.initEndedAt !== null ? host.initEndedAt - startedAt : null;
  const durationMs = course.wake === 'timed-out' ? limitOf({request}, course.phase) : course.ranMs;
  return {
    durationMs,
    initDurationMs,
    billedDurationMs: Math.ceil(durationMs + (initDurationMs ?? 0)),
    memoryLimitMb: request.memoryLimitMb,
    maxMemoryUsedMb: peak === null ? null : Math.round((peak / 2 ** 20) * 10) / 10,
  };
}

function problemsOf(
  {runtime: {host, contact, address}, request}: Hosted,
  {wake, phase}: Course,
): readonly string[] {
  const extension = `an extension asked for the Extensions API, which --driver rie has and runtime-api has not`;
  const silent = `the runtime never asked for work at ${address}: its init takes too long, it is no runtime of Lambda's, or a firewall of this machine keeps containers from it (--driver rie needs no way back)`;
  return [
    ...(host.hasExtension ? [extension] : []),
    ...(wake === 'timed-out' && phase === 'init' && !contact.seen ? [silent] : []),
    ...(wake === 'timed-out' && phase === 'init' && contact.seen
      ? [`the init of ${request.functionName} was not over in time: it never asked for an event`]
      : []),
  ];
}
