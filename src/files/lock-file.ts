import {randomUUID} from 'node:crypto';
import {readFile, rename, rm, writeFile} from 'node:fs/promises';
import {LambdockError} from '../errors/lambdock-error.js';

/** The text of a lock file; null where there is none. */
export async function readLockText(file: string): Promise<string | null> {
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw failed(file, 'read', error);
  }
}

/** Writes a lock file: whoever reads it meanwhile has the old one or the new one. */
export async function writeLockText(file: string, text: string): Promise<void> {
  const beside = `${file}.${randomUUID()}`;
  try {
    await writeFile(beside, text, {flag: 'wx'});
    await rename(beside, file);
  } catch (error) {
    await rm(beside, {force: true});
    throw failed(file, 'written', error);
  }
}

const failed = (file: string, done: string, cause: unknown): LambdockError =>
  new LambdockError('DISK_FAILED', {
    message: `the lock file ${file} cannot be ${done}: ${(cause as Error).message}`,
    suggestions: ['check the folder and its rights'],
    details: {file},
    cause,
  });
