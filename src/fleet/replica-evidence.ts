import type {GatewayFunction} from '../core/compose/gateway-settings.js';
import {processExit} from '../core/container-exit.js';
import {NO_FACTS, type Answer, type Evidence} from '../core/evidence.js';
import type {Wake} from '../core/hosting/await-host.js';
import {crashBody, judge, type Verdict} from '../core/verdict.js';
import type {Replica} from './replica.js';

/** Lambda gives an init ten seconds of its own, and once more the function's timeout. */
const INIT_LIMIT_MS = 10_000;

/** How far an event, or an init, came with a runtime. */
export interface Course {
  readonly wake: Wake;
  readonly phase: 'init' | 'event';
}

/** How long an init or an event may take. */
export const limitOf = ({timeoutMs}: GatewayFunction, phase: Course['phase']): number =>
  phase === 'init' ? Math.max(INIT_LIMIT_MS, timeoutMs) : timeoutMs;

/** What was seen of an event: the runtime's own post, and the supervisor's word on its end. */
export function evidenceOf(
  settings: GatewayFunction,
  replica: Replica,
  {wake, phase, requestId}: Course & {readonly requestId: string},
): Evidence {
  const {posted} = replica.host;
  const {end} = replica;
  const isInit = phase === 'init';
  return {
    requestId,
    timeoutMs: limitOf(settings, phase),
    isInit,
    memoryLimitMb: settings.configuration.MemorySize,
    answer: answerOf(replica, {wake, phase}),
    rie: {
      ...NO_FACTS,
      requestId,
      posted: isInit || posted === null ? null : posted.kind === 'error' ? 'error' : 'response',
      isHttp: !isInit && posted?.isHttp === true,
      tooLarge: posted?.kind === 'too-large',
      initErrorPosted: isInit && posted !== null,
      initFailed: isInit,
      timedOut: wake === 'timed-out',
      exit: wake === 'ended' ? processExit(end.exitCode) : null,
    },
    guardFired: false,
    outOfMemory: wake === 'ended' && end.memoryKills > 0,
    errorType: posted?.errorType ?? null,
  };
}

/** What the runtime posted: Lambda's caller has it before the runtime asks for more work. */
function answerOf({host: {posted}}: Replica, {wake, phase}: Course): Answer | null {
  if (posted === null || posted.kind === 'too-large') return null;
  const {body, isHead = false} = posted;
  if (wake === 'over' && phase === 'event') return {httpStatus: 200, body, isHead};
  return {httpStatus: 502, body: posted.kind === 'error' ? body : new Uint8Array()};
}

/** What the evidence means; Lambda answers an end of the runtime with a text of its own. */
export function verdictOf(evidence: Evidence, {link}: Replica, {wake}: Course): Verdict {
  const verdict = judge(evidence);
  if (verdict === null) throw new Error('an event without an end');
  const body = verdict.body ?? crashBody(verdict.outcome);
  // Without a supervisor nobody saw how the runtime ended.
  return {...verdict, body, assumed: verdict.assumed || (wake === 'ended' && link === null)};
}
