import {chmod, mkdir, symlink, writeFile} from 'node:fs/promises';
import {dirname, join} from 'node:path';
import type {CodeEntry} from '../../src/core/code-tree.js';
import {byteOrder} from '../../src/core/byte-order.js';
import type {ZipSpec} from './make-zip.js';

/** A made-up entry; a file's content is told by its path and a number. */
export type RandomEntry = CodeEntry & {readonly content: string};

/** A made-up layer: its entries, and whether it comes as a folder or as a .zip. */
export interface RandomLayer {
  readonly kind: 'directory' | 'archive';
  readonly entries: readonly RandomEntry[];
}

/** Numbers in [0, 1), the same for the same seed (mulberry32). */
export function randomNumbers(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** So few names that layers get in each other's way. */
const NAMES = ['a', 'b', 'c', 'd é'];
const FILE_MODES = [0o644, 0o755, 0o600, 0o444];
const FOLDER_MODES = [0o755, 0o700, 0o750];
const TARGETS = ['a', 'b', 'a/b', './c', 'nowhere', 'd é', '.', 'c/..'];
const UPWARD = ['../a', '../b/c', '..'];
/** Links that lead out, which no entry goes through. */
const OUTSIDE = ['/opt/a/b', '/etc', '../../out', '/nowhere'];

/** Two to five layers over each other. */
export function randomLayers(next: () => number): readonly RandomLayer[] {
  const pick = <T>(from: readonly T[]): T => from[Math.floor(next() * from.length)] as T;
  const path = (): string =>
    Array.from({length: 1 + Math.floor(next() * 3)}, () => pick(NAMES)).join('/');
  const entry = (): RandomEntry => {
    const at = {path: path(), mtimeMs: 0, content: ''};
    const chance = next();
    if (chance < 0.5) {
      const content = `${at.path} ${Math.floor(next() * 1e6)}`.repeat(1 + Math.floor(next() * 40));
      return {...at, kind: 'file', mode: pick(FILE_MODES), size: content.length, content};
    }
    if (chance < 0.75) return {...at, kind: 'directory', mode: pick(FOLDER_MODES)};
    if (chance < 0.95)
      return {
        ...at,
        kind: 'link',
        target: pick(at.path.includes('/') ? [...TARGETS, ...UPWARD] : TARGETS),
      };
    const name = `${at.path.replaceAll('/', '-')}.out`;
    return {...at, path: name, kind: 'link', target: pick(OUTSIDE)};
  };
  const layer = (): RandomLayer => {
    const entries = new Map<string, RandomEntry>();
    for (let left = 1 + Math.floor(next() * 9); left > 0; left -= 1) {
      const one = entry();
      if (fits(entries, one)) entries.set(one.path, one);
    }
    return {
      kind: next() < 0.3 ? 'directory' : 'archive',
      entries: [...entries.values()].sort((a, b) => byteOrder(a.path, b.path)),
    };
  };
  return Array.from({length: 2 + Math.floor(next() * 4)}, layer).filter(
    ({entries}) => entries.length > 0 && entries.some(({kind}) => kind !== 'directory'),
  );
}

/** No tree has something below a file or a link, or two things in one place. */
function fits(entries: ReadonlyMap<string, RandomEntry>, one: RandomEntry): boolean {
  const others = [...entries.values()];
  return others.every(
    (other) =>
      other.path !== one.path &&
      (!one.path.startsWith(`${other.path}/`) || other.kind === 'directory') &&
      (!other.path.startsWith(`${one.path}/`) || one.kind === 'directory'),
  );
}

/** The layer as entries of a .zip: folders in front of what is in them, or only implied. */
export const zipEntries = ({entries}: RandomLayer): readonly ZipSpec[] =>
  entries.map((entry) => {
    if (entry.kind === 'directory') return {path: `${entry.path}/`, mode: 0o040000 | entry.mode};
    if (entry.kind === 'link') return {path: entry.path, mode: 0o120777, content: entry.target};
    return {path: entry.path, mode: 0o100000 | entry.mode, content: entry.content};
  });

/** Makes the layer's folder on disk. */
export async function makeFolder({entries}: RandomLayer, folder: string): Promise<void> {
  await mkdir(folder, {recursive: true});
  const folders = entries.filter(({kind}) => kind === 'directory');
  for (const entry of entries) {
    const path = join(folder, entry.path);
    await mkdir(entry.kind === 'directory' ? path : dirname(path), {recursive: true});
    if (entry.kind === 'link') await symlink(entry.target, path);
    if (entry.kind === 'file') await writeFile(path, entry.content);
    if (entry.kind === 'file') await chmod(path, entry.mode);
  }
  for (const entry of folders) {
    if (entry.kind === 'directory') await chmod(join(folder, entry.path), entry.mode);
  }
}
