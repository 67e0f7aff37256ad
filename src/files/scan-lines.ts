import type {FileHandle} from 'node:fs/promises';

/** A whole line, its end included, and where it lies. */
export interface ScannedLine {
  readonly line: Uint8Array;
  readonly offset: number;
  /** From 1. */
  readonly number: number;
}

/** Whether a line holds zeros: a disk that lost its power has the length of a file, and not what was in it. JSON has none. */
export const isOfPowerCut = (line: Uint8Array): boolean => line.includes(0);

const CHUNK_BYTES = 2 ** 20;

/**
 * The whole lines of a file; what is behind the last line end was torn and is left out. All are read into the
 * same memory: a line holds until the next one is asked for.
 */
export async function* scanLines(handle: FileHandle): AsyncIterable<ScannedLine> {
  let held = Buffer.allocUnsafe(CHUNK_BYTES);
  let length = 0;
  let offset = 0;
  let number = 0;
  for (let at = 0; ;) {
    if (length === held.length) held = Buffer.concat([held], 2 * length);
    const {bytesRead} = await handle.read(held, length, held.length - length, at);
    if (bytesRead === 0) return;
    at += bytesRead;
    length += bytesRead;
    let from = 0;
    const searched = length - bytesRead;
    for (let end = newlineIn(searched); end !== -1; end = newlineIn(from)) {
      const line = held.subarray(from, end + 1);
      number += 1;
      yield {line, offset, number};
      offset += line.length;
      from = end + 1;
    }
    held.copyWithin(0, from, length);
    length -= from;
  }

  function newlineIn(start: number): number {
    const end = held.indexOf(10, start);
    return end < length ? end : -1;
  }
}
