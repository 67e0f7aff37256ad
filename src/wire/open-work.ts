import {hostVariables} from '../config/host-variables.js';
import {cacheFolder} from '../files/cache-folder.js';
import {mayBeWarm} from '../files/may-be-warm.js';
import {LambdockError} from '../errors/lambdock-error.js';
import type {InvokeOptions, OpenOptions} from '../core/options.js';
import type {ProjectFunction} from './images.js';
import {invokeFunction} from './invoker.js';
import type {SettledFunction} from './open-function.js';
import type {Invoker, SessionPool} from './pooled-invoker.js';
import type {Session} from './session.js';

/** How a session runs events. */
export interface SessionWork {
  /**
   * In environments of its pool; or, where `pool` is false or a debugger is asked for, each in one of
   * its own, or in one that another process has kept warm.
   */
  readonly invoke: Invoker;
  /** Settles a function for many events. */
  open(target: ProjectFunction, options: OpenOptions): Promise<SettledFunction>;
}

/** The work of a session; nothing is loaded or started before it is needed. */
export function openWork(session: Session): SessionWork {
  let opened: Promise<{pool: SessionPool; invoke: Invoker}> | null = null;
  const openPool = async (): Promise<{pool: SessionPool; invoke: Invoker}> => {
    const {openSessionPool, pooledInvoker} = await import('./pooled-invoker.js');
    const pool = await openSessionPool(session);
    return {pool, invoke: pooledInvoker(pool)};
  };
  const pooled = (): Promise<{pool: SessionPool; invoke: Invoker}> =>
    (opened ??= openPool().catch((error: unknown) => {
      opened = null;
      throw error;
    }));
  return {
    async invoke(request) {
      const {options} = request;
      if (isForWarm(session, options))
        return (await import('./warm-invoker.js')).invokeWarm(session, request);
      if (session.options.pool === false || options.inspect !== undefined)
        return invokeFunction(session, request);
      return (await pooled()).invoke(request);
    },
    async open(target, options) {
      if (session.options.pool === false) throw noPool(target.spec.name);
      const {openFunction} = await import('./open-function.js');
      return openFunction({session, opening: pooled().then(({pool}) => pool)}, target, options);
    },
  };
}

const isForWarm = ({options}: Session, {keepWarmMs, inspect}: InvokeOptions): boolean =>
  keepWarmMs !== undefined ||
  (options.pool === false && inspect === undefined && mayBeWarm(cacheFolder(hostVariables())));

const noPool = (name: string): LambdockError =>
  new LambdockError('USAGE', {
    message: `${name} cannot be opened with \`pool: false\`: nothing is kept between events`,
    suggestions: ['leave `pool` away', 'function(name).invoke(event)'],
  });
