import {existsSync, readdirSync, readFileSync} from 'node:fs';
import {join} from 'node:path';
import {totalBytes, type CodePart, type TreeRequest} from '../core/code-tree.js';
import {
  editableName,
  foreignTags,
  isForeignModule,
  NO_DEPENDENCIES,
  packageOf,
  VIRTUAL_ENVIRONMENTS,
  type PythonTarget,
} from '../core/python-packages.js';
import {digestPart, type DigestOptions} from './digest-part.js';
import {walkFolder, type WalkedEntry} from './walk-folder.js';

/** The code without virtual environments: they are no code, and only work where they were made. */
export function withoutVirtualEnvironments(request: TreeRequest): TreeRequest {
  if (request.python === undefined) return request;
  const found = VIRTUAL_ENVIRONMENTS.filter((name) =>
    isVirtualEnvironment(join(request.path, name)),
  );
  if (found.length === 0) return request;
  return {...request, ignore: [...request.ignore, ...found.map((name) => `/${name}/`)]};
}

const isVirtualEnvironment = (path: string): boolean => existsSync(join(path, 'pyvenv.cfg'));

/**
 * The packages of the virtual environment in the code folder, or else in the project's; null where
 * there is none, or nothing is installed in it.
 */
export async function environmentPart(
  {path, python}: TreeRequest,
  options: DigestOptions,
): Promise<CodePart | null> {
  const root = python === undefined ? undefined : sitePackages(path, python);
  if (python === undefined || root === undefined) return null;
  const source: TreeRequest = {
    what: 'code',
    kind: 'directory',
    path: root,
    ignore: NO_DEPENDENCIES,
    family: null,
  };
  const walked = await walkFolder(source, options.signal);
  const files = walked.filter(({entry}) => entry.kind !== 'directory');
  if (files.length === 0) return null;
  const entries = walked.map(({entry}) => entry);
  const digest = await digestPart({root, name: 'virtual environment', walked}, options);
  return {
    kind: 'dependencies',
    source,
    digest,
    entries,
    bytes: totalBytes(entries),
    news: [
      `the dependencies of ${path} are those of the virtual environment: ${root}`,
      ...foreign(root, files, python),
      ...editable(root, files),
    ],
  };
}

/** `lib/python3.13/site-packages`; on Windows `Lib/site-packages`. */
function sitePackages(path: string, {projectFolder}: PythonTarget): string | undefined {
  const folders = projectFolder === null ? [path] : [path, projectFolder];
  return folders
    .flatMap((folder) => VIRTUAL_ENVIRONMENTS.map((name) => join(folder, name)))
    .filter(isVirtualEnvironment)
    .flatMap((environment) => [
      ...pythonsIn(join(environment, 'lib')).map((python) => join(environment, 'lib', python)),
      join(environment, 'Lib'),
    ])
    .map((library) => join(library, 'site-packages'))
    .find(existsSync);
}

function pythonsIn(library: string): string[] {
  try {
    return readdirSync(library).filter((name) => /^python3\.\d+$/.test(name));
  } catch {
    return [];
  }
}

/** Packages that were built for another system: Lambda could not load them. */
function foreign(root: string, files: readonly WalkedEntry[], python: PythonTarget): string[] {
  const wheels = files.flatMap(({entry: {path}}) => {
    if (!/^[^/]+\.dist-info\/WHEEL$/.test(path)) return [];
    const tags = foreignTags(readOrEmpty(join(root, path)), python);
    return tags === null ? [] : [`${packageOf(path)} (${tags})`];
  });
  const modules = files
    .map(({entry}) => entry.path)
    .filter((path) => isForeignModule(path, python));
  const named = wheels.length > 0 ? wheels : modules;
  if (named.length === 0) return [];
  const {version, architecture} = python;
  return [
    `${listed(named)} of ${root} cannot work in Python ${version} on Linux ${architecture}: install them with pip install --target FOLDER --only-binary=:all: --python-version ${version} --platform manylinux2014_${architecture === 'arm64' ? 'aarch64' : 'x86_64'}`,
  ];
}

function editable(root: string, files: readonly WalkedEntry[]): string[] {
  const names = files.flatMap(({entry: {path}}) => editableName(path) ?? []);
  if (names.length === 0) return [];
  return [
    `${listed(names)} of ${root} is an editable install: its code is elsewhere and is not sent; install it without -e`,
  ];
}

/** How many a warning names. */
const NAMED = 3;

const listed = (names: readonly string[]): string =>
  `${names.slice(0, NAMED).join(', ')}${names.length > NAMED ? ` and ${names.length - NAMED} more` : ''}`;

function readOrEmpty(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
}
