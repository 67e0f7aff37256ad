import {writeSync} from 'node:fs';
import type {Writable} from 'node:stream';

/** Node's stream for an output that is a file. */
interface FileOutput extends Writable {
  readonly fd: number;
}

/**
 * Has an output of this process that is a file write a text whole, or fail. Of what a nearly full disk takes
 * a part of Node's own write says nothing, so the end of the output would be lost in silence.
 */
export function writeWhole(stream: Writable): void {
  if (!isFile(stream)) return;
  stream._write = (chunk: Uint8Array, _encoding, done) => {
    try {
      for (let at = 0; at < chunk.length;) at += writeSync(stream.fd, chunk, at);
    } catch (error) {
      done(error as Error);
      return;
    }
    done();
  };
}

const isFile = (stream: Writable): stream is FileOutput =>
  '_type' in stream && stream._type === 'fs' && 'fd' in stream && typeof stream.fd === 'number';
