import type {Wake} from '../core/hosting/await-host.js';
import type {HostedRuntime} from './hosted-runtime.js';
import type {HostedRequest, HostTools} from './sandbox-request.js';

/** Lambda gives an init ten seconds of its own, and once more the function's timeout. */
const INIT_LIMIT_MS = 10_000;

/** A runtime that asks lambdock for work, what was asked for, and what is worked with. */
export interface Hosted {
  readonly tools: HostTools;
  readonly runtime: HostedRuntime;
  readonly request: HostedRequest;
}

/** One event on its way through a runtime. */
export interface Course {
  readonly wake: Wake;
  /** Which of its two parts the runtime was in when it ended. */
  readonly phase: 'init' | 'event';
  /** From the moment the event was written to the runtime until its answer was read. */
  readonly ranMs: number;
  /** Whether the caller has heard the answer in pieces. */
  readonly isHeard?: boolean;
}

/** How long an init or an event may take. */
export const limitOf = ({request}: Pick<Hosted, 'request'>, phase: Course['phase']): number =>
  phase === 'init' ? Math.max(INIT_LIMIT_MS, request.timeoutMs) : request.timeoutMs;
