import {basename, resolve} from 'node:path';
import type {CodeSource, LayerSource} from './function-spec.js';

const ARCHIVE = /\.(zip|jar)$/i;

/** The code at a path relative to a folder: an archive by its name, else a folder. */
export function codeAt(folder: string, path: string, ignore: readonly string[]): CodeSource {
  const absolute = resolve(folder, path);
  return ARCHIVE.test(absolute)
    ? {kind: 'archive', path: absolute}
    : {kind: 'directory', path: absolute, ignore};
}

/** A layer as a project or a flag names it: an ARN, an archive by its name, else a folder. */
export function layerAt(folder: string, text: string): LayerSource {
  if (text.startsWith('arn:')) return {kind: 'arn', arn: text};
  const path = resolve(folder, text);
  return ARCHIVE.test(path) ? {kind: 'archive', path} : {kind: 'directory', path, ignore: []};
}

/** A name that Lambda would allow for a function whose code is at a path. */
export const functionNameOf = (path: string): string =>
  basename(path)
    .replace(ARCHIVE, '')
    .replace(/[^A-Za-z0-9_-]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 64) || 'function';
