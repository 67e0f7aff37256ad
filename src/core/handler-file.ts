import type {CodeEntry} from './code-tree.js';
import {closest} from './nearest-name.js';
import type {RuntimeFamily} from './runtime.js';

/** What the handler names and the code has not. */
export interface HandlerAbsence {
  /** `index.js, index.mjs or index.cjs`. */
  readonly wanted: string;
  /** What may have been meant, or what a build would turn into it. */
  readonly near: readonly string[];
}

/** The code of a function without layers: whatever they hold could be what the handler names. */
export interface HandlerSearch {
  readonly family: RuntimeFamily;
  readonly handler: string;
  readonly entries: readonly CodeEntry[];
}

/** What no runtime could find, or null: only what is certain is told, all else is for Lambda's init to say. */
export function handlerAbsence({family, handler, entries}: HandlerSearch): HandlerAbsence | null {
  // The usual case, at every start: one pass over the paths, and nothing built of them.
  const usual = new Set(USUAL[family]?.(handler));
  if (entries.some(({path}) => usual.has(path))) return null;
  return SEARCHES[family](handler, new Paths(entries));
}

/** Where what a handler names nearly always is. */
const USUAL: Readonly<Partial<Record<RuntimeFamily, (handler: string) => readonly string[]>>> = {
  nodejs: (handler) => {
    const file = handler.replace(/\.[^/]*$/, '');
    return ['.js', '.mjs', '.cjs'].map((ending) => file + ending);
  },
  python: (handler) => [`${handler.slice(0, handler.lastIndexOf('.')).replaceAll('.', '/')}.py`],
  java: (handler) => [`${(handler.split('::', 1)[0] ?? '').replaceAll('.', '/')}.class`],
  ruby: (handler) => [`${handler.split('.', 1)[0] ?? ''}.rb`],
};

/** The paths of a tree, to be asked. */
class Paths {
  readonly files: readonly string[];
  readonly #files: ReadonlySet<string>;
  readonly #folders = new Set<string>();
  readonly #links: ReadonlySet<string>;

  constructor(entries: readonly CodeEntry[]) {
    this.#links = new Set(entries.flatMap(({kind, path}) => (kind === 'link' ? [path] : [])));
    this.files = entries.flatMap(({kind, path}) => (kind === 'directory' ? [] : [path]));
    this.#files = new Set(this.files);
    for (const {kind, path} of entries) {
      if (kind !== 'file') this.#folders.add(path);
      // Some archives have no entries for folders.
      for (const parent of parentsOf(path)) this.#folders.add(parent);
    }
  }

  /** Also true below a link: what that leads to is not looked at. */
  hasFile = (path: string): boolean =>
    this.#files.has(path) || parentsOf(path).some((parent) => this.#links.has(parent));
  hasFolder = (path: string): boolean => this.#folders.has(path);
  some = (pattern: RegExp): boolean => this.files.some((path) => pattern.test(path));
}

/** The folders a path is in, the nearest first. */
function parentsOf(path: string): readonly string[] {
  const parents: string[] = [];
  for (let at = path.lastIndexOf('/'); at > 0; at = path.lastIndexOf('/', at - 1)) {
    parents.push(path.slice(0, at));
  }
  return parents;
}

type Search = (handler: string, paths: Paths) => HandlerAbsence | null;

const NEAR = 3;

