import {createHash} from 'node:crypto';
import {open, readdir, stat} from 'node:fs/promises';
import {join, resolve} from 'node:path';
import type {InputFacts} from '../core/replay-journal.js';
import {isAmong, realPlace} from './real-place.js';

/** Enough of a file to tell another one: recordings can be larger than is read in a minute. */
const END_BYTES = 65_536;

/** Where inputs are looked for, and what is none of them where it lies in one. */
export interface InputSite {
  readonly cwd: string;
  readonly leftOut: readonly string[];
}

/** What tells an input from another of the same name: size, and a digest of its beginning and its end. */
export async function inputFacts(name: string, {cwd, leftOut}: InputSite): Promise<InputFacts> {
  const nothing = {name, bytes: null, digest: null};
  if (name === '-') return nothing;
  const path = resolve(cwd, name);
  const found = await stat(path).catch(() => null);
  if (found === null) return nothing;
  if (!found.isFile() && !found.isDirectory()) return {...nothing, isPassing: true};
  const hash = createHash('sha256');
  let bytes = 0;
  for (const file of found.isDirectory() ? await filesIn(path, leftOut) : ['']) {
    const part = await ends(join(path, file));
    hash.update(`${file}\0${part.size}\0`).update(part.bytes);
    bytes += part.size;
  }
  return {name, bytes, digest: hash.digest('hex')};
}

async function filesIn(folder: string, leftOut: readonly string[]): Promise<readonly string[]> {
  const real = realPlace(folder);
  const entries = await readdir(folder, {recursive: true, withFileTypes: true});
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1))
    .filter((name) => !isAmong(leftOut, join(real, name)))
    .toSorted();
}

async function ends(path: string): Promise<{readonly size: number; readonly bytes: Uint8Array}> {
  await using handle = await open(path, 'r');
  const {size} = await handle.stat();
  const buffer = Buffer.alloc(Math.min(size, 2 * END_BYTES));
  const first = Math.min(buffer.length, END_BYTES);
  await handle.read(buffer, 0, first, 0);
  await handle.read(buffer, first, buffer.length - first, size - (buffer.length - first));
  return {size, bytes: buffer};
}
