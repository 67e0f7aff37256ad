import {describe, expect, it} from '@jest/globals';
import {functionOutput} from '../../../src/core/function-output.js';

const R = '7126ba0f-aa54-4ddb-994d-3b57c6a63d64';
const REPORT = `REPORT RequestId: ${R}\tInit Duration: 0.13 ms\tDuration: 3.28 ms\t\n`;
const run = (text: string): string =>
  `START RequestId: ${R} Version: $LATEST\n${text}END RequestId: ${R}\n${REPORT}`;

function feed(text: string | Buffer, size: number) {
  const output = functionOutput(() => false);
  const bytes = Buffer.from(text);
  const parts: Uint8Array[] = [];
  for (let at = 0; at < bytes.length; at += size) {
    parts.push(output.feed(bytes.subarray(at, at + size)));
  }
  parts.push(output.flush());
  return {output, written: Buffer.concat(parts)};
}

describe('functionOutput', () => {
  it.each([1, 7, 64, 100_000])(
    'keeps the function’s lines alone, in chunks of %d bytes',
    (size) => {
      const {output, written} = feed(run('one\ntwo\n\nthree\n'), size);
      expect(written.toString()).toBe('one\ntwo\n\nthree\n');
      expect(output.reported).toBe(true);
      expect(output.startId).toBe(R);
    },
  );

  it('keeps a last line that runs into END', () => {
    expect(feed(run('no newline'), 5).written.toString()).toBe('no newline\n');
  });

  it('keeps text that looks like the emulator’s but is not', () => {
    const lines = `I said START RequestId: ${R} Version: 1\nREPORT RequestId: nobody\t1\n`;
    expect(feed(run(lines), 33).written.toString()).toBe(lines);
  });

  it('cuts no line that tells of another request', () => {
    const lines = 'BACKEND RequestId: 4711\nwe SEND RequestId: abc\n';
    expect(feed(run(lines), 16).written.toString()).toBe(lines);
  });

  it('is not reported before the REPORT line', () => {
    const {output} = feed(`START RequestId: ${R} Version: $LATEST\nREPORT RequestId: ${R}\tx\n`, 9);
    expect(output.reported).toBe(false);
  });

  it('turns a lone carriage return into a newline and leaves a pair alone', () => {
    expect(feed('a\rb\r\nc\n', 100).written.toString()).toBe('a\nb\r\nc\n');
  });

  it('passes bytes that are not text', () => {
    const noise = Buffer.from([0, 1, 254, 255, 10, 200, 10]);
    expect(feed(noise, 3).written).toEqual(noise);
  });

  it('passes a line without an end in pieces', () => {
    const output = functionOutput(() => false);
    expect(output.feed(Buffer.alloc(100_000, 97)).length).toBe(100_000);
  });
});
