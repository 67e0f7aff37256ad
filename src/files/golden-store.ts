import {randomUUID} from 'node:crypto';
import {mkdir, readFile, readdir, rename, rm, writeFile} from 'node:fs/promises';
import {join} from 'node:path';
import {LambdockError} from '../errors/lambdock-error.js';
import {checkWritableFolder} from './writable-folder.js';

/** A folder with a file for each golden. */
export interface GoldenStore {
  /** The folder as messages name it. */
  readonly shownAs: string;
  /** The names of its files; null where there is no folder. */
  names(): Promise<readonly string[] | null>;
  /** The text of a file; null where there is none. */
  read(name: string): Promise<string | null>;
  /** Writes a file: whoever reads it meanwhile has the old one or the new one. */
  write(name: string, text: string): Promise<void>;
}

/** Rejects where goldens could not be written there: asked before anything is started. */
export const checkGoldenStore = (folder: string, shownAs: string): Promise<void> =>
  checkWritableFolder(folder).catch((cause: unknown) => {
    throw new LambdockError('DISK_FAILED', {
      message: `goldens cannot be written to ${shownAs}: ${(cause as Error).message}`,
      suggestions: ['name a folder that may be written: --record goldens/'],
      details: {folder},
      cause,
    });
  });

/** Opens a folder of goldens; it is made when the first is written. */
export function goldenStore(folder: string, shownAs: string): GoldenStore {
  const failed = (name: string, done: string, cause: unknown): LambdockError =>
    new LambdockError('DISK_FAILED', {
      message: `${join(shownAs, name)} cannot be ${done}: ${(cause as Error).message}`,
      details: {folder},
      cause,
    });
  return {
    shownAs,
    names: () =>
      readdir(folder).catch((error: unknown) => {
        if (isAbsent(error)) return null;
        throw failed('', 'read', error);
      }),
    read: (name) =>
      readFile(join(folder, name), 'utf8').catch((error: unknown) => {
        if (isAbsent(error)) return null;
        // A folder is no golden, as a file may be none.
        if (codeOf(error) === 'EISDIR') return '';
        throw failed(name, 'read', error);
      }),
    async write(name, text) {
      const beside = join(folder, `.${randomUUID()}`);
      try {
        await writeNew(folder, beside, text);
        await rename(beside, join(folder, name));
      } catch (error) {
        await rm(beside, {force: true});
        throw failed(name, 'written', error);
      }
    },
  };
}

async function writeNew(folder: string, file: string, text: string): Promise<void> {
  try {
    await writeFile(file, text, {flag: 'wx'});
  } catch (error) {
    if (!isAbsent(error)) throw error;
    await mkdir(folder, {recursive: true});
    await writeFile(file, text, {flag: 'wx'});
  }
}

const codeOf = (error: unknown): string | undefined => (error as NodeJS.ErrnoException).code;

const isAbsent = (error: unknown): boolean => codeOf(error) === 'ENOENT';
