import {randomUUID} from 'node:crypto';
import {
  link,
  mkdir,
  readdir,
  readFile,
  rename,
  rm,
  stat,
  utimes,
  writeFile,
} from 'node:fs/promises';
import {basename, dirname, join} from 'node:path';
import {setTimeout as pause} from 'node:timers/promises';
import {parseOwner, type Ownership} from '../core/owner.js';

/** How a lock is waited for. */
export interface LockOptions {
  readonly ownership: Ownership;
  readonly signal?: AbortSignal | undefined;
  /** Called once, when somebody else has it. */
  readonly onWait?: (() => void) | undefined;
}

const FREE = 'free';
const POLL_MS = 50;
/** A holder says this often that it lives, to those who cannot look at its process. */
const HEARTBEAT_MS = 5000;
/** A holder of another machine or container that has said nothing for so long is dead. */
const SILENT_MS = 60_000;

/**
 * Does work that only one process at a time may do, whatever becomes of the others: a holder that
 * was killed has lost the lock at once. The lock is a file per holder, numbered: who wants it links
 * the next number, which only one can, and says `free` in it when done. The highest number stays
 * behind, so that no late comer can take an earlier one for the last.
 */
export async function withFileLock<T>(
  file: string,
  work: () => Promise<T>,
  options: LockOptions,
): Promise<T> {
  await mkdir(dirname(file), {recursive: true});
  const mine = await taken(file, options);
  const beat = setInterval(() => void touch(mine), HEARTBEAT_MS).unref();
  try {
    return await work();
  } finally {
    clearInterval(beat);
    // On a full disk nothing can be written: without the file it is free as well.
    await place(mine, FREE, rename).catch(() => rm(mine, {force: true}));
  }
}

/** Whether somebody holds the lock now. */
export async function isLocked(file: string, ownership: Ownership): Promise<boolean> {
  const last = await lastNumber(file).catch(() => 0);
  return last > 0 && !(await isFree(`${file}.${last}`, ownership));
}

/** The process that holds a lock, or held it last; null where nobody knows. */
export async function holderOf(file: string): Promise<number | null> {
  const last = await lastNumber(file).catch(() => 0);
  const owner = await readFile(`${file}.${last}`, 'utf8').catch(() => '');
  return parseOwner(owner)?.pid ?? null;
}

/**
 * Removes from a folder what locks leave behind that nobody holds. A file that is free stays so, as
 * who comes next takes another number; only a lock that nobody will want again may lose its last.
 */
export async function removeFreeLocks(folder: string, ownership: Ownership): Promise<void> {
  const names = await readdir(folder).catch(() => []);
  for (const name of names.filter((one) => /\.lock\.\d+$/.test(one))) {
    const file = join(folder, name);
    if (await isFree(file, ownership)) await rm(file, {force: true});
  }
}

async function taken(file: string, options: LockOptions): Promise<string> {
  const {ownership} = options;
  for (let waits = 0; ; waits += 1) {
    options.signal?.throwIfAborted();
    const last = await lastNumber(file);
    if (last === 0 || (await isFree(`${file}.${last}`, ownership))) {
      const mine = `${file}.${last + 1}`;
      if (await place(mine, ownership.self, link)) {
        // A late comer may have linked a number that others have gone past.
        if ((await lastNumber(file)) === last + 1) {
          await removeBefore(file, last + 1);
          return mine;
        }
        await rm(mine, {force: true});
      }
      continue;
    }
    if (waits === 0) options.onWait?.();
    await pause(POLL_MS, undefined, {signal: options.signal});
  }
}

/** Puts a whole file into its place; false when `by` is a link and the place is taken. */
async function place(
  file: string,
  text: string,
  by: (from: string, to: string) => Promise<void>,
): Promise<boolean> {
  const aside = `${file}.${randomUUID()}.tmp`;
  await writeFile(aside, text);
  try {
    await by(aside, file);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    return false;
  } finally {
    await rm(aside, {force: true});
  }
}

async function isFree(file: string, ownership: Ownership): Promise<boolean> {
  const owner = await readFile(file, 'utf8').catch(() => null);
  if (owner === null) return false;
  if (owner === FREE) return true;
  const alive = ownership.isAlive(owner);
  if (alive !== null) return !alive;
  const facts = await stat(file).catch(() => null);
  return facts !== null && Date.now() - facts.mtimeMs > SILENT_MS;
}

async function numbers(file: string): Promise<number[]> {
  const prefix = `${basename(file)}.`;
  const names = await readdir(dirname(file));
  return names
    .filter((name) => name.startsWith(prefix) && /^\d+$/.test(name.slice(prefix.length)))
    .map((name) => Number(name.slice(prefix.length)));
}

const lastNumber = async (file: string): Promise<number> => Math.max(0, ...(await numbers(file)));

const removeBefore = async (file: string, number: number): Promise<void> => {
  for (const old of await numbers(file))
    if (old < number) await rm(`${file}.${old}`, {force: true});
};

async function touch(file: string): Promise<void> {
  const now = new Date();
  await utimes(file, now, now).catch(() => undefined);
}
