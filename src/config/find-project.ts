import {statSync} from 'node:fs';
import {dirname, join} from 'node:path';

const OWN = ['lambdock.yml', 'lambdock.yaml'];
const FOREIGN = [
  ...['yml', 'yaml', 'json', 'js', 'cjs', 'mjs', 'ts'].map((ending) => `serverless.${ending}`),
  ...['yaml', 'yml', 'json'].map((ending) => `template.${ending}`),
  'cdk.out',
];

/** What a search for a project file came to; paths are absolute. */
export type FoundProject =
  | {readonly kind: 'lambdock'; readonly file: string}
  /** A project of another tool's, which this version does not read. */
  | {readonly kind: 'foreign'; readonly file: string}
  | {readonly kind: 'none'};

/** The nearest lambdock.yml in a folder or above it; only without one, what other tools left there. */
export function findProject(folder: string): FoundProject {
  const folders = [...upwards(folder)];
  const file = firstOf(folders, OWN);
  if (file !== undefined) return {kind: 'lambdock', file};
  const foreign = firstOf(folders, FOREIGN);
  return foreign === undefined ? {kind: 'none'} : {kind: 'foreign', file: foreign};
}

/** The project that a path names: a file of any name, or a folder with a project file in it. */
export function projectAt(path: string): FoundProject {
  if (statSync(path, {throwIfNoEntry: false})?.isDirectory() !== true) return kindOf(path);
  if (kindOf(path).kind === 'foreign') return {kind: 'foreign', file: path};
  const file = firstOf([path], OWN) ?? firstOf([path], FOREIGN);
  return file === undefined ? {kind: 'none'} : kindOf(file);
}

const kindOf = (file: string): FoundProject => ({
  kind: FOREIGN.some((name) => file.endsWith(`/${name}`)) ? 'foreign' : 'lambdock',
  file,
});

function* upwards(folder: string): Generator<string> {
  yield folder;
  const above = dirname(folder);
  if (above !== folder) yield* upwards(above);
}

const firstOf = (folders: readonly string[], names: readonly string[]): string | undefined =>
  folders
    .flatMap((folder) => names.map((name) => join(folder, name)))
    .find((path) => statSync(path, {throwIfNoEntry: false}) !== undefined);
