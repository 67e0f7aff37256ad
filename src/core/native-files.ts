import type {Architecture} from './architecture.js';
import type {CodeEntry} from './code-tree.js';
import {isForeignModule, type PythonTarget} from './python-packages.js';
import {kindText, type ProgramKind} from './program-kind.js';

/** A native library, and what its first bytes say. */
export interface NativeFile {
  readonly path: string;
  readonly kind: ProgramKind | null;
}

const NATIVE = /\.(so(\.\d+)*|node|pyd|dylib)$/;
/** What is looked into at most: a tree of more native files says enough by these. */
const MOST = 500;
/** How many files a warning names. */
const NAMED = 3;

/** The files whose machine matters: native libraries, and the programs that Lambda starts itself. */
export const nativePaths = (entries: readonly CodeEntry[]): readonly string[] =>
  entries
    .filter(
      ({kind, path}) => kind === 'file' && (NATIVE.test(path) || /^extensions\/[^/]+$/.test(path)),
    )
    .slice(0, MOST)
    .map(({path}) => path);

/**
 * Warnings of native files that Lambda could not load. Packages often bring a file for each
 * platform: a package that has the right one is not named.
 */
export function nativeWarnings(
  files: readonly NativeFile[],
  where: {
    readonly root: string;
    readonly functionName: string;
    readonly architecture: Architecture;
  },
): readonly string[] {
  const {root, functionName, architecture} = where;
  const fits = ({kind}: NativeFile): boolean =>
    kind === null ||
    kind.format === 'script' ||
    (kind.format === 'elf' && kind.machine === architecture);
  const fine = new Set(files.filter(fits).map(({path}) => packageOf(path)));
  const wrong = files.filter((file) => !fits(file) && !fine.has(packageOf(file.path)));
  if (wrong.length === 0) return [];
  const named = wrong
    .slice(0, NAMED)
    .map(({path, kind}) => `${path} is ${kind === null ? 'unknown' : kindText(kind)}`);
  return [
    `${functionName} is for ${architecture}, but in ${root} ${named.join(', ')}${more(wrong)}: install the packages for linux and ${architecture}`,
  ];
}

/** Entries of packages of which no name says that they are for another Python or machine. */
export function notForeignByName(
  entries: readonly CodeEntry[],
  target: Omit<PythonTarget, 'projectFolder'>,
): readonly CodeEntry[] {
  // Wheels keep the libraries that they bring in NAME.libs.
  const top = ({path}: CodeEntry): string => (path.split('/')[0] ?? path).replace(/\.libs$/, '');
  const foreign = new Set(entries.filter(({path}) => isForeignModule(path, target)).map(top));
  return entries.filter((entry) => !foreign.has(top(entry)));
}

const PYTHON_TAGGED = /^(.*\/)?([^/.]+)\.(?:cpython-(\d+)[^/]*\.so|cp(\d+)-[^/]*\.pyd)$/;

/** Warnings of Python's native modules that are for another version than the runtime's: it would not find them. */
export function pythonWarnings(
  paths: readonly string[],
  {root, runtime}: {readonly root: string; readonly runtime: string},
): readonly string[] {
  const version = /^python(\d+)\.(\d+)$/.exec(runtime)?.slice(1).join('');
  if (version === undefined) return [];
  const tagged = paths.flatMap((path) => {
    const [, folder = '', stem = '', so, pyd] = PYTHON_TAGGED.exec(path) ?? [];
    const tag = so ?? pyd;
    return tag === undefined ? [] : [{path, module: folder + stem, tag}];
  });
  const fine = new Set(tagged.filter(({tag}) => tag === version).map(({module}) => module));
  for (const path of paths) {
    const plain = /^(.*?)(\.abi3)?\.so$/.exec(path)?.[1];
    if (plain !== undefined) fine.add(plain);
  }
  const wrong = tagged.filter(({module}) => !fine.has(module));
  if (wrong.length === 0) return [];
  const named = wrong.slice(0, NAMED).map(({path}) => path);
  const theirs = [...new Set(wrong.map(({tag}) => `Python ${tag.slice(0, 1)}.${tag.slice(1)}`))];
  return [
    `${runtime} cannot import ${named.join(', ')}${more(wrong)} of ${root}: built for ${theirs.join(', ')}; install the packages with that Python`,
  ];
}

const more = (found: readonly unknown[]): string =>
  found.length > NAMED ? ` and ${found.length - NAMED} more` : '';

const PLATFORM =
  /[-_.@]?(?:linux|linuxmusl|darwin|macosx?|win32|windows|freebsd|openbsd|android|musl|gnu|glibc|x64|x86[-_]64|amd64|arm64|aarch64|armv\d\w*|arm|ia32|i686|x86|msvc|riscv64|s390x|ppc64(?:le)?)(?![a-z0-9])/gi;

/** What a file belongs to, without the words that tell platforms apart: `@img/sharp` of `@img/sharp-linux-x64/…`. */
function packageOf(path: string): string {
  const inModules = /^(.*(?:^|\/)node_modules\/(?:@[^/]+\/)?[^/]+)/.exec(path)?.[1];
  const top = inModules ?? path.replace(/^(.*?site-packages\/)?([^/]*).*$/, '$1$2');
  return top.replace(PLATFORM, '');
}
