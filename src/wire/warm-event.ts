import type {Invocation, InvocationResult} from '../core/invocation.js';
import type {Observation, Sandbox} from '../core/sandbox.js';
import type {WarmStore} from '../files/warm-store.js';
import {imageUsed} from './images.js';
import type {InvokeRequest} from './invocation-of.js';
import {resultOf} from './result-of.js';
import type {Session} from './session.js';
import type {Prepared, StartedEnvironment} from './start-environment.js';

/** One event, and all that is known when it is to run. */
export interface WarmEvent {
  readonly request: InvokeRequest;
  readonly invocation: Invocation;
  readonly prepared: Prepared;
  readonly resolveMs: number;
  readonly key: string;
  readonly store: WarmStore;
  readonly signal: AbortSignal;
}

/** What an event brought to light in a container that was there already. */
export interface WarmEnd {
  readonly sandbox: Sandbox;
  readonly observation: Observation;
  readonly stopMs: number | null;
  readonly attempts: number;
  /** What the start took, where there was one. */
  readonly started?: Pick<StartedEnvironment, 'identity' | 'buildMs'>;
}

/** The result of an event in a warm container, or in one that is to be. */
export function resultIn(
  session: Session,
  {request, invocation, prepared, resolveMs}: WarmEvent,
  {sandbox, observation, stopMs, attempts, started}: WarmEnd,
): InvocationResult {
  for (const problem of observation.problems) session.warn(`${request.spec.name}: ${problem}`);
  const {invokeMs} = observation;
  const {readyMs, driver} = sandbox;
  const start =
    started === undefined
      ? {buildMs: null, startMs: null}
      : {buildMs: started.buildMs, startMs: sandbox.startMs};
  const identity = started?.identity ?? prepared.image.identity;
  return resultOf({
    invocation,
    observation,
    driver,
    attempts,
    timings: {...start, resolveMs, readyMs, invokeMs, stopMs},
    image: imageUsed(identity, (started?.buildMs ?? 0) === 0),
  });
}
