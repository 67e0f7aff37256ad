import {readdirSync, readFileSync} from 'node:fs';
import {dirname, join} from 'node:path';
import {buildHint, isBuildSign} from '../core/build-hint.js';
import type {TreeRequest} from '../core/code-tree.js';
import {DEFAULTS} from '../core/defaults.js';

/** How far above the code the project's files are looked for. */
const LEVELS = 5;

/** The command that usually makes the code at a path, by the look of the project around it; or null. */
export function buildCommand({path, family, architecture}: TreeRequest): string | null {
  const around = projectAround(path);
  return buildHint({
    path,
    family,
    architecture: architecture ?? DEFAULTS.architecture,
    names: around.names,
    hasBuildScript: around.names.includes('package.json') && hasBuildScript(around.folder),
  });
}

/** The nearest folder, from the path up, in which something tells how it is built. */
function projectAround(path: string): {readonly folder: string; readonly names: readonly string[]} {
  let folder = path;
  for (let left = LEVELS; left > 0; left -= 1) {
    const names = namesIn(folder);
    if (names.some(isBuildSign)) return {folder, names};
    if (names.includes('.git') || dirname(folder) === folder) break;
    folder = dirname(folder);
  }
  return {folder, names: []};
}

function namesIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}

function hasBuildScript(folder: string): boolean {
  try {
    const text = readFileSync(join(folder, 'package.json'), 'utf8');
    const found = JSON.parse(text) as {readonly scripts?: {readonly build?: unknown}} | null;
    return typeof found?.scripts?.build === 'string';
  } catch {
    return false;
  }
}
