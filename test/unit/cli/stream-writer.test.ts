import {Writable} from 'node:stream';
import {describe, expect, it} from '@jest/globals';
import {streamWriter} from '../../../src/cli/stream-writer.js';
import type {LambdockError} from '../../../src/errors/lambdock-error.js';

const failing = (code: string) =>
  new Writable({
    autoDestroy: false,
    write: (_chunk, _encoding, done) => done(Object.assign(new Error(code), {code})),
  });

describe('streamWriter', () => {
  it('writes bytes as they are', async () => {
    const chunks: Buffer[] = [];
    const stream = new Writable({
      write(chunk: Buffer, _encoding, done) {
        chunks.push(chunk);
        done();
      },
    });
    const writer = streamWriter(stream, () => undefined);
    const bytes = Uint8Array.of(9, 0, 255, 10, 9).subarray(1, 4);
    expect(writer.write(bytes)).toBeUndefined();
    await writer.flush();
    expect(Buffer.concat(chunks)).toEqual(Buffer.from([0, 255, 10]));
  });

  it('holds back while the stream is full', async () => {
    let release: (() => void) | undefined;
    const stream = new Writable({
      highWaterMark: 4,
      write: (_chunk, _encoding, done) => {
        release = done;
      },
    });
    const writer = streamWriter(stream, () => undefined);
    const full = writer.write('12345678');
    expect(full).toBeInstanceOf(Promise);
    release?.();
    expect(await full).toBeUndefined();
  });

  it('goes on quietly when the reader has left', async () => {
    const errors: LambdockError[] = [];
    const writer = streamWriter(failing('EPIPE'), (error) => errors.push(error));
    void writer.write('a');
    await writer.flush();
    void writer.write('b');
    await writer.flush();
    expect(errors).toEqual([]);
  });

  it('tells of a full disk once', async () => {
    const errors: LambdockError[] = [];
    const writer = streamWriter(failing('ENOSPC'), (error) => errors.push(error));
    void writer.write('a');
    void writer.write('b');
    await writer.flush();
    expect(errors.map(({code}) => code)).toEqual(['DISK_FAILED']);
  });
});
