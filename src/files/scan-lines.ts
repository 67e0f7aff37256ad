import type {FileHandle} from 'node:fs/promises';

/** A whole line, its end included, and where it lies. */
export interface ScannedLine {
  readonly line: Uint8Array;
  readonly offset: number;
  /** From 1. */
  readonly number: number;
}

const CHUNK_BYTES = 2 ** 20;

/** The whole lines of a file; what is behind the last line end was torn and is left out. */
export async function* scanLines(handle: FileHandle): AsyncIterable<ScannedLine> {
  let rest: Buffer = Buffer.alloc(0);
  let offset = 0;
  let number = 0;
  for (let at = 0; ;) {
    const chunk = Buffer.allocUnsafe(CHUNK_BYTES);
    const {bytesRead} = await handle.read(chunk, 0, CHUNK_BYTES, at);
    if (bytesRead === 0) return;
    at += bytesRead;
    rest = Buffer.concat([rest, chunk.subarray(0, bytesRead)]);
    let from = 0;
    for (let end = rest.indexOf(10); end !== -1; end = rest.indexOf(10, from)) {
      const line = rest.subarray(from, end + 1);
      number += 1;
      yield {line, offset, number};
      offset += line.length;
      from = end + 1;
    }
    rest = rest.subarray(from);
  }
}
