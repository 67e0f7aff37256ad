import {PassThrough} from 'node:stream';
import {describe, expect, it} from '@jest/globals';
import {readStdin} from '../../../src/files/read-stdin.js';
import {errorOf} from '../../support/error-of.js';

describe('readStdin', () => {
  it('says so when stdin is silent, and still takes what comes later', async () => {
    const stream = new PassThrough();
    const text = await readStdin({
      stream: () => stream,
      silenceMs: 1,
      onSilence: () => stream.end('{"late": true}'),
    });
    expect(text.toString()).toBe('{"late": true}');
  });

  it('says nothing when something comes at once', async () => {
    let silences = 0;
    const stream = new PassThrough();
    stream.end('{}');
    await readStdin({stream: () => stream, silenceMs: 1000, onSilence: () => silences++});
    expect(silences).toBe(0);
  });

  it('reads no further than the largest event', async () => {
    const stream = new PassThrough();
    stream.write(Buffer.alloc(7_000_000));
    const error = await errorOf(() =>
      readStdin({stream: () => stream, onSilence: () => undefined}),
    );
    expect(error.code).toBe('EVENT_TOO_LARGE');
    expect(stream.destroyed).toBe(true);
  });

  it('tells why stdin cannot be read', async () => {
    const stream = new PassThrough();
    stream.destroy(new Error('EIO'));
    const error = await errorOf(() =>
      readStdin({stream: () => stream, onSilence: () => undefined}),
    );
    expect(error).toMatchObject({code: 'EVENT_INVALID', message: 'cannot read stdin: EIO'});
  });
});
