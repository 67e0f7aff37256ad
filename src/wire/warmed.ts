import type {FunctionSpec} from '../core/function-spec.js';
import {warmUp} from '../pool/warm-up.js';
import type {Warmed} from './lambdock-types.js';
import type {SessionPool, Wanted} from './pooled-invoker.js';
import {stayingAlive} from './staying-alive.js';

/** So many environments of a function that are wanted warm. */
export interface WarmRequest {
  readonly spec: FunctionSpec;
  readonly wanted: Wanted;
  readonly warm: number;
  readonly signal: AbortSignal;
}

/** Warms them; tells how far the least warm of them is, and why an init failed. */
export async function warmed(
  {environments}: SessionPool,
  {spec, wanted, warm, signal}: WarmRequest,
): Promise<Warmed> {
  const found = await stayingAlive(
    warmUp(
      environments,
      {functionName: spec.name, key: wanted.key, start: wanted.start, signal},
      {
        count: warm,
        warm: async ({sandbox}) => ({
          warmth: await sandbox.warm(signal),
          initFailure: sandbox.initFailure,
        }),
      },
    ),
  );
  return (
    found.find(({initFailure}) => initFailure !== null) ??
    found.find(({warmth}) => warmth === 'started') ?? {warmth: 'initialised', initFailure: null}
  );
}
