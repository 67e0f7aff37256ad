import {randomUUID} from 'node:crypto';
import {
  linkSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import {utimes} from 'node:fs/promises';
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
 * behind, so that no late comer can take an earlier one for the last. A dozen small calls, each of which
 * takes a tenth of what a thread would to make it.
 */
export async function withFileLock<T>(
  file: string,
  work: () => Promise<T>,
  options: LockOptions,
): Promise<T> {
  mkdirSync(dirname(file), {recursive: true});
  const mine = await taken(file, options);
  const beat = setInterval(() => void touch(mine), HEARTBEAT_MS).unref();
  try {
    return await work();
  } finally {
    clearInterval(beat);
    release(mine);
  }
}

/** Whether somebody holds the lock now. */
export async function isLocked(file: string, ownership: Ownership): Promise<boolean> {
  const last = lastNumber(file);
  return last > 0 && !isFree(`${file}.${last}`, ownership);
}

/** The process that holds a lock, or held it last; null where nobody knows. */
export async function holderOf(file: string): Promise<number | null> {
  const owner = textIn(`${file}.${lastNumber(file)}`);
  return parseOwner(owner ?? '')?.pid ?? null;
}

/**
 * Removes from a folder what locks leave behind that nobody holds. A file that is free stays so, as
 * who comes next takes another number; only a lock that nobody will want again may lose its last.
 */
export async function removeFreeLocks(folder: string, ownership: Ownership): Promise<void> {
  for (const name of namesIn(folder).filter((one) => /\.lock\.\d+$/.test(one))) {
    const file = join(folder, name);
    if (isFree(file, ownership)) rmSync(file, {force: true});
  }
}

async function taken(file: string, options: LockOptions): Promise<string> {
  const {ownership} = options;
  for (let waits = 0; ; waits += 1) {
    options.signal?.throwIfAborted();
    const last = lastNumber(file);
    if (last === 0 || isFree(`${file}.${last}`, ownership)) {
      const mine = `${file}.${last + 1}`;
      if (place(mine, ownership.self, linkSync)) {
        // A late comer may have linked a number that others have gone past.
        if (lastNumber(file) === last + 1) {
          removeBefore(file, last + 1);
          return mine;
        }
        rmSync(mine, {force: true});
      }
      continue;
    }
    if (waits === 0) options.onWait?.();
    await pause(POLL_MS, undefined, {signal: options.signal});
  }
}

function release(mine: string): void {
  try {
    place(mine, FREE, renameSync);
  } catch {
    // On a full disk nothing can be written: without the file it is free as well.
    rmSync(mine, {force: true});
  }
}

/** Puts a whole file into its place; false when `by` is a link and the place is taken. */
function place(file: string, text: string, by: (from: string, to: string) => void): boolean {
  const aside = `${file}.${randomUUID()}.tmp`;
  try {
    writeFileSync(aside, text);
    by(aside, file);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    return false;
  } finally {
    rmSync(aside, {force: true});
  }
}

function isFree(file: string, ownership: Ownership): boolean {
  const owner = textIn(file);
  if (owner === null) return false;
  if (owner === FREE) return true;
  const alive = ownership.isAlive(owner);
  if (alive !== null) return !alive;
  const facts = statSync(file, {throwIfNoEntry: false});
  return facts !== undefined && Date.now() - facts.mtimeMs > SILENT_MS;
}

function textIn(file: string): string | null {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return null;
  }
}

function namesIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}

function numbers(file: string): readonly number[] {
  const prefix = `${basename(file)}.`;
  return namesIn(dirname(file))
    .filter((name) => name.startsWith(prefix) && /^\d+$/.test(name.slice(prefix.length)))
    .map((name) => Number(name.slice(prefix.length)));
}

const lastNumber = (file: string): number => Math.max(0, ...numbers(file));

function removeBefore(file: string, number: number): void {
  for (const old of numbers(file)) if (old < number) rmSync(`${file}.${old}`, {force: true});
}

async function touch(file: string): Promise<void> {
  const now = new Date();
  await utimes(file, now, now).catch(() => undefined);
}
