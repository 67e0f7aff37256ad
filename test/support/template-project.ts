import {evaluateText} from '../../src/core/cloudformation/evaluate.js';
import type {FunctionSpec} from '../../src/core/function-spec.js';
import type {Project} from '../../src/core/project.js';
import {isReference} from '../../src/core/reference.js';
import {functionOf, loadProject} from '../../src/wire/project.js';
import type {ProjectOptions} from '../../src/wire/project-options.js';
import {inTempFolder} from './in-temp-folder.js';

/** Files of a project by their paths. */
export type Files = Readonly<Record<string, string>>;
type Options = Omit<ProjectOptions, 'cwd'>;

/** Does something in a folder with these files. */
export const within = <T>(files: Files, work: (folder: string) => Promise<T>): Promise<T> =>
  inTempFolder(files, work);

/** The project of a folder with these files, or with one template. */
export const load = (files: Files | string, options: Options = {}): Promise<Project> =>
  within(typeof files === 'string' ? {'template.yaml': files} : files, (cwd) =>
    loadProject({...options, cwd}),
  );

/** The settings of a function of it. */
export const spec = (
  files: Files | string,
  name?: string,
  options: Options = {},
): Promise<FunctionSpec & {readonly folder: string}> =>
  within(typeof files === 'string' ? {'template.yaml': files} : files, async (cwd) => {
    const all = {...options, cwd};
    return {...(await functionOf(await loadProject(all), name, all)), folder: cwd};
  });

/** The variables of a function as they are known without AWS. */
export async function variablesOf({
  environment,
  scope,
}: FunctionSpec): Promise<Record<string, unknown>> {
  const pairs = Object.entries(environment).map(async ([name, {value}]) => {
    if (!isReference(value) || scope === undefined) return [name, value];
    const known = await evaluateText(value, {template: scope.template, source: scope.local});
    return [name, known.known ? known.value : known.missing.map(({why}) => why)];
  });
  return Object.fromEntries(await Promise.all(pairs)) as Record<string, unknown>;
}

/** The names of its functions. */
export const names = ({functions}: Project): readonly string[] => functions.map(({name}) => name);
