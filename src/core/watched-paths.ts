import {sep} from 'node:path';
import type {FunctionSpec} from './function-spec.js';
import type {Project} from './project.js';

/** What is looked at for changes; paths are absolute. */
export interface WatchedPaths {
  readonly paths: readonly string[];
  /** Whether a path below them is none of ours. */
  readonly isIgnored: (path: string) => boolean;
}

/** Of tools: not looked at, wherever they are. */
const TOOLS = /(^|[\\/])\.(git|hg|svn|lambdock)([\\/]|$)/;
const PACKAGES = /(^|[\\/])node_modules([\\/]|$)/;

/**
 * Code and layers of these functions, the folder of the project file with all that the file may name,
 * and other files. Packages count where they are part of a function, not beside it.
 */
export function watchedPaths(
  {root, file}: Pick<Project, 'root' | 'file'>,
  specs: readonly FunctionSpec[],
  others: readonly string[] = [],
): WatchedPaths {
  const own = new Set([...specs.flatMap(pathsOf), ...others]);
  const paths = [...new Set([...(file === null ? [] : [root, file]), ...own])];
  return {
    paths,
    isIgnored: (path) => {
      const above = paths.filter((watched) => isWithin(path, watched));
      const rest = Math.max(0, ...above.map(({length}) => length));
      const below = path.slice(rest);
      if (TOOLS.test(below)) return true;
      return PACKAGES.test(below) && !above.some((watched) => own.has(watched));
    },
  };
}

/** Whether a function's code or one of its layers has one of these files. */
export const isTouched = (spec: FunctionSpec, changed: readonly string[]): boolean =>
  pathsOf(spec).some((part) => changed.some((path) => isWithin(path, part)));

/** What a function's image is made from. */
function pathsOf({code, layers}: FunctionSpec): readonly string[] {
  const local = layers.flatMap((layer) => (layer.kind === 'arn' ? [] : [layer.path]));
  if (code.kind === 'image') return local;
  return [...(code.kind === 'build' ? [code.context, code.dockerfile] : [code.path]), ...local];
}

const isWithin = (path: string, folder: string): boolean =>
  path === folder || path.startsWith(folder.endsWith(sep) ? folder : `${folder}${sep}`);
