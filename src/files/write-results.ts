import {access, chmod, constants, stat, writeFile} from 'node:fs/promises';
import {dirname, resolve} from 'node:path';
import {LambdockError} from '../errors/lambdock-error.js';

/** Rejects with DISK_FAILED when a file could not be written there: asked before the work is done. */
export async function checkWritable(path: string): Promise<void> {
  const file = resolve(path);
  try {
    const facts = await stat(file).catch(() => undefined);
    if (facts?.isDirectory() === true) throw new Error('it is a folder');
    await access(facts === undefined ? dirname(file) : file, constants.W_OK);
  } catch (cause) {
    throw notWritten(path, cause);
  }
}

/** Writes bytes into a file, or a device, as a shell's `>` would. */
export async function writeResults(
  path: string,
  bytes: Uint8Array,
  {isSecret = false}: {readonly isSecret?: boolean} = {},
): Promise<void> {
  try {
    const file = resolve(path);
    // A file that was there keeps its mode when it is written.
    if (isSecret) await chmod(file, 0o600).catch(() => undefined);
    await writeFile(file, bytes, isSecret ? {mode: 0o600} : {});
  } catch (cause) {
    throw notWritten(path, cause);
  }
}

function notWritten(path: string, cause: unknown): LambdockError {
  const {code, message} = cause as NodeJS.ErrnoException;
  const isAbsent = code === 'ENOENT';
  const folder = dirname(path);
  return new LambdockError('DISK_FAILED', {
    message: `${path} cannot be written: ${isAbsent ? `there is no folder ${folder}` : message}`,
    ...(code !== 'ENOSPC' && {
      suggestions: [isAbsent ? `mkdir -p ${folder}` : 'name a file that may be written'],
    }),
    details: {path},
    cause,
  });
}
