import {open, rm, type FileHandle} from 'node:fs/promises';
import {dirname, join} from 'node:path';
import {growingTable, type GrowingTable} from '../core/growing-table.js';
import {LambdockError} from '../errors/lambdock-error.js';
import type {Persistent} from './disk-sync.js';
import {lineWriter} from './line-writer.js';
import {ownTempFolder} from './own-temp-folder.js';
import {readRows, type ResultsRow} from './read-rows.js';

import {isOfPowerCut, scanLines} from './scan-lines.js';

/** Entries of a run, one a line; where each of them lies is all that is held of them. */
export interface ResultsFile extends Persistent, AsyncDisposable {
  /** Resolves when the line is written: whoever ends this process now does not lose it. */
  append(index: number, line: Uint8Array): Promise<void>;
  /** All lines in the order of their indexes. */
  lines(): AsyncIterable<Uint8Array>;
  /** The same with their indexes. */
  rows(): AsyncIterable<ResultsRow>;
}

/** Looks at a line and its number, from 1. */
export type IndexOf = (line: Uint8Array, number: number) => number | null;

/** How a results file is opened. */
export interface ResultsRequest {
  /** Null for one that is gone when it is disposed. */
  readonly path: string | null;
  /**
   * Told every line that is there already, in the file's order; answers with its index, or null where
   * it is not to be heard of again. What was torn at the end is cut off.
   */
  readonly onKept?: IndexOf;
}

/** Index, offset and length of a line. */
const COLUMNS = ['whole', 'any', 'whole'] as const;

/** Opens a file for results: an empty one, or to go on with. */
export async function openResults({path, onKept}: ResultsRequest): Promise<ResultsFile> {
  const file = path ?? join(await ownTempFolder('lambdock-replay-'), 'results.ndjson');
  const handle = await openHandle(file, onKept === undefined ? 'w+' : 'a+');
  const rows = growingTable(...COLUMNS);
  let end = 0;
  if (onKept !== undefined) {
    for await (const {line, offset, number} of scanLines(handle)) {
      if (isOfPowerCut(line)) break;
      addRow(rows, onKept(line, number), {offset, line});
      end = offset + line.length;
    }
    await handle.truncate(end);
  }
  const write = lineWriter(handle, file, end);
  return {
    path: file,
    async append(index, line) {
      write(line);
      rows.add(index, end, line.length);
      end += line.length;
    },
    persist: () => handle.datasync(),
    lines: () => linesOf(readRows(handle, rows)),
    rows: () => readRows(handle, rows),
    async [Symbol.asyncDispose]() {
      await handle.close();
      if (path === null) await rm(dirname(file), {recursive: true, force: true});
    },
  };
}

/** Results that nothing is added to. */
export type FinishedResults = Omit<ResultsFile, 'append' | 'persist'>;

/** Opens a results file that is finished, for reading. */
export async function readResults(path: string, indexOf: IndexOf): Promise<FinishedResults> {
  const handle = await openHandle(path, 'r');
  const rows = growingTable(...COLUMNS);
  try {
    for await (const {line, offset, number} of scanLines(handle))
      addRow(rows, indexOf(line, number), {offset, line});
  } catch (error) {
    await handle.close();
    throw error;
  }
  return {
    path,
    lines: () => linesOf(readRows(handle, rows)),
    rows: () => readRows(handle, rows),
    [Symbol.asyncDispose]: () => handle.close(),
  };
}

function addRow(
  rows: GrowingTable,
  index: number | null,
  {offset, line}: {readonly offset: number; readonly line: Uint8Array},
): void {
  if (index !== null) rows.add(index, offset, line.length);
}

const openHandle = (file: string, flags: string): Promise<FileHandle> =>
  open(file, flags).catch((cause: unknown) => {
    throw new LambdockError('DISK_FAILED', {
      message: `the results in ${file} cannot be opened: ${(cause as Error).message}`,
      suggestions: ['name a file in a folder that is there, and may be written'],
      details: {file},
      cause,
    });
  });

async function* linesOf(rows: AsyncIterable<ResultsRow>): AsyncIterable<Uint8Array> {
  for await (const {line} of rows) yield line;
}
