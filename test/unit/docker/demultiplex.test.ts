import {describe, expect, it} from '@jest/globals';
import {demultiplexer} from '../../../src/docker/demultiplex.js';

const frame = (stream: 1 | 2, text: string): Buffer => {
  const payload = Buffer.from(text);
  const header = Buffer.alloc(8);
  header[0] = stream;
  header.writeUInt32BE(payload.length, 4);
  return Buffer.concat([header, payload]);
};

describe('demultiplexer', () => {
  it.each([1, 3, 8, 9, 1000])('tells the streams apart in chunks of %d bytes', async (size) => {
    const bytes = Buffer.concat([
      frame(1, 'out one'),
      frame(2, 'err'),
      frame(1, ''),
      frame(1, '!'),
    ]);
    const seen = {stdout: '', stderr: ''};
    const take = demultiplexer((stream, chunk) => {
      seen[stream] += Buffer.from(chunk).toString();
    });
    for (let at = 0; at < bytes.length; at += size) await take(bytes.subarray(at, at + size));
    expect(seen).toEqual({stdout: 'out one!', stderr: 'err'});
  });

  it('waits for whoever takes the bytes', async () => {
    const order: string[] = [];
    const take = demultiplexer(async (_, chunk) => {
      await Promise.resolve();
      order.push(Buffer.from(chunk).toString());
    });
    await take(Buffer.concat([frame(1, 'a'), frame(2, 'b')]));
    expect(order).toEqual(['a', 'b']);
  });
});
