import type {Invoker} from './pooled-invoker.js';
import {invokeFunction} from './invoker.js';
import type {Session} from './session.js';

/**
 * How a session runs events: in environments of a pool, or each in one of its own, where `pool` is
 * false or a debugger is asked for.
 */
export function openInvoker(session: Session): Invoker {
  let pooled: Promise<Invoker> | null = null;
  const openPool = async (): Promise<Invoker> =>
    (await import('./pooled-invoker.js')).openPooledInvoker(session);
  return async (request) => {
    if (session.options.pool === false || request.options.inspect !== undefined)
      return invokeFunction(session, request);
    pooled ??= openPool().catch((error: unknown) => {
      pooled = null;
      throw error;
    });
    return (await pooled)(request);
  };
}
