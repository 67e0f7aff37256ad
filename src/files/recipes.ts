import {createHash} from 'node:crypto';
import {existsSync, readdirSync, readFileSync, statSync} from 'node:fs';
import {dirname, join} from 'node:path';
import {fileURLToPath} from 'node:url';
import type {StandInTable} from '../core/stand-in.js';

/** The recipes of stand-ins, as they lie in a folder. */
export interface Recipes {
  /** Absolute. */
  readonly folder: string;
  readonly table: StandInTable;
  /** Digest, 12 hexadecimal digits, of paths and contents of these files and folders, in their order. */
  digestOf(paths: readonly string[]): string;
}

const TABLE = 'stand-ins.json';

/**
 * The recipes that ship with lambdock, or null if this copy has none. Sources, chunks and bundles
 * lie at different depths below the package: its images/ is the first one on the way up.
 */
export function installedRecipes(start = fileURLToPath(import.meta.url)): Recipes | null {
  const above = dirname(start);
  if (above === start) return null;
  const folder = join(above, 'images');
  return existsSync(join(folder, TABLE)) ? readRecipes(folder) : installedRecipes(above);
}

/** The recipes in a folder. */
export function readRecipes(folder: string): Recipes {
  return {
    folder,
    table: JSON.parse(readFileSync(join(folder, TABLE), 'utf8')) as StandInTable,
    digestOf(paths) {
      const hash = createHash('sha256');
      for (const path of paths.flatMap((each) => filesAt(folder, each))) {
        hash.update(`${path}\0`).update(readFileSync(join(folder, path)));
      }
      return hash.digest('hex').slice(0, 12);
    },
  };
}

const filesAt = (folder: string, path: string): readonly string[] =>
  statSync(join(folder, path)).isDirectory()
    ? readdirSync(join(folder, path))
        .sort()
        .flatMap((name) => filesAt(folder, `${path}/${name}`))
    : [path];
