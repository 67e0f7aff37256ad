import {
  AWS_REGISTRY,
  baseImageOf,
  rowFacts,
  standInOf,
  type BaseImageRow,
} from '../core/base-image.js';
import {DEFAULTS} from '../core/defaults.js';
import {inParallel} from '../core/in-parallel.js';
import {RUNTIMES} from '../core/runtime.js';
import {LambdockError} from '../errors/lambdock-error.js';
import {installedRecipes} from '../files/recipes.js';
import {chosenRuntimes, type ChosenRuntime} from './chosen-runtimes.js';
import {projectIfAny} from './project-if-any.js';
import {pullBaseImage} from './pull-base-image.js';
import type {Session} from './session.js';
import {buildFromRecipes} from './stand-ins.js';

/** Questions to the engine at once; each is small. */
const AT_ONCE = 8;
/** Images pulled at once: the engine itself loads three layers at a time. */
const PULLS_AT_ONCE = 3;

/** The base image of every runtime: what is here, real or stand-in. */
export async function baseImageRows(session: Session): Promise<readonly BaseImageRow[]> {
  const {architecture} = DEFAULTS;
  const all = RUNTIMES.map((runtime) => ({runtime, architecture}));
  return rowsOf(session, all, await shownRegistry(session));
}

/** Pulls the real base images of these runtimes; which ones, if none is named, see chosenRuntimes. */
export async function pullBaseImages(
  session: Session,
  names: readonly string[],
): Promise<readonly BaseImageRow[]> {
  const chosen = await chosenRuntimes(session, names);
  const registry = await registryOf(session);
  await inParallel(chosen, (each) => pullBaseImage(session, {...each, registry}), PULLS_AT_ONCE);
  return rowsOf(session, chosen, registry);
}

/** Builds stand-ins for these runtimes; those whose recipe is unchanged are left as they are. */
export async function buildStandIns(
  session: Session,
  names: readonly string[],
): Promise<readonly BaseImageRow[]> {
  const chosen = await chosenRuntimes(session, names);
  const recipes = installedRecipes();
  if (recipes === null) throw noRecipes();
  const requests = chosen.map(({runtime, architecture}) => ({runtime: runtime.id, architecture}));
  await buildFromRecipes(session, recipes, requests);
  return rowsOf(session, chosen, await shownRegistry(session));
}

async function rowsOf(
  session: Session,
  chosen: readonly ChosenRuntime[],
  registry: string,
): Promise<readonly BaseImageRow[]> {
  const engine = await session.engine();
  const images = installedRecipes()?.table.images ?? {};
  const isHere = async (image: string): Promise<boolean> =>
    (await engine.inspectImage(image)) !== null;
  return inParallel(
    chosen,
    async ({runtime, architecture}) => {
      const image = baseImageOf(runtime, registry);
      const isBuildable = images[runtime.id]?.architectures.includes(architecture) === true;
      const standIn = standInOf(runtime, architecture);
      return {
        runtime: runtime.id,
        image,
        present: await isHere(image),
        standIn: isBuildable ? standIn : null,
        standInPresent: isBuildable && (await isHere(standIn)),
        standInAvailable: isBuildable,
        ...rowFacts(runtime),
      };
    },
    AT_ONCE,
  );
}

/** The registry for a list: a project that cannot be read is another command's to complain of. */
const shownRegistry = (session: Session): Promise<string> =>
  registryOf(session).catch(() => AWS_REGISTRY);

/** The registry in force; a project of another tool's has none to say. */
async function registryOf(session: Session): Promise<string> {
  const {registry} = session.options;
  if (registry !== undefined) return registry;
  const project = await projectIfAny(session, ['PROJECT_NOT_FOUND', 'PROJECT_UNSUPPORTED']);
  return project?.registry ?? AWS_REGISTRY;
}

const noRecipes = (): LambdockError =>
  new LambdockError('STAND_IN_UNAVAILABLE', {
    message: 'this copy of lambdock has no recipes for stand-ins: its folder images/ is missing',
    suggestions: ['install the package lambdock again'],
  });
