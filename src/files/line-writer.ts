import {writeSync} from 'node:fs';
import type {FileHandle} from 'node:fs/promises';
import {LambdockError} from '../errors/lambdock-error.js';

/** Writes a line to the end of a file: whoever ends this process now does not lose it. */
export type LineWriter = (line: Uint8Array) => void;

/**
 * The kernel takes a line in microseconds; to hand it to a thread and hear of it takes ten times that, which
 * every event of a replay would wait for.
 */
export const lineWriter =
  ({fd}: Pick<FileHandle, 'fd'>, file: string): LineWriter =>
  (line) => {
    try {
      for (let at = 0; at < line.length;) at += writeSync(fd, line, at);
    } catch (cause) {
      throw new LambdockError('DISK_FAILED', {
        message: `nothing can be written to ${file}: ${(cause as Error).message}`,
        details: {file},
        cause,
      });
    }
  };
