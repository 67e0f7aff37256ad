import {StringDecoder} from 'node:string_decoder';

/** Turns chunks into text lines; a line may be of any length. Returns a function that takes a chunk. */
export function lineSplitter(onLine: (line: string) => void): (chunk: Uint8Array) => void {
  // A TextDecoder takes five times as long, most of it to be made: this is one for every event.
  const decoder = new StringDecoder('utf8');
  let rest = '';
  return (chunk) => {
    const lines = (rest + decoder.write(asBuffer(chunk))).split('\n');
    rest = lines.pop() ?? '';
    for (const line of lines) onLine(line.endsWith('\r') ? line.slice(0, -1) : line);
  };
}

const asBuffer = (bytes: Uint8Array): Buffer =>
  Buffer.isBuffer(bytes) ? bytes : Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
