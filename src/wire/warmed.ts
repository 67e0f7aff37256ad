import type {FunctionSpec} from '../core/function-spec.js';
import {warmUp} from '../pool/warm-up.js';
import {sandboxLost} from '../sandbox/sandbox-lost.js';
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

/**
 * Warms them, with another in place of one whose init has failed before; tells how far the least warm of them is,
 * and why an init failed.
 */
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
        warm: async ({sandbox}) => {
          const warmth = await sandbox.warm(signal);
          const {cause = null, isOfCode = false} = sandbox.initFailure ?? {};
          return {warmth, initFailure: cause, isLasting: isOfCode};
        },
        unfit: ({sandbox: {id, initFailure}}) =>
          initFailure && sandboxLost({id, delivered: false, lastLines: []}),
      },
    ),
  );
  return (
    found.find(({initFailure}) => initFailure !== null) ??
    found.find(({warmth}) => warmth === 'started') ?? {
      warmth: 'initialised',
      initFailure: null,
      isLasting: false,
    }
  );
}
