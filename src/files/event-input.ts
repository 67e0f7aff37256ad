import {createReadStream} from 'node:fs';
import {resolve} from 'node:path';
import {LambdockError} from '../errors/lambdock-error.js';

/** What recordings are read through. */
export interface EventInputs {
  /** The bytes of an input as they come: a file, or `-` for stdin. */
  open(input: string): AsyncIterable<Uint8Array>;
}

/** Inputs that relative paths of `cwd` and this process's stdin name. */
export const eventInputs = (cwd: string, stdin: () => AsyncIterable<Uint8Array>): EventInputs => ({
  open: (input) => (input === '-' ? stdin() : readFile(resolve(cwd, input), input)),
});

async function* readFile(path: string, input: string): AsyncIterable<Uint8Array> {
  try {
    yield* createReadStream(path) as AsyncIterable<Uint8Array>;
  } catch (cause) {
    throw new LambdockError('EVENT_INVALID', {
      message: `${input} cannot be read: ${(cause as Error).message}`,
      details: {file: input},
      cause,
    });
  }
}
