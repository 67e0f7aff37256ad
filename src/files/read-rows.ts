import type {FileHandle} from 'node:fs/promises';
import type {GrowingTable} from '../core/growing-table.js';

/** A line of a results file, and the event's position in the input. */
export interface ResultsRow {
  readonly index: number;
  readonly line: Uint8Array;
}

/** Read at once of a place that is far from the one before. */
const LEAST_BYTES = 2 ** 16;
/** Events end about in the order in which they began: then neighbours are read together. */
const MOST_BYTES = 2 ** 20;
/** Of a neighbour that ended a little earlier. */
const BEHIND_BYTES = 2 ** 14;

/**
 * The lines of a file in the order of the indexes of `rows` (index, offset, length). What is read at once grows while
 * one line lies near the one before: of a run in another order a line would else cost a megabyte.
 */
export async function* readRows(
  handle: Pick<FileHandle, 'read'>,
  rows: GrowingTable,
): AsyncIterable<ResultsRow> {
  let window: Buffer = Buffer.alloc(0);
  let start = 0;
  let size = LEAST_BYTES;
  let before = 0;
  for (const row of inOrder(rows)) {
    const offset = rows.at(row, 1);
    const length = rows.at(row, 2);
    if (offset < start || offset + length > start + window.length) {
      const isNear = Math.abs(offset - before) < LEAST_BYTES;
      size = isNear ? Math.min(2 * size, MOST_BYTES) : LEAST_BYTES;
      start = isNear ? Math.max(0, offset - BEHIND_BYTES) : offset;
      const buffer = Buffer.allocUnsafe(Math.max(size, offset - start + length));
      const {bytesRead} = await handle.read(buffer, 0, buffer.length, start);
      window = buffer.subarray(0, bytesRead);
    }
    before = offset;
    const line = window.subarray(offset - start, offset - start + length);
    yield {index: rows.at(row, 0), line};
  }
}

function inOrder(rows: GrowingTable): Uint32Array {
  const order = Uint32Array.from({length: rows.count}, (_, row) => row);
  return order.sort((one, other) => rows.at(one, 0) - rows.at(other, 0));
}
