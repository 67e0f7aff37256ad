import {describe, expect, it} from '@jest/globals';
import {runtimeOutput} from '../../../src/sandbox/runtime-output.js';

const bytes = (text: string): Uint8Array => Buffer.from(text);

describe('the output of a runtime', () => {
  it('reaches an event in the order in which it was written, however slowly it is taken', async () => {
    const output = runtimeOutput(() => 0);
    await output.sink.stdout(bytes('one\n'));
    await output.sink.stdout(bytes('two\n'));
    const taken: string[] = [];
    const directed = output.direct(async (lines) => {
      await new Promise(setImmediate);
      taken.push(Buffer.from(lines).toString());
    });
    const live = output.sink.stdout(bytes('three\n'));
    await Promise.all([directed, live]);
    await output.sink.stdout(bytes('four\n'));
    expect(taken).toEqual(['one\n', 'two\n', 'three\n', 'four\n']);
  });

  it('is kept for the next event while there is none', async () => {
    const output = runtimeOutput(() => 0);
    await output.direct(null);
    await output.sink.stderr(bytes('between\n'));
    const taken: string[] = [];
    await output.direct((lines) => {
      taken.push(Buffer.from(lines).toString());
    });
    expect(taken).toEqual(['between\n']);
  });
});
