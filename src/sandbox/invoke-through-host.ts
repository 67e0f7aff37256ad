import type {Invocation} from '../core/invocation.js';
import {closingLines} from '../core/report-lines.js';
import {RIE_PORT} from '../core/rie.js';
import type {EventListeners, Observation} from '../core/sandbox.js';
import {isTornHttp, type Verdict} from '../core/verdict.js';
import {awaitHost} from '../core/hosting/await-host.js';
import {deliveryOf, type EndableDelivery} from '../core/hosting/delivery.js';
import {driverUnavailable} from './host-address.js';
import {checkDelivered, evidenceOf, measure, problemsOf, verdictOf} from './host-evidence.js';
import {limitOf, type Course, type Hosted} from './hosted-event.js';
import type {HostedRuntime} from './hosted-runtime.js';
import {logRelay, type LogRelay} from './log-relay.js';
import {settled} from './settled.js';
import {within} from './within.js';

/** How long the streams of a container that has ended may take to end. */
const DRAIN_MS = 2_000;
/** A runtime whose init has failed ends by itself. */
const FAREWELL_MS = 1_000;
const PROBE_MS = 500;

/** Gives one event to the runtime when it asks for work, and judges what came of it. */
export async function invokeThroughHost(
  hosted: Hosted,
  {invocation, coldStart}: {readonly invocation: Invocation; readonly coldStart: boolean},
  listeners: EventListeners,
): Promise<Observation> {
  const {tools, runtime} = hosted;
  const {requestId} = invocation;
  const began = tools.now();
  // The first event tells of an end in the init too, which was before it.
  const since = (coldStart ? Math.min(runtime.startedAt, began) : began) - 1;
  const relay = relayOf(hosted, listeners);
  try {
    const course = await (await begin(hosted, {invocation, relay}, listeners)).running;
    const peak = await gatherRest(hosted, course, listeners.isLast);
    if (course.wake === 'aborted') listeners.signal?.throwIfAborted();
    const gathered = await evidenceOf(hosted, {invocation, course, since, relay});
    const {evidence} = gathered;
    checkDelivered(hosted, course, gathered);
    const verdict = verdictOf(evidence);
    const figures = measure(hosted, {course, coldStart, peak});
    await runtime.output.flush();
    const timedOut = course.wake === 'timed-out';
    await listeners.onOutput?.(Buffer.from(closingLines(evidence, {figures, timedOut})));
    await tellAnswer(verdict, course, listeners);
    // Spread and listed: the second spread of an object takes as long as all the rest.
    return {
      ...verdict,
      durationMs: figures.durationMs,
      initDurationMs: figures.initDurationMs,
      billedDurationMs: figures.billedDurationMs,
      memoryLimitMb: figures.memoryLimitMb,
      maxMemoryUsedMb: figures.maxMemoryUsedMb,
      requestId,
      logs: relay.log.records(requestId),
      logsDropped: relay.log.dropped,
      problems: problemsOf(hosted, course, isTornHttp(evidence.rie, verdict)),
      awaitsShutdown: false,
      invokeMs: tools.now() - began,
      coldStart,
      reusable: course.wake === 'over' && course.phase === 'event',
    };
  } finally {
    await runtime.output.direct(null);
  }
}

/** Sets an event going. The runtime works while the rest is made ready; what it writes meanwhile is kept. */
async function begin(
  hosted: Hosted,
  {invocation, relay}: {readonly invocation: Invocation; readonly relay: LogRelay},
  listeners: EventListeners,
): Promise<{readonly running: Promise<Course>}> {
  const {runtime} = hosted;
  const {host} = runtime;
  const isWarm = host.initEndedAt !== null && host.step !== 'failed';
  const handing = handOver(hosted, invocation, listeners);
  const running = handing.then((handed) => untilAnswered(hosted, handed, listeners));
  running.catch(() => undefined);
  // A runtime that ends behind its last answer takes no other event: who takes it tells of its start.
  if (isWarm && !host.isDelivered) await handing;
  if (!isWarm || host.isDelivered) await direct(runtime, relay, invocation.requestId);
  return {running};
}

