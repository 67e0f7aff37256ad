import {createHash} from 'node:crypto';
import {open, stat} from 'node:fs/promises';
import {resolve} from 'node:path';
import type {InputFacts} from '../core/replay-journal.js';
import {isLambdockError} from '../errors/lambdock-error.js';
import {eventInputs} from './event-input.js';

/** Enough of a file to tell another one: recordings can be larger than is read in a minute. */
const END_BYTES = 65_536;

/** Where inputs are looked for, and what is none of them where it lies in one. */
export interface InputSite {
  readonly cwd: string;
  readonly leftOut: readonly string[];
}

/** What tells an input from another of the same name: names and sizes of its files, and a digest of their beginnings and ends. */
export async function inputFacts(name: string, site: InputSite): Promise<InputFacts> {
  const nothing = {name, bytes: null, digest: null};
  if (name === '-') return nothing;
  const found = await stat(resolve(site.cwd, name)).catch(() => null);
  if (found !== null && !found.isFile() && !found.isDirectory())
    return {...nothing, isPassing: true};
  const files = await filesOf(name, site);
  if (files === null) return nothing;
  const hash = createHash('sha256');
  let bytes = 0;
  for (const file of files) {
    const part = await ends(resolve(site.cwd, file)).catch(unreadable);
    hash.update(`${file}\0${part.size}\0`).update(part.bytes);
    bytes += part.size;
  }
  return {name, bytes, digest: hash.digest('hex')};
}

/** The files that are read of it, and no others; null where there are none: who reads it says why. */
async function filesOf(name: string, {cwd, leftOut}: InputSite): Promise<readonly string[] | null> {
  try {
    const files = await eventInputs(cwd, notRead, {leftOut}).files(name);
    return files.map((file) => file.name);
  } catch (error) {
    if (isLambdockError(error)) return null;
    throw error;
  }
}

const notRead = (): never => {
  throw new Error('nothing is read of it');
};

/** A link that leads nowhere, a file that may not be read. */
const unreadable = (error: unknown): Ends => ({
  size: 0,
  bytes: Buffer.from((error as NodeJS.ErrnoException).code ?? String(error)),
});

interface Ends {
  readonly size: number;
  readonly bytes: Uint8Array;
}

async function ends(path: string): Promise<Ends> {
  await using handle = await open(path, 'r');
  const {size} = await handle.stat();
  const buffer = Buffer.alloc(Math.min(size, 2 * END_BYTES));
  const first = Math.min(buffer.length, END_BYTES);
  await handle.read(buffer, 0, first, 0);
  await handle.read(buffer, first, buffer.length - first, size - (buffer.length - first));
  return {size, bytes: buffer};
}
