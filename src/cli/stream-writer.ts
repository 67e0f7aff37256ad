import type {Writable} from 'node:stream';
import {LambdockError} from '../errors/lambdock-error.js';
import {writeWhole} from '../wire/write-whole.js';
import {steadyMemory} from './steady-memory.js';

/** Bytes to one of the process's streams. A reader who left is no error: the rest is dropped. */
export interface StreamWriter {
  /** Nothing when the stream took it, else a promise until it can take more. */
  write(chunk: Uint8Array | string): undefined | Promise<void>;
  /** Resolves when all that was written is out. */
  flush(): Promise<void>;
  release(): void;
}

/** Writes to `stream` as it is now; `onFailed` hears of a full disk and the like, once. */
export function streamWriter(
  stream: Writable,
  onFailed: (error: LambdockError) => void,
): StreamWriter {
  let isGone = false;
  writeWhole(stream);
  // The user's modules are given another one.
  const write = stream.write.bind(stream);
  const passed = steadyMemory();
  const onError = (error: NodeJS.ErrnoException): void => {
    if (isGone) return;
    isGone = true;
    if (error.code !== 'EPIPE') onFailed(writeError(error));
  };
  stream.on('error', onError);
  return {
    write(chunk) {
      if (isGone) return undefined;
      passed(chunk.length);
      return write(bytesOf(chunk)) ? undefined : untilWritable(stream);
    },
    flush: async () => {
      if (!isGone) await new Promise((resolve) => write('', 'utf8', resolve));
      // The `error` event of a failed write comes after the callbacks of the writes behind it.
      await new Promise(setImmediate);
    },
    release: () => {
      stream.off('error', onError);
      // A late failure of a stream that nobody looks after any more would end the process.
      if (!stream.listeners('error').includes(ignore)) stream.on('error', ignore);
    },
  };
}

const ignore = (): void => undefined;

const bytesOf = (chunk: Uint8Array | string): Uint8Array | string =>
  typeof chunk === 'string' ? chunk : Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength);

const untilWritable = (stream: Writable): Promise<void> =>
  new Promise((resolve) => {
    const settle = (): void => {
      for (const name of SETTLED_BY) stream.off(name, settle);
      resolve();
    };
    for (const name of SETTLED_BY) stream.on(name, settle);
  });

const SETTLED_BY = ['drain', 'error', 'close'] as const;

const writeError = (cause: NodeJS.ErrnoException): LambdockError =>
  new LambdockError('DISK_FAILED', {
    message: `the output could not be written: ${cause.message}`,
    cause,
  });
