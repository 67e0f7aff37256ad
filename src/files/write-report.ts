import {randomUUID} from 'node:crypto';
import {appendFile, open, rename, rm} from 'node:fs/promises';
import {resolve} from 'node:path';
import {LambdockError} from '../errors/lambdock-error.js';
import {plainPlaceOf} from './plain-place.js';

/** Small pieces are written together. */
const BATCH = 2 ** 18;

/**
 * Writes a report as it is made. A file of ours is whole or not there: it is written beside and then
 * renamed. What is there and no file, as a device or a pipe, is written to.
 */
export async function writeReport(path: string, pieces: AsyncIterable<string>): Promise<void> {
  const file = resolve(path);
  const place = await plainPlaceOf(file);
  const target = place === null ? file : `${place}.${randomUUID()}`;
  try {
    await writePieces(target, pieces);
    if (place !== null) await rename(target, place);
  } catch (cause) {
    if (place !== null) await rm(target, {force: true});
    throw cause instanceof LambdockError ? cause : notWritten(path, cause);
  }
}

async function writePieces(target: string, pieces: AsyncIterable<string>): Promise<void> {
  const handle = await open(target, 'w');
  try {
    let batch: string[] = [];
    let size = 0;
    for await (const piece of pieces) {
      batch.push(piece);
      size += piece.length;
      if (size < BATCH) continue;
      await handle.writeFile(batch.join(''));
      [batch, size] = [[], 0];
    }
    await handle.writeFile(batch.join(''));
  } finally {
    await handle.close();
  }
}

/** Adds to a file that others write to as well. */
export async function appendReport(path: string, pieces: AsyncIterable<string>): Promise<void> {
  const texts: string[] = [];
  for await (const piece of pieces) texts.push(piece);
  try {
    await appendFile(path, texts.join(''));
  } catch (cause) {
    throw notWritten(path, cause);
  }
}

const notWritten = (path: string, cause: unknown): LambdockError =>
  new LambdockError('DISK_FAILED', {
    message: `the report ${path} cannot be written: ${(cause as Error).message}`,
    details: {path},
    cause,
  });
