import {processExit, startErrorIn} from '../core/container-exit.js';
import {NO_FACTS, type Answer, type Evidence, type RieFacts} from '../core/evidence.js';
import type {Invocation, Measurements} from '../core/invocation.js';
import {crashBody, judge, NO_PRELUDE, type Verdict} from '../core/verdict.js';
import {causeOfEnd} from './cause-of-end.js';
import {limitOf, type Course, type Hosted} from './hosted-event.js';
import type {HostedRuntime} from './hosted-runtime.js';
import type {LogRelay} from './log-relay.js';
import {sandboxLost} from './sandbox-lost.js';

/** An event, and what was seen of it. */
export interface Witnessed {
  readonly invocation: Invocation;
  readonly course: Course;
  /** Since when an end of the container is this event's. */
  readonly since: number;
  readonly relay: LogRelay;
}

/** What was seen of an event, and whether its container was ended by others. */
export interface Gathered {
  readonly evidence: Evidence;
  readonly byOthers: boolean;
}

/** Gathers the witnesses of one event: what the runtime posted, and how its container ended. */
export async function evidenceOf(
  {tools, runtime, request}: Hosted,
  {invocation: {requestId}, course, since, relay}: Witnessed,
): Promise<Gathered> {
  const {wake, phase} = course;
  const {posted} = runtime.host;
  const hasEnded = wake === 'ended';
  const {id, end} = runtime;
  const ended = {id, exitCode: end.exitCode, since, now: tools.now()};
  const cause = hasEnded ? await causeOfEnd(tools.engine, ended) : null;
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
  const evidence = {
    requestId,
    timeoutMs: limitOf({request}, phase),
    isInit: phase === 'init',
    memoryLimitMb: request.memoryLimitMb,
    answer: answerOf(runtime, course),
    rie: facts,
    guardFired: false,
    outOfMemory: cause === 'memory',
    errorType: posted?.errorType ?? null,
  };
  return {evidence, byOthers: hasEnded && (cause === 'others' || (end.isUnseen && cause === null))};
}

/** What the runtime posted: Lambda's caller has it before the runtime asks for more work. */
function answerOf({host: {posted}}: HostedRuntime, {wake, phase}: Course): Answer | null {
  if (posted === null || posted.kind === 'too-large') return null;
  const {body, isHead = false} = posted;
  if (wake === 'over' && phase === 'event') return {httpStatus: 200, body, isHead};
  return {httpStatus: 502, body: posted.kind === 'error' ? body : new Uint8Array()};
}

/** Rejects where the event never came to the function, or the container's end was none of the function's doing. */
export function checkDelivered(
  {runtime: {id, output, host}}: Hosted,
  {phase}: Course,
  {byOthers}: Gathered,
): void {
  if (!byOthers && (phase === 'init' || host.isDelivered)) return;
  const delivered = byOthers && host.isDelivered;
  throw sandboxLost({id, delivered, lastLines: output.lastLines()});
}

/** Lambda answers an end of the runtime with a text of its own. */
export function verdictOf(evidence: Evidence): Verdict {
  const verdict = judge(evidence);
  if (verdict === null) throw new Error('an event without an end');
  return {...verdict, body: verdict.body ?? crashBody(verdict.outcome)};
}

/** What an event took. */
export function measure(
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

/** What kept an event from ending well and is not in its outcome. */
export function problemsOf(
  {runtime: {host, contact, address}, request}: Hosted,
  {wake, phase}: Course,
  isTorn: boolean,
): readonly string[] {
  const problems: string[] = [];
  if (host.hasExtension) problems.push(EXTENSION);
  if (wake === 'timed-out' && phase === 'init')
    problems.push(
      contact.seen
        ? `the init of ${request.functionName} was not over in time: it never asked for an event`
        : `the runtime never asked for work at ${address}: its init takes too long, it is no runtime of Lambda's, or a firewall of this machine keeps containers from it (--driver rie needs no way back)`,
    );
  if (isTorn) problems.push(NO_PRELUDE);
  return problems;
}

const EXTENSION =
  'an extension asked for the Extensions API, which --driver rie has and runtime-api has not';
