import {ftruncateSync, writeSync} from 'node:fs';
import type {FileHandle} from 'node:fs/promises';
import {LambdockError} from '../errors/lambdock-error.js';

/** Writes a line to the end of a file: whoever ends this process now does not lose it. */
export type LineWriter = (line: Uint8Array) => void;

/**
 * The kernel takes a line in microseconds; to hand it to a thread and hear of it takes ten times that, which
 * every event of a replay would wait for. A line that was not written whole is taken back: behind a part of one the
 * next would be none.
 */
export function lineWriter({fd}: Pick<FileHandle, 'fd'>, file: string, start = 0): LineWriter {
  let end = start;
  let isBroken = false;
  return (line) => {
    if (isBroken) throw notWritten(file, 'it ends with a part of a line');
    try {
      for (let at = 0; at < line.length;) at += writeSync(fd, line, at, line.length - at, end + at);
    } catch (cause) {
      isBroken = !isCut(fd, end);
      throw notWritten(file, (cause as Error).message, cause);
    }
    end += line.length;
  };
}

function isCut(fd: number, end: number): boolean {
  try {
    ftruncateSync(fd, end);
    return true;
  } catch {
    return false;
  }
}

const notWritten = (file: string, why: string, cause?: unknown): LambdockError =>
  new LambdockError('DISK_FAILED', {
    message: `nothing can be written to ${file}: ${why}`,
    details: {file},
    ...(cause !== undefined && {cause}),
  });
