import {readFileSync, statSync, utimesSync} from 'node:fs';
import {mkdir, open, rename, rm} from 'node:fs/promises';
import {randomUUID} from 'node:crypto';
import {dirname} from 'node:path';
import {isSha256} from '../core/digest.js';
import type {CachedLayer} from '../core/layer.js';
import {hashFiles} from './hash-files.js';
import {quietly} from './quietly.js';
import {stampOf} from './walk-folder.js';

/** What the cache knows of a layer version: a small file beside the .zip. */
export interface LayerRecord {
  readonly arn: string;
  readonly sha256: string;
  readonly size: number;
  /** What the disk said of the .zip when its bytes were last checked. */
  readonly stamp: string;
  readonly runtimes: readonly string[];
  readonly architectures: readonly string[];
}

/** The time of last use is the time of the record's file; it is set at most this often. */
const TOUCH_MS = 10 * 60_000;

/** A record, or null where there is none that can be believed. */
export function readRecord(file: string): LayerRecord | null {
  try {
    const {format, ...record} = JSON.parse(readFileSync(file, 'utf8')) as Partial<
      LayerRecord & {format: number}
    >;
    const isOurs =
      format === FORMAT && typeof record.arn === 'string' && isSha256(record.sha256 ?? '');
    return isOurs ? (record as LayerRecord) : null;
  } catch {
    return null;
  }
}

const FORMAT = 1;

export async function writeRecord(file: string, record: LayerRecord): Promise<void> {
  await writeDurably(file, `${JSON.stringify({format: FORMAT, ...record})}\n`);
}

/**
 * Whether the .zip is the one that was recorded: by size, times and inode, and by its bytes where
 * those have changed (the cache was copied or restored). Then the record learns them.
 */
export async function isWhole(
  record: LayerRecord,
  {file, path}: {readonly file: string; readonly path: string},
  signal?: AbortSignal,
): Promise<boolean> {
  const facts = statSync(path, {throwIfNoEntry: false});
  if (facts?.isFile() !== true || facts.size !== record.size) return false;
  const stamp = stampOf(facts);
  if (stamp === record.stamp) return true;
  const [digest] = await hashFiles([{path, size: facts.size}], signal);
  if (digest !== record.sha256) return false;
  await writeRecord(file, {...record, stamp}).catch(() => undefined);
  return true;
}

/** Notes that a layer is used now, for those who make room. */
export function touchRecord(file: string, now: number): void {
  quietly(() => {
    if (now - statSync(file).mtimeMs > TOUCH_MS) utimesSync(file, now / 1000, now / 1000);
  });
}

export const cachedLayer = (
  record: LayerRecord,
  {file, path}: {readonly file: string; readonly path: string},
): CachedLayer => ({
  arn: record.arn,
  path,
  sha256: record.sha256,
  size: record.size,
  runtimes: record.runtimes,
  architectures: record.architectures,
  usedAt: statSync(file, {throwIfNoEntry: false})?.mtimeMs ?? 0,
});

/** Written beside, forced to the disk, renamed: a record is whole or not there. */
async function writeDurably(file: string, text: string): Promise<void> {
  const aside = `${file}.${randomUUID()}.tmp`;
  await mkdir(dirname(file), {recursive: true});
  try {
    const handle = await open(aside, 'wx');
    try {
      await handle.writeFile(text);
      await handle.sync();
    } finally {
      await handle.close();
    }
    await rename(aside, file);
    await syncFolder(dirname(file));
  } catch (error) {
    await rm(aside, {force: true});
    throw error;
  }
}

/** Puts a finished file into its place for good. */
export async function moveDurably(from: string, to: string): Promise<void> {
  const handle = await open(from, 'r+');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
  await mkdir(dirname(to), {recursive: true});
  await rename(from, to);
  await syncFolder(dirname(to));
}

/** Not every system lets a folder be opened; the rename stands without. */
async function syncFolder(folder: string): Promise<void> {
  try {
    const handle = await open(folder);
    try {
      await handle.sync();
    } finally {
      await handle.close();
    }
  } catch {
    // Nothing is lost but the guarantee against a power failure in the next seconds.
  }
}
