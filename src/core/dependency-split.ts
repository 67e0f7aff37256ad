import type {RuntimeFamily} from './runtime.js';

/** Whether a path belongs to the dependencies of a runtime's functions. */
export type IsDependency = (path: string) => boolean;

/** Folders that hold nothing but installed packages, wherever they are. */
const FOLDERS: Readonly<Record<RuntimeFamily, RegExp | null>> = {
  nodejs: /(^|\/)node_modules\//,
  python: /(^|\/)(site|dist)-packages\//,
  ruby: /^vendor\/bundle\//,
  java: /^lib\//,
  dotnet: null,
  go: null,
  provided: null,
};

/**
 * What is dependencies and what is code, so that an edit of one source file re-sends only code.
 * `installed` are the top-level names that pip installed beside the code (its RECORD files say
 * which). Null when the runtime has no such convention. Wrong guesses cost time, never correctness.
 */
export function dependencySplit(
  family: RuntimeFamily,
  installed: ReadonlySet<string> = new Set(),
): IsDependency | null {
  const folders = FOLDERS[family];
  if (folders === null) return null;
  // A slash at the end lets the folder itself match, and not only what is in it.
  return (path) => folders.test(`${path}/`) || installed.has(topOf(path));
}

const topOf = (path: string): string => {
  const slash = path.indexOf('/');
  return slash < 0 ? path : path.slice(0, slash);
};

/**
 * Top-level names that a wheel's RECORD lists, its own .dist-info folder included. `__pycache__` is
 * shared with the code beside it, and `..` leads out of the folder: neither belongs to a package.
 */
export function installedNames(record: string): string[] {
  const names = new Set<string>();
  for (const line of record.split('\n')) {
    const name = /^"?([^/,"\r]+)/.exec(line)?.[1];
    if (name !== undefined && name !== '..' && name !== '__pycache__') names.add(name);
  }
  return [...names];
}