const SEARCHES: Readonly<Record<RuntimeFamily, Search>> = {
  nodejs(handler, paths) {
    const slash = handler.lastIndexOf('/') + 1;
    const name = handler.slice(slash).split('.', 1)[0] ?? '';
    const file = normalized(handler.slice(0, slash) + name);
    if (file === null || name === '') return null;
    const candidates = ['', '.js', '.mjs', '.cjs'].map((ending) => file + ending);
    if (candidates.some(paths.hasFile)) return null;
    // Node looks for the name among the packages too.
    if (paths.some(new RegExp(`(^|/)node_modules/${escaped(name)}(/|\\.|$)`))) return null;
    if (paths.hasFile('node_modules')) return null;
    const sources = ['.ts', '.mts', '.cts', '.tsx', '.jsx', '/index.js', '/index.ts'];
    return {
      wanted: `${file}.js, .mjs or .cjs`,
      near: nearOf(paths, file, {sources, of: /\.[mc]?[jt]s$/}),
    };
  },
  python(handler, paths) {
    const module = handler.slice(0, handler.lastIndexOf('.')).replaceAll('.', '/');
    const top = module.split('/', 1)[0] ?? '';
    if (OF_PYTHON.has(top) || top === '') return null;
    if (paths.some(/^[^/]+\.(pth|egg|zip)$|^lib\//) || hasModule(paths, module)) return null;
    // A package's __init__ may add modules that no file shows; so may a module in a file.
    const above = parentsOf(module);
    if (above.some((folder) => paths.hasFile(`${folder}/__init__.py`))) return null;
    if (above.some((folder) => !paths.hasFolder(folder) && hasModule(paths, folder))) return null;
    return {
      wanted: `${module}.py`,
      near: nearOf(paths, module, {sources: ['.ipynb'], of: /\.py$/}),
    };
  },
  java(handler, paths) {
    const name = handler.split('::', 1)[0] ?? '';
    const file = `${name.replaceAll('.', '/')}.class`;
    if (paths.hasFile(file) || paths.some(/^lib\/[^/]+\.jar$/)) return null;
    const classes = paths.files.filter((path) => path.endsWith('.class'));
    const simple = name.slice(name.lastIndexOf('.') + 1);
    const same = classes.filter(
      (path) => path.endsWith(`/${simple}.class`) || path === `${simple}.class`,
    );
    const typo = closest(file, classes);
    const jars = paths.files.filter((path) => /^[^/]+\.jar$/.test(path));
    const found = same.length > 0 ? same : typo === undefined ? [] : [typo];
    return {
      wanted: `class ${name}`,
      near: found.length > 0 ? found.slice(0, NEAR).map(className) : jars.slice(0, NEAR),
    };
  },
  ruby(handler, paths) {
    const file = normalized(handler.split('.', 1)[0] ?? '');
    if (file === null || paths.hasFile(`${file}.rb`) || paths.hasFile(`${file}.so`)) return null;
    if (paths.hasFolder('vendor')) return null;
    return {wanted: `${file}.rb`, near: nearOf(paths, file, {sources: [], of: /\.rb$/})};
  },
  dotnet(handler, paths) {
    const assembly = handler.split('::', 1)[0] ?? '';
    if (paths.hasFile(assembly) || paths.hasFile(`${assembly}.dll`)) return null;
    const near = nearOf(paths, assembly, {sources: ['.csproj', '.fsproj'], of: /^[^/]+\.dll$/});
    return {wanted: `${assembly}.dll`, near};
  },
  go(handler, paths) {
    const file = normalized(handler);
    if (file === null || paths.hasFile(file)) return null;
    return {wanted: file, near: nearOf(paths, file, {sources: ['.go'], of: /^[^/.]+$/})};
  },
  provided: () => null,
};

/** A file, or a folder, of which Python makes a package whatever is in it. */
const hasModule = (paths: Paths, module: string): boolean =>
  paths.hasFolder(module) ||
  paths.hasFile(`${module}.py`) ||
  paths.some(new RegExp(`^${escaped(module)}(\\.[^/]+)?\\.(pyc|so)$`));

/** Modules that a handler may come from though no code brings them. */
const OF_PYTHON = new Set(['awslambdaric', 'boto3', 'botocore', 'builtins', 'json', 'operator']);

/** A path inside the code; null for one that begins elsewhere, as that of a wrapper in a layer. */
const normalized = (path: string): string | null =>
  path.startsWith('/') ? null : path.replace(/^(\.\/)+/, '').replace(/\/+/g, '/');

const escaped = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

const className = (path: string): string => path.replace(/\.class$/, '').replaceAll('/', '.');

/** What a build would make the file of; else the file of the same name elsewhere, or one of almost its name. */
function nearOf(
  {files, hasFile}: Paths,
  wanted: string,
  {sources, of}: {readonly sources: readonly string[]; readonly of: RegExp},
): readonly string[] {
  const source = sources.map((ending) => wanted + ending).filter(hasFile);
  if (source.length > 0) return source.slice(0, NEAR);
  const own = files.filter((path) => of.test(path) && !path.includes('node_modules/'));
  const name = wanted.slice(wanted.lastIndexOf('/') + 1);
  const elsewhere = own.filter((path) => new RegExp(`/${escaped(name)}\\.[^/.]+$`).test(path));
  if (elsewhere.length > 0) return elsewhere.slice(0, NEAR);
  const stem = (path: string): string => path.replace(of, '');
  const typo = closest(wanted, own.map(stem));
  return own.filter((path) => stem(path) === typo).slice(0, NEAR);
}
