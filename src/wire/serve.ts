import {DEFAULTS} from '../core/defaults.js';
import {POOL_DEFAULTS} from '../core/pool-limits.js';
import type {ServeOptions} from '../core/serve-options.js';
import {toldRegion} from './aws.js';
import {openFront} from './front.js';
import {guarded} from './guarded.js';
import type {LambdaServer} from './lambdock-types.js';
import {servedSet} from './served-set.js';
import {checkRoom, opening, specsOf, withEventInvoke, type ServeHost} from './serve-opening.js';
import type {Session} from './session.js';

/** Listens, and opens the functions in the background. */
export async function serve(host: ServeHost, options: ServeOptions): Promise<LambdaServer> {
  const {session} = host;
  const {cwd, pool} = session.options;
  const project = await host.project();
  const region = (await toldRegion(session.options, project.region)) ?? DEFAULTS.region;
  const specs = await specsOf(host, project, options.functions);
  checkRoom(session, specs.length, options);
  const stop = new AbortController();
  const request = {options: withGuard(session, options), region, signal: stop.signal};
  const found = await withEventInvoke(project, specs);
  const {entries, opened, start} = opening(host, found, request);
  const functions = servedSet(entries);
  const front = await openFront(functions, {
    accepted: Math.max(1, (pool === false ? undefined : pool?.queue) ?? POOL_DEFAULTS.queue),
    ...options,
    home: {region, account: DEFAULTS.account},
    cwd,
    warn: session.options.onWarning,
  });
  start();
  const ready = Promise.all(opened).then(() => undefined);
  ready.catch(() => undefined);
  const leaving = new Set<Promise<void>>();
  const following =
    options.watch === true
      ? (await import('./serve-watch.js')).followProject(host, {
          ...request,
          functions,
          refused: new Map(),
          leaving,
          settled: (entry) => front.settled(entry),
        })
      : null;
  const end = async (): Promise<void> => {
    await front.drain();
    stop.abort(new Error('the server has ended'));
    await front.close();
    await following;
    await Promise.all([...leaving, ...functions.list().map((entry) => entry.end())]);
    release();
  };
  let ended: Promise<void> | null = null;
  const dispose = (): Promise<void> => (ended ??= end());
  const release = session.hold({[Symbol.asyncDispose]: dispose});
  const {url, port} = front;
  return {url, port, ready, dispose, [Symbol.asyncDispose]: dispose};
}

/** A listener of the user's that throws holds nothing up. */
const withGuard = (session: Session, options: ServeOptions): ServeOptions => ({
  ...options,
  onChange: guarded('onChange', options.onChange, (message) => session.warn(message)),
});
