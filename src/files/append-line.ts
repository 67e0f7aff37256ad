import {appendFile, mkdir, open} from 'node:fs/promises';
import {dirname} from 'node:path';
import {LambdockError} from '../errors/lambdock-error.js';

/** A file that grows by whole lines. */
export interface LineFile {
  /** Resolves when the line is written; lines come in the order of the calls. */
  append(line: string): Promise<void>;
}

/** Opens a file for lines, with the folders above it; rejects where it cannot be written. */
export async function lineFile(path: string): Promise<LineFile> {
  try {
    await mkdir(dirname(path), {recursive: true});
    await (await open(path, 'a')).close();
  } catch (error) {
    throw notWritten(path, error);
  }
  let last: Promise<void> = Promise.resolve();
  return {
    append(line) {
      const written = last.then(() => appendFile(path, `${line}\n`));
      last = written.catch(() => undefined);
      return written.catch((error: unknown) => {
        throw notWritten(path, error);
      });
    },
  };
}

function notWritten(path: string, cause: unknown): LambdockError {
  const code = (cause as NodeJS.ErrnoException).code ?? String(cause);
  return new LambdockError('DISK_FAILED', {
    message: `${path} cannot be written: ${code === 'EISDIR' ? 'it is a folder' : code}`,
    // More room helps only where there is none.
    ...(code !== 'ENOSPC' && {suggestions: ['name a file that may be written']}),
    details: {path},
    cause,
  });
}
