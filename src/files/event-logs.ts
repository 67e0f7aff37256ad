import {mkdir, writeFile} from 'node:fs/promises';
import {join, resolve} from 'node:path';
import {LambdockError} from '../errors/lambdock-error.js';
import {checkWritableFolder} from './writable-folder.js';

/** Makes a folder for logs; rejects where nothing could be written into it. */
export async function openLogFolder(folder: string): Promise<void> {
  try {
    await checkWritableFolder(folder);
    await mkdir(resolve(folder), {recursive: true});
  } catch (cause) {
    throw notWritten(folder, cause);
  }
}

/** Writes the log of one event in place of an older one. */
export async function writeEventLog(folder: string, name: string, text: string): Promise<void> {
  try {
    await writeFile(join(resolve(folder), name), text);
  } catch (cause) {
    throw notWritten(join(folder, name), cause);
  }
}

const notWritten = (path: string, cause: unknown): LambdockError =>
  new LambdockError('DISK_FAILED', {
    message: `the logs cannot be written to ${path}: ${(cause as Error).message}`,
    suggestions: ['name a folder that may be written: --logs logs/'],
    details: {path},
    cause,
  });
