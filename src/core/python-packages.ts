import type {Architecture} from './architecture.js';

/** The Python that a function runs in, and where its project is. */
export interface PythonTarget {
  /** `3.13`. */
  readonly version: string;
  readonly architecture: Architecture;
  /** Folder of the project file, where the code is inside it. */
  readonly projectFolder: string | null;
}

/** Names that a virtual environment of a project usually has. */
export const VIRTUAL_ENVIRONMENTS = ['.venv', 'venv'] as const;

/** What is in every virtual environment and belongs to no function; patterns as in a .gitignore. */
export const NO_DEPENDENCIES: readonly string[] = [
  '__pycache__/',
  ...['pip', 'setuptools', 'wheel'].flatMap((name) => [`/${name}/`, `/${name}-*.dist-info/`]),
  '/_distutils_hack/',
  '/pkg_resources/',
  '/distutils-precedence.pth',
  '/_virtualenv.*',
];

/** The Python version of a runtime: `3.13` of `python3.13`; null of any other. */
export const pythonVersionOf = (runtime: string | null): string | null =>
  /^python(3\.\d+)$/.exec(runtime ?? '')?.[1] ?? null;

/** Name and version of an installed package: `idna-3.10` of `idna-3.10.dist-info/WHEEL`. */
export const packageOf = (path: string): string =>
  (path.split('/')[0] ?? path).replace(/\.dist-info$/, '');

/** The tags of a wheel that cannot work in a Python, from its WHEEL file; null where one can. */
export function foreignTags(wheel: string, target: PythonTarget): string | null {
  const tags = [...wheel.matchAll(/^Tag: (\S+)\s*$/gm)].map(([, tag = '']) => tag);
  if (tags.length === 0 || tags.some((tag) => isUsable(tag, target))) return null;
  return tags[0] ?? null;
}

function isUsable(tag: string, {version, architecture}: PythonTarget): boolean {
  const [pythons = '', abi = '', platforms = ''] = tag.split('-');
  const minor = Number(version.slice(2));
  const isPython = pythons.split('.').some((python) => {
    if (python.startsWith('py3') || python === 'py2.py3') return true;
    const found = /^cp3(\d+)$/.exec(python);
    if (found === null) return false;
    return abi.includes('abi3') ? Number(found[1]) <= minor : Number(found[1]) === minor;
  });
  const isPlatform = platforms
    .split('.')
    .some(
      (platform) =>
        platform === 'any' ||
        (/^(many)?linux/.test(platform) && platform.endsWith(machineOf(architecture))),
    );
  return isPython && isPlatform;
}

const machineOf = (architecture: Architecture): string =>
  architecture === 'arm64' ? 'aarch64' : 'x86_64';

/** Whether a compiled module is for another Python or machine, by its name. */
export function isForeignModule(
  path: string,
  {version, architecture}: Omit<PythonTarget, 'projectFolder'>,
): boolean {
  const [, minor, platform = ''] = /\.cpython-3(\d+)-([\w-]+)\.so$/.exec(path) ?? [];
  if (minor === undefined) return /\.cp\d+-win\w*\.pyd$/.test(path);
  return minor !== version.slice(2) || !platform.startsWith(`${machineOf(architecture)}-linux-gnu`);
}

/** The package whose code is elsewhere, where a path is the sign of it. */
export function editableName(path: string): string | null {
  const [, name] = /^__editable__\.(.+)\.pth$/.exec(path) ?? /^([^/]+)\.egg-link$/.exec(path) ?? [];
  return name ?? null;
}