/** START, and from now on the lines of the event. */
async function direct({output}: HostedRuntime, relay: LogRelay, requestId: string): Promise<void> {
  await relay.announce(requestId);
  await output.direct((lines) => relay.pass(lines, requestId));
}

const relayOf = ({tools: {now}, request: {version}}: Hosted, {onOutput, onLog}: EventListeners) =>
  logRelay({version, now, onOutput, onLog});

/** What was not streamed is one piece. */
async function tellAnswer(
  {outcome, body}: Verdict,
  {isHeard = false}: Course,
  {onResponseChunk}: EventListeners,
): Promise<void> {
  if (outcome.status === 'ok' && body !== null && !isHeard) await onResponseChunk?.(body);
}

/** An event on its way to its runtime: written to it, or what came in between. */
type Handed = {readonly delivery: EndableDelivery} | {readonly course: Course};

/** Waits for the init, where it is not over, and then until the runtime has taken the event. */
async function handOver(
  hosted: Hosted,
  invocation: Invocation,
  {signal, onResponseChunk, keepStream}: EventListeners,
): Promise<Handed> {
  const {tools, runtime, request} = hosted;
  const {host} = runtime;
  if (host.initEndedAt === null) {
    const limit = limitOf(hosted, 'init') - (tools.now() - runtime.startedAt);
    const wake = await awaitHost(runtime, () => host.initEndedAt !== null, {ms: limit, signal});
    if (wake === 'timed-out' && !runtime.contact.seen) await refuseEmulator(hosted);
    if (wake !== 'over') return {course: {wake, phase: 'init', ranMs: 0}};
  }
  if (host.step === 'failed') return {course: {wake: 'over', phase: 'init', ranMs: 0}};
  const given = tools.now();
  const terms = {given, onChunk: onResponseChunk, keepStream};
  const delivery = deliveryOf(request, invocation, terms);
  // Work behind its last answer has what is left of that event's time, as on Lambda.
  const since = host.step === 'answered' ? (host.deliveredAt ?? given) : given;
  host.give(delivery);
  if (host.isDelivered) return {delivery};
  const ms = since + request.timeoutMs - given;
  const wake = await awaitHost(runtime, () => host.isDelivered, {ms, signal});
  if (wake === 'over') return {delivery};
  host.expire();
  return {course: {wake, phase: 'event', ranMs: 0}};
}

/** Waits for the answer; the event's time starts when it is handed over. */
async function untilAnswered(
  {tools, runtime, request: {timeoutMs}}: Hosted,
  handed: Handed,
  {signal}: EventListeners,
): Promise<Course> {
  if ('course' in handed) return handed.course;
  const {host} = runtime;
  const {delivery} = handed;
  const wake = await awaitHost(runtime, () => host.posted !== null, {ms: timeoutMs, signal});
  const ranMs = tools.now() - (host.deliveredAt ?? tools.now());
  host.expire();
  delivery.end();
  return {wake, phase: 'event', ranMs, isHeard: delivery.isHeard};
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
  const peak = await peakOf(hosted);
  if (wake === 'over' && phase === 'event') {
    // What it still holds of its output would go with it.
    await runtime.pipes?.drain();
    if (isLast) runtime.kill().catch(() => undefined);
    if (isLast && runtime.pipes === null) await endOfOutput(runtime);
    else await settled(runtime.output, tools.now);
    return peak;
  }
  if (wake === 'over') await within(runtime.exited, FAREWELL_MS);
  if (!runtime.end.isOver) await runtime.kill();
  await within(runtime.attachment.ended, DRAIN_MS);
  return peak;
}

/** The streams of a runtime that is ended end with all that it wrote, however slowly they are read. */
async function endOfOutput({attachment, output}: HostedRuntime): Promise<void> {
  for (let heard = -1; heard !== output.bytes;) {
    heard = output.bytes;
    await within(attachment.ended, DRAIN_MS);
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
