import {resolve} from 'node:path';
import {findProject, projectAt} from '../config/find-project.js';
import {selectFunction} from '../core/function-name.js';
import {
  entryOf,
  knownFunctions,
  type FunctionEntry,
  type ListedFunction,
} from '../core/function-entry.js';
import type {FunctionSpec} from '../core/function-spec.js';
import type {Project} from '../core/project.js';
import type {FunctionOverrides} from '../core/options.js';
import {describesFunction, functionFromFlags, overrideFunction} from '../core/override-function.js';
import {imageConfigOf} from '../core/image-function.js';
import {onOwnRuntime} from '../core/own-runtime.js';
import type {OnWarning} from '../core/progress.js';
import {checkStage} from '../core/check-stage.js';
import {projectId} from '../core/project-id.js';
import type {ProjectOptions} from './project-options.js';
import type {AwsAt} from './aws.js';
import {isLambdockError, LambdockError} from '../errors/lambdock-error.js';

/**
 * The project file's project or, where there is no file, the one function that flags describe.
 * Flags over the file's functions are `functionOf`'s matter.
 */
export async function loadProject(options: ProjectOptions, aws?: AwsAt): Promise<Project> {
  checkStage(options.stage);
  const folder = resolve(options.cwd ?? '.');
  const {project, overrides = {}} = options;
  const found = project === undefined ? findProject(folder) : projectAt(resolve(folder, project));
  if (found.kind === 'lambdock') {
    // Flags alone need no YAML.
    const {readProject} = await import('./read-project.js');
    return readProject(found.file, folder, overrides);
  }
  if (found.kind === 'serverless') {
    const {readServerlessProject} = await import('./read-serverless.js');
    return readServerlessProject(found.file, folder, {options, aws});
  }
  if (found.kind === 'template' || found.kind === 'cdk') {
    const {readTemplateProject} = await import('./read-template.js');
    return readTemplateProject({kind: found.kind, file: found.file, folder, options});
  }
  if (project === undefined && describesFunction(overrides)) return flagProject(folder, overrides);
  throw noProject(folder, options);
}

/**
 * One function, with flags over it. Without a name it is the only one of the project; among several
 * it is the one that flags describe completely, if they do.
 */
export async function functionOf(
  project: Project,
  name: string | undefined,
  {cwd = '.', overrides = {}}: ProjectOptions,
): Promise<FunctionSpec> {
  const folder = resolve(cwd);
  const several = project.functions.length > 1;
  if (name === undefined && several && isComplete(overrides)) {
    return functionFromFlags(overrides, folder);
  }
  return overridden(project, selectFunction(project, name), {cwd, overrides});
}

async function overridden(
  project: Project,
  entry: FunctionEntry,
  {cwd = '.', overrides = {}}: ProjectOptions,
): Promise<FunctionSpec> {
  const folder = resolve(cwd);
  const spec = await entry.spec();
  const {runtime, ...others} = overrides;
  const own = onOwnRuntime(runtime, project.runtimes);
  if (own === null || imageConfigOf(spec) !== null)
    return overrideFunction(spec, overrides, folder);
  return overrideFunction({...spec, ...own}, others, folder);
}

/** The functions that are named, or all whose settings are known, with flags over them. */
export async function namedOrKnown(
  project: Project,
  names: readonly string[],
  {options, warn}: {readonly options: ProjectOptions; readonly warn: OnWarning},
): Promise<readonly FunctionSpec[]> {
  return names.length > 0
    ? functionsOf(project, names, options)
    : knownFunctions(await listFunctions(project, options), warn);
}

/** Every function, or those that are named, with flags over them. */
export const functionsOf = (
  project: Project,
  names: readonly string[],
  options: ProjectOptions,
): Promise<readonly FunctionSpec[]> =>
  Promise.all(
    (names.length === 0 ? project.functions.map((entry) => entry.name) : names).map((name) =>
      functionOf(project, name, options),
    ),
  );

/** Every function with its settings, or with what is wrong with them. */
export const listFunctions = (
  project: Project,
  options: ProjectOptions,
): Promise<readonly ListedFunction[]> =>
  Promise.all(
    project.functions.map(async (entry): Promise<ListedFunction> => {
      const {name, aliases} = entry;
      try {
        return {name, aliases, spec: await overridden(project, entry, options), problem: null};
      } catch (error) {
        if (!isLambdockError(error)) throw error;
        return {name, aliases, spec: null, problem: error};
      }
    }),
  );

/** Whether flags leave nothing to the project: runtime and code, or an image alone. */
const isComplete = ({runtime, code, image}: FunctionOverrides): boolean =>
  code === undefined ? image !== undefined : runtime !== undefined || image !== undefined;

function flagProject(folder: string, overrides: FunctionOverrides): Project {
  const spec = functionFromFlags(overrides, folder);
  const root = spec.code.kind === 'image' || spec.code.kind === 'build' ? folder : spec.code.path;
  return {
    name: spec.name,
    id: projectId(root),
    root: folder,
    file: null,
    registry: null,
    functions: [entryOf(spec)],
  };
}

function noProject(folder: string, options: ProjectOptions): LambdockError {
  const given = Object.keys(options.overrides ?? {});
  const where = options.project ?? `${folder} or above it`;
  return new LambdockError('PROJECT_NOT_FOUND', {
    message:
      given.length === 0
        ? `there is no project file in ${where}`
        : `there is no project file in ${where}, and the flags name no runtime and no image`,
    suggestions: [
      '`lambdock init` writes a first project',
      'without a file: --runtime nodejs22.x --handler index.handler --code .',
    ],
    details: {folder},
  });
}
