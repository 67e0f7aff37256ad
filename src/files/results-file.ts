import {open, rm, mkdtemp} from 'node:fs/promises';
import type {FileHandle} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {dirname, join} from 'node:path';
import {LambdockError} from '../errors/lambdock-error.js';

/** Entries of a run, one a line; where each of them lies is all that is held of them. */
export interface ResultsFile extends AsyncDisposable {
  readonly path: string;
  /** Resolves when the line is written: whoever ends this process now does not lose it. */
  append(index: number, line: Uint8Array): Promise<void>;
  /** All lines in the order of their indexes. */
  lines(): AsyncIterable<Uint8Array>;
}

/** Opens a file for results: at `path`, or one that is gone when it is disposed. */
export async function openResults(path: string | null): Promise<ResultsFile> {
  const file = path ?? join(await mkdtemp(join(tmpdir(), 'lambdock-replay-')), 'results.ndjson');
  const handle = await open(file, 'w+').catch((error: unknown) => {
    throw writeError(file, error);
  });
  const book = lineBook();
  const write = groupCommit(handle, (error) => writeError(file, error));
  return {
    path: file,
    async append(index, line) {
      book.add(index, line.length);
      await write(line);
    },
    lines: () => readLines(handle, book),
    async [Symbol.asyncDispose]() {
      await handle.close();
      if (path === null) await rm(dirname(file), {recursive: true, force: true});
    },
  };
}

const writeError = (file: string, cause: unknown): LambdockError =>
  new LambdockError('DISK_FAILED', {
    message: `the results cannot be written to ${file}: ${(cause as Error).message}`,
    details: {file},
    cause,
  });

/** Lines that come while one write is under way go with the next. */
function groupCommit(
  handle: FileHandle,
  failed: (error: unknown) => Error,
): (line: Uint8Array) => Promise<void> {
  let waiting: Uint8Array[] = [];
  let next: Promise<void> | null = null;
  let last: Promise<void> = Promise.resolve();
  const commit = async (): Promise<void> => {
    await last;
    const lines = waiting;
    waiting = [];
    next = null;
    try {
      await handle.appendFile(Buffer.concat(lines));
    } catch (error) {
      throw failed(error);
    }
  };
  return (line) => {
    waiting.push(line);
    if (next === null) {
      next = commit();
      last = next;
    }
    return next;
  };
}

/** Where lines lie, by index. */
interface LineBook {
  add(index: number, length: number): void;
  inOrder(): Iterable<{readonly offset: number; readonly length: number}>;
}

function lineBook(): LineBook {
  let rows = new Float64Array(3 * 1024);
  let count = 0;
  let offset = 0;
  return {
    add(index, length) {
      if (3 * count === rows.length) {
        const more = new Float64Array(rows.length * 2);
        more.set(rows);
        rows = more;
      }
      rows.set([index, offset, length], 3 * count);
      count += 1;
      offset += length;
    },
    *inOrder() {
      const order = Uint32Array.from({length: count}, (_, row) => row);
      order.sort((one, other) => (rows[3 * one] ?? 0) - (rows[3 * other] ?? 0));
      for (const row of order)
        yield {offset: rows[3 * row + 1] ?? 0, length: rows[3 * row + 2] ?? 0};
    },
  };
}

/** Events end about in the order in which they began: neighbours are read together. */
const WINDOW_BYTES = 2 ** 20;

async function* readLines(handle: FileHandle, book: LineBook): AsyncIterable<Uint8Array> {
  let window: Buffer = Buffer.alloc(0);
  let start = 0;
  for (const {offset, length} of book.inOrder()) {
    if (offset < start || offset + length > start + window.length) {
      const buffer = Buffer.allocUnsafe(Math.max(WINDOW_BYTES, length));
      const {bytesRead} = await handle.read(buffer, 0, buffer.length, offset);
      window = buffer.subarray(0, bytesRead);
      start = offset;
    }
    yield window.subarray(offset - start, offset - start + length);
  }
}
