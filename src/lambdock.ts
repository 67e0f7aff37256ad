import {checkFunctionName, checkOptions} from './core/check-options.js';
import type {LambdockOptions} from './core/options.js';
import type {FunctionSpec} from './core/function-spec.js';
import type {Project} from './core/project.js';
import {functionOf, functionsOf, listFunctions, loadProject, namedOrKnown} from './wire/project.js';
import type {ServeOptions} from './core/serve-options.js';
import type {LambdaFunction, LambdaServer, Lambdock, OpenFunction} from './wire/lambdock-types.js';
import type {ServeHost} from './wire/serve-opening.js';
import {openHooks} from './wire/open-hooks.js';
import {openWork, type SessionWork} from './wire/open-work.js';
import type {SettledFunction} from './wire/open-function.js';
import {buildFunction, planFunction} from './wire/images.js';
import {openSession, type Session} from './wire/session.js';

/**
 * Opens lambdock for one project: nothing is read, connected or started before it is needed.
 * Dispose it (`await using`, or `dispose()`) to remove what still runs.
 */
export async function createLambdock(options: LambdockOptions = {}): Promise<Lambdock> {
  checkOptions(options);
  return Promise.resolve(open(options));
}

function open(options: LambdockOptions): Lambdock {
  const session = openSession(options);
  const work = openWork(session);
  const hooks = openHooks(session, work);
  const {project, forget} = projectOf(session);
  const watch: Lambdock['watch'] = async (request) =>
    (await import('./wire/watch-project.js')).watchProject({session, project, forget}, request);
  const held = {session, work, hooks, project, watch};
  let disposed: Promise<void> | null = null;
  const dispose = (): Promise<void> => (disposed ??= session.dispose());

  return {
    functions: async () => functionsOf(await project(), [], options),
    listFunctions: async () => listFunctions(await project(), options),
    function: (name) => functionView(held, name),
    compose: async (request = {}) => {
      const found = await project();
      const {composeProject} = await import('./wire/compose.js');
      return composeProject(session, {project: found, hooked: await hooks(found)}, request);
    },
    images: async () => (await import('./wire/base-images.js')).baseImageRows(session),
    pullImages: async (runtimes) =>
      (await import('./wire/base-images.js')).pullBaseImages(session, runtimes),
    buildStandIns: async (runtimes) =>
      (await import('./wire/base-images.js')).buildStandIns(session, runtimes),
    layers: async (names = []) => {
      const found = await project();
      const {layerRows} = await import('./wire/layers.js');
      return layerRows(session, found, await namedOrKnown(found, names, session));
    },
    pullLayers: async (names = []) => {
      const found = await project();
      const {fetchLayers} = await import('./wire/layers.js');
      return fetchLayers(session, found, await namedOrKnown(found, names, session));
    },
    clearLayers: async () => (await import('./wire/layers.js')).clearLayerCache(session),
    lockEnvironment: async (request) =>
      (await import('./wire/lock.js')).lockEnvironment(session, request),
    mergeReplays: async (files, asked = {}) =>
      (await import('./wire/merge-replays.js')).mergeReplays({files, ...asked, ...cwdOf(options)}),
    serve: async (request = {}) => serveFunctions(held, request),
    watch,
    ps: async () => (await import('./wire/upkeep.js')).running(session),
    down: async (request) => (await import('./wire/upkeep.js')).takeDown(session, request),
    prune: async (request) => (await import('./wire/upkeep.js')).pruneAll(session, request),
    diagnose: async () => (await import('./wire/upkeep.js')).diagnose(session),
    dispose,
    [Symbol.asyncDispose]: dispose,
  };
}

const cwdOf = ({cwd = '.'}: LambdockOptions): {readonly cwd: string} => ({cwd});

/** The session's project: read once, and again when it is to be forgotten or could not be read. */
function projectOf({options, aws}: Session): {project: () => Promise<Project>; forget: () => void} {
  let loaded: Promise<Project> | null = null;
  const forget = (): void => {
    loaded = null;
  };
  // What could not be read is read again: the file may have been mended.
  const project = (): Promise<Project> =>
    (loaded ??= loadProject(options, aws.at).catch((error: unknown) => {
      forget();
      throw error;
    }));
  return {project, forget};
}

/** What the views of one Lambdock share. */
interface Held {
  readonly session: Session;
  readonly work: SessionWork;
  readonly hooks: ReturnType<typeof openHooks>;
  readonly project: () => Promise<Project>;
  readonly watch: Lambdock['watch'];
}

function functionView(held: Held, name: string | undefined): LambdaFunction {
  checkFunctionName(name);
  const {session, work, hooks, project} = held;
  const find = async (): Promise<{project: Project; spec: FunctionSpec}> => {
    const found = await project();
    return {project: found, spec: await functionOf(found, name, session.options)};
  };
  return {
    spec: async () => (await find()).spec,
    plan: async () => {
      const found = await find();
      return (await hooks(found.project))?.plan(found) ?? planFunction(session, found);
    },
    build: async () => {
      const found = await find();
      return (await hooks(found.project))?.build(found) ?? buildFunction(session, found);
    },
    key: async () => {
      const found = await find();
      const hooked = await hooks(found.project);
      return (
        hooked?.key(found) ?? (await import('./wire/function-key.js')).functionKey(session, found)
      );
    },
    environment: async () =>
      (await import('./wire/environment-view.js')).environmentRows(session, await find()),
    invoke: async (event, options = {}) => {
      const began = performance.now();
      session.prepare();
      const found = await find();
      const request = {...found, event, options, began};
      return (await hooks(found.project))?.invoke(request) ?? work.invoke(request);
    },
    open: async (options = {}) => {
      session.prepare();
      const found = await find();
      const hooked = await hooks(found.project);
      return openView(found.project, await (hooked ?? work).open(found, options));
    },
    replay: async (inputs, options = {}) => {
      session.prepare();
      const {beginClosedNetwork} = await import('./wire/replay-session.js');
      const closedIn = beginClosedNetwork(session, options);
      const found = await find();
      const {replayFunction} = await import('./wire/replay.js');
      return replayFunction(session, found, {inputs, options, closedIn});
    },
  };
}

async function serveFunctions(held: Held, options: ServeOptions): Promise<LambdaServer> {
  const {session, project, watch} = held;
  session.prepare();
  const {serve} = await import('./wire/serve.js');
  const open: ServeHost['open'] = (found, name, signal) =>
    functionView({...held, project: () => Promise.resolve(found)}, name).open({signal});
  const written = [options.onFailure, options.onSuccess].filter((file) => file !== undefined);
  const look: ServeHost['watch'] = (functions) => watch({functions, written});
  return serve({session, project, open, watch: look}, options);
}

/** What is lambdock's own business of an opened function stays here. */
function openView(project: Project, opened: SettledFunction): OpenFunction {
  const {spec, driver, image, arn, key, figures, warmth, warm, run, dispose} = opened;
  return {
    spec,
    driver,
    image,
    arn,
    key,
    figures,
    warmth,
    warm,
    dispose,
    [Symbol.asyncDispose]: dispose,
    invoke: (event, options = {}) => run({project, spec, event, options, began: performance.now()}),
  };
}
