import {createHash} from 'node:crypto';
import {createReadStream, readFileSync} from 'node:fs';
import {sha256} from '../core/digest.js';
import {timeSlices} from './time-slices.js';

/** A file to be read; `size` only decides how. */
export interface FileToHash {
  readonly path: string;
  readonly size: number;
}

/** Files up to this size are read in one piece. */
const SMALL = 256 * 1024;
/** How many larger files are read at once. */
const AT_ONCE = 4;

/**
 * SHA-256 of each file, in their order. Small files are read synchronously in short slices, large
 * ones as streams, a few at a time. Rejects with the error of the file system.
 */
export async function hashFiles(
  files: readonly FileToHash[],
  signal?: AbortSignal,
): Promise<readonly string[]> {
  const digests = new Array<string>(files.length).fill('');
  const slices = timeSlices(signal);
  const large: number[] = [];
  for (const [index, {path, size}] of files.entries()) {
    if (size > SMALL) {
      large.push(index);
      continue;
    }
    digests[index] = sha256(readFileSync(path));
    if (slices.due()) await slices.pause();
  }
  const queue = large.values();
  const reader = async (): Promise<void> => {
    for (const index of queue) digests[index] = await hashStream(files[index]?.path ?? '', signal);
  };
  await Promise.all(Array.from({length: Math.min(AT_ONCE, large.length)}, reader));
  return digests;
}

async function hashStream(path: string, signal?: AbortSignal): Promise<string> {
  const hash = createHash('sha256');
  const stream = createReadStream(path, {highWaterMark: SMALL, ...(signal && {signal})});
  for await (const chunk of stream) hash.update(chunk as Uint8Array);
  return hash.digest('hex');
}
