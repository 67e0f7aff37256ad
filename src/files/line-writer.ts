import type {FileHandle} from 'node:fs/promises';
import {LambdockError} from '../errors/lambdock-error.js';

/** Lines to the end of a file. */
export interface LineWriter {
  /** Resolves when the engine of the file system has it. */
  write(line: Uint8Array): Promise<void>;
  /** Resolves when nothing is under way; a failure was told to those who wrote. */
  flush(): Promise<void>;
}

/** Lines that come while one write is under way go with the next. */
export function lineWriter(handle: FileHandle, file: string): LineWriter {
  let waiting: Uint8Array[] = [];
  let next: Promise<void> | null = null;
  let last: Promise<void> = Promise.resolve();
  const commit = async (before: Promise<void>): Promise<void> => {
    await before.catch(ignore);
    const lines = waiting;
    waiting = [];
    next = null;
    try {
      await handle.appendFile(lines.length === 1 ? (lines[0] ?? '') : Buffer.concat(lines));
    } catch (cause) {
      throw new LambdockError('DISK_FAILED', {
        message: `nothing can be written to ${file}: ${(cause as Error).message}`,
        details: {file},
        cause,
      });
    }
  };
  return {
    write(line) {
      waiting.push(line);
      if (next === null) {
        next = commit(last);
        last = next;
      }
      return next;
    },
    flush: () => last.catch(ignore),
  };
}

const ignore = (): void => undefined;
