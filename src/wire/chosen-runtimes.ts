import type {Architecture} from '../core/architecture.js';
import {DEFAULTS} from '../core/defaults.js';
import type {FunctionSpec} from '../core/function-spec.js';
import {knownFunctions} from '../core/function-entry.js';
import {findRuntime, type Runtime} from '../core/runtime.js';
import {runtimeUnknown} from '../core/runtime-unknown.js';
import {installedRecipes} from '../files/recipes.js';
import {listFunctions} from './project.js';
import {projectIfAny} from './project-if-any.js';
import type {Session} from './session.js';

/** A runtime whose base image is wanted, and for which processor. */
export interface ChosenRuntime {
  readonly runtime: Runtime;
  readonly architecture: Architecture;
}

/**
 * The runtimes that are named, each once; else those of the project's functions; without a project
 * those of which a stand-in can be built.
 */
export async function chosenRuntimes(
  session: Session,
  names: readonly string[],
): Promise<readonly ChosenRuntime[]> {
  const architecture = session.options.overrides?.architecture ?? DEFAULTS.architecture;
  if (names.length > 0) return distinct(names.map((id) => ({id, architecture})));
  const project = await projectIfAny(session);
  if (project === null) {
    const recipes = Object.entries(installedRecipes()?.table.images ?? {});
    const buildable = recipes.filter(([, {architectures}]) => architectures.includes(architecture));
    return distinct(buildable.map(([id]) => ({id, architecture})));
  }
  const listed = await listFunctions(project, {...session.options, overrides: {}});
  const specs = knownFunctions(listed, (message) => session.warn(message));
  const wishes = specs.filter(startsFromRuntime).map((spec) => ({
    id: spec.runtime,
    architecture: session.options.overrides?.architecture ?? spec.architecture,
  }));
  if (wishes.length === 0) session.warn('no function of this project starts from a base image');
  return distinct(wishes);
}

const startsFromRuntime = (spec: FunctionSpec): spec is FunctionSpec & {runtime: string} =>
  spec.runtime !== null && spec.baseImage === null && spec.code.kind !== 'image';

function distinct(
  wishes: readonly {readonly id: string; readonly architecture: Architecture}[],
): readonly ChosenRuntime[] {
  const chosen = new Map<string, ChosenRuntime>();
  for (const {id, architecture} of wishes) {
    const runtime = findRuntime(id);
    if (runtime === undefined) throw runtimeUnknown(id);
    chosen.set(`${id} ${architecture}`, {runtime, architecture});
  }
  return [...chosen.values()];
}
