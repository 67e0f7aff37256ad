import {readFileSync, statSync} from 'node:fs';
import {basename, dirname, join} from 'node:path';

/** Whose project file it is: lambdock's, the Serverless Framework's, SAM's or CloudFormation's, the CDK's. */
export type ProjectKind = 'lambdock' | 'serverless' | 'template' | 'cdk';

/** What a search for a project file came to; paths are absolute. */
export type FoundProject =
  {readonly kind: ProjectKind; readonly file: string} | {readonly kind: 'none'};

/** Every name a project file may have, the first ones first. */
const NAMES: ReadonlyMap<string, ProjectKind> = new Map<string, ProjectKind>([
  ...['yml', 'yaml'].map((ending) => [`lambdock.${ending}`, 'lambdock'] as const),
  ...['yml', 'yaml', 'json', 'js', 'cjs', 'mjs', 'ts'].map(
    (ending) => [`serverless.${ending}`, 'serverless'] as const,
  ),
  ...['yaml', 'yml', 'json'].map((ending) => [`template.${ending}`, 'template'] as const),
  ['cdk.out', 'cdk'],
]);

/** The project file of a folder, or of the nearest folder above it that has one. */
export function findProject(folder: string): FoundProject {
  for (const place of upwards(folder)) {
    const found = inFolder(place);
    if (found.kind !== 'none') return found;
  }
  return {kind: 'none'};
}

/** The project that a path names: a file of any name, a cdk.out, or a folder with a project file in it. */
export function projectAt(path: string): FoundProject {
  if (statSync(path, {throwIfNoEntry: false})?.isDirectory() !== true) {
    return {kind: kindOf(path), file: path};
  }
  if (isAssembly(path)) return {kind: 'cdk', file: path};
  return inFolder(path);
}

function inFolder(folder: string): FoundProject {
  for (const [name, kind] of NAMES) {
    const file = join(folder, name);
    if (statSync(file, {throwIfNoEntry: false}) !== undefined) return {kind, file};
  }
  return {kind: 'none'};
}

/** A file of an unusual name: its begin tells a serverless file, its ending or content a template. */
function kindOf(file: string): ProjectKind {
  const name = basename(file);
  const known = NAMES.get(name);
  if (known !== undefined) return known;
  if (name.startsWith('serverless')) return 'serverless';
  return /(?:^|[.-])template\b|\.template$/.test(name) || isTemplate(file)
    ? 'template'
    : 'lambdock';
}

function isTemplate(file: string): boolean {
  const isFile = statSync(file, {throwIfNoEntry: false})?.isFile() === true;
  return (
    isFile &&
    /^[\s{]*"?(?:Resources|AWSTemplateFormatVersion)"?\s*:/m.test(readFileSync(file, 'utf8'))
  );
}

/** A cloud assembly, under whatever name. */
const isAssembly = (folder: string): boolean =>
  statSync(join(folder, 'manifest.json'), {throwIfNoEntry: false}) !== undefined &&
  statSync(join(folder, 'cdk.out'), {throwIfNoEntry: false}) !== undefined;

function* upwards(folder: string): Generator<string> {
  yield folder;
  const above = dirname(folder);
  if (above !== folder) yield* upwards(above);
}
