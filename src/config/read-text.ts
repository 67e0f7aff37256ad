import {readFileSync} from 'node:fs';
import type {ErrorCode} from '../errors/catalog.js';
import {LambdockError} from '../errors/lambdock-error.js';

/** A text file to read, and the errors to report. */
export interface TextRequest {
  /** Absolute path. */
  readonly file: string;
  readonly shownAs: string;
  /** What the file is, for messages: `project file`. */
  readonly what: string;
  readonly missing: ErrorCode;
  readonly unreadable: ErrorCode;
}

/** Reads a UTF-8 file of the user's; a byte order mark is dropped. */
export function readText({file, shownAs, what, missing, unreadable}: TextRequest): string {
  let bytes: Buffer;
  try {
    bytes = readFileSync(file);
  } catch (cause) {
    const absent = (cause as NodeJS.ErrnoException).code === 'ENOENT';
    throw new LambdockError(absent ? missing : unreadable, {
      message: absent
        ? `there is no ${what} ${shownAs}`
        : `cannot read the ${what} ${shownAs}: ${(cause as Error).message}`,
      details: {file},
      cause,
    });
  }
  try {
    return new TextDecoder('utf-8', {fatal: true}).decode(bytes);
  } catch (cause) {
    throw new LambdockError(unreadable, {
      message: `the ${what} ${shownAs} is not UTF-8 text`,
      suggestions: ['save it as UTF-8'],
      details: {file},
      cause,
    });
  }
}
