import {hostVariables} from '../config/host-variables.js';
import {cacheFolder} from '../files/cache-folder.js';
import {mayBeWarm} from '../files/may-be-warm.js';
import type {InvokeOptions} from '../core/options.js';
import {invokeFunction} from './invoker.js';
import type {Invoker} from './pooled-invoker.js';
import type {Session} from './session.js';

/**
 * How a session runs events: in environments of its pool; or, where `pool` is false or a debugger is
 * asked for, each in one of its own, or in one that another process has kept warm.
 */
export function openInvoker(session: Session): Invoker {
  let pooled: Promise<Invoker> | null = null;
  const openPool = async (): Promise<Invoker> =>
    (await import('./pooled-invoker.js')).openPooledInvoker(session);
  return async (request) => {
    const {options} = request;
    if (isForWarm(session, options))
      return (await import('./warm-invoker.js')).invokeWarm(session, request);
    if (session.options.pool === false || options.inspect !== undefined)
      return invokeFunction(session, request);
    pooled ??= openPool().catch((error: unknown) => {
      pooled = null;
      throw error;
    });
    return (await pooled)(request);
  };
}

const isForWarm = ({options}: Session, {keepWarmMs, inspect}: InvokeOptions): boolean =>
  keepWarmMs !== undefined ||
  (options.pool === false && inspect === undefined && mayBeWarm(cacheFolder(hostVariables())));
