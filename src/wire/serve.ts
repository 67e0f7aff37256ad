import {DEFAULTS} from '../core/defaults.js';
import {knownFunctions} from '../core/function-entry.js';
import type {FunctionSpec} from '../core/function-spec.js';
import type {Project} from '../core/project.js';
import {SERVE_DEFAULTS, type ServeOptions} from '../core/serve-options.js';
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
  const {session} = host;
  const stop = new AbortController();
  const home = {
    region: (await toldRegion(session.options, host.project.region)) ?? DEFAULTS.region,
    account: DEFAULTS.account,
  };
  const functions = await opening(host, {options, region: home.region, signal: stop.signal});
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
  const front = await openFront(servedSet(functions), {...options, home}).catch(
    async (error: unknown) => {
      stop.abort(error);
      await Promise.allSettled(opened);
      throw error;
    },
  );
  const release = session.hold({[Symbol.asyncDispose]: dispose});
  const ready = Promise.all(opened).then(() => undefined);
  ready.catch(() => undefined);
  const {url, port} = front;
  return {url, port, ready, dispose, [Symbol.asyncDispose]: dispose};
}

interface OpeningRequest {
  readonly options: ServeOptions;
  readonly region: string;
  readonly signal: AbortSignal;
}

/** All at once: the engine starts as many at a time as its cores allow. */
async function opening(
  {session, project, open}: ServeHost,
  {options: {functions = [], warm = SERVE_DEFAULTS.warm}, region, signal}: OpeningRequest,
): Promise<readonly OpeningFunction[]> {
  const specs: readonly FunctionSpec[] =
    functions.length > 0
      ? await Promise.all(functions.map((name) => functionOf(project, name, session.options)))
      : knownFunctions(await listFunctions(project, session.options), (message) =>
          session.warn(message),
        );
  const driver = driverOf(session.options, {project, context: undefined, inspected: false});
  const unique = new Map(specs.map((spec) => [spec.name, spec]));
  return [...unique.values()].map((spec) => {
    const aliases = project.functions.find(({name}) => name === spec.name)?.aliases ?? [];
    const opened = open(spec.name, {warm, signal});
    opened.catch(() => undefined);
    return openingFunction({spec, aliases, region, driver, opened});
  });
}
