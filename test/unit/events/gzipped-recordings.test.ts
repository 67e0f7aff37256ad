import {gzipSync} from 'node:zlib';
import {describe, expect, it} from '@jest/globals';
import {readRecording} from '../../support/read-recording.js';

const read = (stdin: Uint8Array) => readRecording(['-'], {stdin});
const textsIn = async (stdin: Uint8Array) => (await read(stdin)).events.map(([, text]) => text);

describe('gzip', () => {
  it('is unzipped by its first two bytes, whatever the name, also twice and in several members', async () => {
    const zipped = Buffer.concat([gzipSync('{"a":1}\n'), gzipSync('{"a":2}\n')]);
    expect(await textsIn(zipped)).toEqual(['{"a":1}', '{"a":2}']);
    expect(await textsIn(gzipSync(zipped))).toEqual(['{"a":1}', '{"a":2}']);
  });

  it('is read as far as it goes where it is torn, which is told', async () => {
    const all = Array.from({length: 20_000}, (_, n) => `{"n":${n},"x":"${(n * 7919) % 104729}"}\n`);
    const whole = gzipSync(all.join(''));
    const {events, skipped} = await read(whole.subarray(0, whole.length / 2));
    expect(events.length).toBeGreaterThan(5000);
    expect(events.every(([, text], n) => `${text}\n` === all[n])).toBe(true);
    expect(skipped.at(-1)).toMatch(/malformed: the gzip data ends too early$/);
    const damaged = Buffer.from(whole);
    damaged[whole.length - 8]! ^= 1;
    expect((await read(damaged)).skipped.at(-1)).toMatch(/the gzip data is damaged/);
  });

  it('is read as a whole where only zeros or something else follows, or its sum is wrong, which is told', async () => {
    const few = gzipSync('{"a":1}\n{"a":2}\n{"a":3}\n');
    const wrong = Buffer.from(few);
    wrong[few.length - 8]! ^= 1;
    const told = (message: string) => [expect.stringContaining(`malformed: ${message}`)];
    const sum = told('the gzip data is damaged (its sum is wrong)');
    const junk = told('what follows the gzip data is not read: it is no gzip');
    const zeros = Buffer.alloc(100_000);
    const cases: readonly (readonly [Buffer[], number, unknown])[] = [
      [[few, Buffer.alloc(1)], 3, []],
      [[few, zeros], 3, []],
      [[few, Buffer.from('junk!')], 3, junk],
      [[few, zeros, Buffer.from('j')], 3, junk],
      [[few, Buffer.from([0x1f])], 3, junk],
      [[wrong], 3, sum],
      [[few.subarray(0, -3)], 3, told('the gzip data ends too early')],
      [[wrong, gzipSync('{"a":4}')], 4, sum],
    ];
    for (const [parts, count, skipped] of cases) {
      const bytes = Buffer.concat(parts);
      const {events, ...rest} = await read(bytes);
      expect({count: events.length, skipped: rest.skipped}).toEqual({count, skipped});
    }
    const many = gzipSync(Array.from({length: 4000}, (_, n) => `{"n":${n}}\n`).join(''));
    expect(await textsIn(Buffer.concat([many, Buffer.from('junk!')]))).toHaveLength(4000);
  });

  it('may have a header with a name, a comment, more fields and a sum', async () => {
    const plain = gzipSync('{"a":1}');
    const head = Buffer.from(plain.subarray(0, 10));
    head[3] = 0x02 | 0x04 | 0x08 | 0x10;
    const fields = Buffer.from('\x03\0abcname\0comment\0\x01\x02', 'latin1');
    expect(await textsIn(Buffer.concat([head, fields, plain.subarray(10)]))).toEqual(['{"a":1}']);
  });
});
