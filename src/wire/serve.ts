import {DEFAULTS} from '../core/defaults.js';
import {knownFunctions} from '../core/function-entry.js';
import type {FunctionSpec} from '../core/function-spec.js';
import {POOL_DEFAULTS} from '../core/pool-limits.js';
import type {Project} from '../core/project.js';
import {SERVE_DEFAULTS, type ServeOptions} from '../core/serve-options.js';
import {LambdockError} from '../errors/lambdock-error.js';
import {toldRegion} from './aws.js';
import {driverOf} from './driver.js';
import {openFront} from './front.js';
import type {LambdaServer, OpenFunction} from './lambdock-types.js';
import {functionOf, listFunctions} from './project.js';
import type {Session} from './session.js';
import {openingFunction, servedSet, type OpeningFunction} from './served-set.js';

/** What serving works with. */
export interface ServeHost {
  readonly session: Session;
  readonly project: Project;
  readonly open: (name: string, options: OpenRequest) => Promise<OpenFunction>;
}

interface OpenRequest {
  readonly warm: number;
  readonly signal: AbortSignal;
}

/** Listens, and opens the functions in the background. */
export async function serve(host: ServeHost, options: ServeOptions): Promise<LambdaServer> {
  const {session, project} = host;
  const {cwd, pool} = session.options;
  const region = (await toldRegion(session.options, project.region)) ?? DEFAULTS.region;
  const specs = await specsOf(host, options);
  checkRoom(session, specs.length, options);
  const stop = new AbortController();
  const {functions, start} = opening(host, specs, {options, region, signal: stop.signal});
  const front = await openFront(servedSet(functions), {
    accepted: Math.max(1, (pool === false ? undefined : pool?.queue) ?? POOL_DEFAULTS.queue),
    ...options,
    home: {region, account: DEFAULTS.account},
    cwd,
    warn: (message) => session.warn(message),
  });
  start();
  const opened = functions.map((served) => served.opened);
  const end = async (): Promise<void> => {
    await front.drain();
    stop.abort(new Error('the server has ended'));
    await front.close();
    const ends = (await Promise.allSettled(opened)).flatMap((one) =>
      one.status === 'fulfilled' ? one.value.dispose() : [],
    );
    await Promise.all(ends);
    release();
  };
  let ended: Promise<void> | null = null;
  const dispose = (): Promise<void> => (ended ??= end());
  const release = session.hold({[Symbol.asyncDispose]: dispose});
  const ready = Promise.all(opened).then(() => undefined);
  ready.catch(() => undefined);
  const {url, port} = front;
  return {url, port, ready, dispose, [Symbol.asyncDispose]: dispose};
}

const specsOf = async (
  {session, project}: ServeHost,
  {functions = []}: ServeOptions,
): Promise<readonly FunctionSpec[]> => {
  const specs =
    functions.length > 0
      ? await Promise.all(functions.map((name) => functionOf(project, name, session.options)))
      : knownFunctions(await listFunctions(project, session.options), (message) =>
          session.warn(message),
        );
  return [...new Map(specs.map((spec) => [spec.name, spec])).values()];
};

/** A limit that the first environments alone would break is a mistake. */
function checkRoom(
  {options: {pool}}: Session,
  count: number,
  {warm = SERVE_DEFAULTS.warm}: ServeOptions,
): void {
  const max = pool === false ? undefined : pool?.max;
  if (max === undefined || count * warm <= max) return;
  throw new LambdockError('USAGE', {
    message: `${count} functions with ${warm} warm execution environments each are more than ${max} in all`,
    suggestions: [`--max-environments ${count * warm}`, '--warm 0'],
    details: {functions: count, warm, max},
  });
}

interface OpeningRequest {
  readonly options: ServeOptions;
  readonly region: string;
  readonly signal: AbortSignal;
}

interface Opening {
  readonly functions: readonly OpeningFunction[];
  /** All at once: the engine starts as many at a time as its cores allow. Until then nothing is. */
  readonly start: () => void;
}

function opening(
  {session, project, open}: ServeHost,
  specs: readonly FunctionSpec[],
  {options: {warm = SERVE_DEFAULTS.warm}, region, signal}: OpeningRequest,
): Opening {
  const driver = driverOf(session.options, {project, context: undefined, inspected: false});
  let start: () => void = () => undefined;
  const started = new Promise<void>((resolve) => (start = resolve));
  const functions = specs.map((spec) => {
    const aliases = project.functions.find(({name}) => name === spec.name)?.aliases ?? [];
    const opened = started.then(() => open(spec.name, {warm, signal}));
    opened.catch(() => undefined);
    return openingFunction({spec, aliases, region, driver, opened});
  });
  return {functions, start: () => start()};
}
