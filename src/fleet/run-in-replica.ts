import type {GatewayFunction} from '../core/compose/gateway-settings.js';
import {awaitHost} from '../core/hosting/await-host.js';
import {deliveryOf} from '../core/hosting/delivery.js';
import type {Evidence} from '../core/evidence.js';
import type {Invocation, Measurements} from '../core/invocation.js';
import {closingLines, startLine} from '../core/report-lines.js';
import type {EventListeners, Observation} from '../core/sandbox.js';
import {isTornHttp, NO_PRELUDE, type Verdict} from '../core/verdict.js';
import {LambdockError} from '../errors/lambdock-error.js';
import type {FleetTools} from './fleet-tools.js';
import type {Replica} from './replica.js';
import {evidenceOf, limitOf, verdictOf, type Course} from './replica-evidence.js';

/** An event and who hears of it. */
export interface Errand {
  readonly invocation: Invocation;
  readonly listeners: EventListeners;
}

/** Gives one event to an initialised runtime, and judges what came of it. */
export async function runInReplica(
  {now}: Pick<FleetTools, 'now'>,
  {settings, replica}: {readonly settings: GatewayFunction; readonly replica: Replica},
  {invocation, listeners}: Errand,
): Promise<Observation> {
  const {host} = replica;
  const {requestId} = invocation;
  const {version, functionArn} = namesOf(settings);
  await listeners.onOutput?.(Buffer.from(startLine(requestId, version)));
  const given = now();
  const {timeoutMs} = settings;
  const delivery = deliveryOf({functionArn, timeoutMs}, invocation, {
    given,
    onChunk: listeners.onResponseChunk,
    keepStream: listeners.keepStream,
  });
  host.give(delivery);
  const isDone = (): boolean => host.posted !== null;
  // Lambda runs to its end what has been given out, whether its client is still there or not.
  const wake = await awaitHost(replica, isDone, {ms: timeoutMs, signal: undefined});
  host.expire();
  delivery.end();
  if (!host.isDelivered) throw replicaLost(settings, replica, false);
  if (wake === 'ended' && !replica.end.isSeen && replica.link !== null) {
    throw replicaLost(settings, replica, true);
  }
  const seen = {settings, replica, listeners};
  const course: Course = {wake, phase: 'event'};
  const observation = await observed(seen, {course, ranMs: now() - given, requestId});
  const {outcome, body} = observation;
  // What was not streamed is one piece.
  if (outcome.status === 'ok' && body !== null && !delivery.isHeard) {
    await listeners.onResponseChunk?.(body);
  }
  return observation;
}

/** What an init that failed means for the event that is told of it. */
export async function initFailure(
  {settings, replica}: {readonly settings: GatewayFunction; readonly replica: Replica},
  course: Course,
  {invocation: {requestId}, listeners}: Errand,
): Promise<Observation> {
  const {version} = namesOf(settings);
  await listeners.onOutput?.(Buffer.from(startLine(requestId, version)));
  return observed({settings, replica, listeners}, {course, ranMs: 0, requestId});
}

interface Seen {
  readonly settings: GatewayFunction;
  readonly replica: Replica;
  readonly listeners: EventListeners;
}

interface Happened {
  readonly course: Course;
  readonly ranMs: number;
  readonly requestId: string;
}

async function observed(
  {settings, replica, listeners}: Seen,
  {course, ranMs, requestId}: Happened,
): Promise<Observation> {
  const evidence = evidenceOf(settings, replica, {...course, requestId});
  const verdict = verdictOf(evidence, replica, course);
  const coldStart = replica.events === 0;
  replica.events += 1;
  const figures = measure({settings, replica, coldStart}, {...course, ranMs});
  const timedOut = course.wake === 'timed-out';
  await listeners.onOutput?.(Buffer.from(closingLines(evidence, {figures, timedOut})));
  return {
    ...verdict,
    ...figures,
    requestId,
    logs: [],
    logsDropped: 0,
    problems: problemsOf(settings, replica, {evidence, verdict}),
    awaitsShutdown: false,
    invokeMs: ranMs,
    coldStart,
    reusable: course.phase === 'event' && course.wake === 'over',
  };
}

function measure(
  {
    settings,
    replica,
    coldStart,
  }: Pick<Seen, 'settings' | 'replica'> & {readonly coldStart: boolean},
  {wake, phase, ranMs}: Course & {readonly ranMs: number},
): Measurements {
  const {initEndedAt} = replica.host;
  const initDurationMs = coldStart && initEndedAt !== null ? initEndedAt - replica.startedAt : null;
  const durationMs = wake === 'timed-out' ? limitOf(settings, phase) : ranMs;
  return {
    durationMs,
    initDurationMs,
    billedDurationMs: Math.ceil(durationMs + (initDurationMs ?? 0)),
    memoryLimitMb: settings.configuration.MemorySize,
    maxMemoryUsedMb: null,
  };
}

function problemsOf(
  {name}: GatewayFunction,
  {host: {hasExtension}}: Replica,
  {evidence, verdict}: {readonly evidence: Evidence; readonly verdict: Verdict},
): readonly string[] {
  const extension = `an extension in a container of ${name} asked for the Extensions API, which --driver rie has and runtime-api has not`;
  return [
    ...(hasExtension ? [extension] : []),
    ...(isTornHttp(evidence.rie, verdict) ? [NO_PRELUDE] : []),
  ];
}

const namesOf = ({configuration}: GatewayFunction): {version: string; functionArn: string} => ({
  version: configuration.Version,
  functionArn: configuration.FunctionArn,
});

/** A container went away, and not by the function's doing. */
export const replicaLost = (
  {name}: GatewayFunction,
  {address}: Pick<Replica, 'address'>,
  delivered: boolean,
): LambdockError =>
  new LambdockError('SANDBOX_LOST', {
    message: delivered
      ? `The container of ${name} at ${address} went away while the event was in it, and not by the function's doing; the event may have run, and is not run again.`
      : `The container of ${name} at ${address} was gone before the event reached the function.`,
    details: {function: name, container: address, delivered},
  });
