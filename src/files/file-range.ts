import type {FileHandle} from 'node:fs/promises';
import {Readable} from 'node:stream';

const CHUNK = 64 * 1024;

/** A part of an open file as a stream, whose end, unlike that of Node's own, leaves the file open. */
export const fileRange = (file: FileHandle, start: number, length = Infinity): Readable =>
  Readable.from(chunks(file, start, start + length), {objectMode: false});

async function* chunks(file: FileHandle, start: number, end: number): AsyncGenerator<Buffer> {
  for (let at = start; at < end;) {
    const buffer = Buffer.allocUnsafe(Math.min(CHUNK, end - at));
    const {bytesRead} = await file.read(buffer, 0, buffer.length, at);
    if (bytesRead === 0) return;
    at += bytesRead;
    yield buffer.subarray(0, bytesRead);
  }
}
