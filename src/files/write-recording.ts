import {createWriteStream} from 'node:fs';
import {mkdir, readFile, rename, rm, writeFile} from 'node:fs/promises';
import {dirname} from 'node:path';
import {pid} from 'node:process';
import {Readable} from 'node:stream';
import {pipeline} from 'node:stream/promises';
import {createGzip} from 'node:zlib';
import {LambdockError} from '../errors/lambdock-error.js';
import {eventInvalid} from './event-error.js';
import {plainPlaceOf} from './plain-place.js';

/**
 * Writes a recording as it comes, beside its place first; zipped where its name ends in .gz. What is there
 * and no plain file, as a device or a pipe, is written to.
 */
export async function writeRecording(
  path: string,
  pieces: AsyncIterable<Uint8Array>,
): Promise<void> {
  const place = await plainPlaceOf(path);
  const beside = place === null ? path : `${place}.new-${pid}`;
  try {
    await mkdir(dirname(path), {recursive: true});
    const source = Readable.from(pieces);
    const target = createWriteStream(beside, {mode: 0o600});
    await (path.endsWith('.gz')
      ? pipeline(source, createGzip(), target)
      : pipeline(source, target));
    if (place !== null) await rename(beside, place);
  } catch (cause) {
    if (place !== null) await rm(beside, {force: true});
    throw notWritten(path, cause);
  }
}

/** Writes a small file of JSON. */
export async function writeJson(path: string, value: unknown): Promise<void> {
  try {
    await writeFile(path, `${JSON.stringify(value, null, 2)}\n`);
  } catch (cause) {
    throw notWritten(path, cause);
  }
}

/** The key in a file, without the line end behind it. */
export async function readKey(path: string, shownAs: string): Promise<Uint8Array> {
  const bytes = await readFile(path).catch((cause: unknown) => {
    throw eventInvalid(`cannot read the key ${shownAs}: ${(cause as Error).message}`, {cause});
  });
  return bytes.at(-1) === 0x0a ? bytes.subarray(0, bytes.at(-2) === 0x0d ? -2 : -1) : bytes;
}

function notWritten(path: string, cause: unknown): unknown {
  const {syscall, message} = cause as NodeJS.ErrnoException;
  if (syscall === undefined) return cause;
  return new LambdockError('DISK_FAILED', {
    message: `${path} cannot be written: ${message}`,
    suggestions: ['name a file or a folder that may be written'],
    details: {path},
    cause,
  });
}
