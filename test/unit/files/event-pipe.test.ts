import {execFileSync} from 'node:child_process';
import {constants} from 'node:fs';
import {open, type FileHandle} from 'node:fs/promises';
import {join} from 'node:path';
import {describe, expect, it} from '@jest/globals';
import {eventInputs, type EventFile} from '../../../src/files/event-input.js';
import {inTempFolder} from '../../support/in-temp-folder.js';

/** A named pipe that is an input, and what opens it for writing without waiting for a reader. */
async function withPipe(
  signal: AbortSignal,
  check: (file: EventFile, write: () => Promise<FileHandle>) => Promise<void>,
): Promise<void> {
  await inTempFolder({}, async (cwd) => {
    const path = join(cwd, 'events');
    execFileSync('mkfifo', [path]);
    const inputs = eventInputs(cwd, () => expectNoStdin(), {signal});
    const [file] = await inputs.files('events');
    await check(file!, () => open(path, constants.O_RDWR | constants.O_NONBLOCK));
  });
}

const expectNoStdin = (): never => {
  throw new Error('stdin is not read');
};

describe('a named pipe', () => {
  it('that nobody writes to is left when the reading is called off', async () => {
    const stopping = new AbortController();
    await withPipe(stopping.signal, async (file, write) => {
      const first = file.open()[Symbol.asyncIterator]().next();
      const why = new Error('stopped');
      try {
        setImmediate(() => stopping.abort(why));
        await expect(first).rejects.toBe(why);
      } finally {
        // Whoever waits for a writer would do so forever.
        await (await write()).close();
      }
    });
  });

  it('that stays silent is left when the reading is called off', async () => {
    const stopping = new AbortController();
    await withPipe(stopping.signal, async (file, write) => {
      await using writer = await write();
      const chunks = file.open()[Symbol.asyncIterator]();
      const first = chunks.next();
      await writer.write('{"a":1}\n');
      expect(Buffer.from((await first).value as Uint8Array).toString()).toBe('{"a":1}\n');
      const why = new Error('stopped');
      const second = chunks.next();
      stopping.abort(why);
      await expect(second).rejects.toBe(why);
    });
  });

  it('is read to the end of its last writer', async () => {
    await withPipe(new AbortController().signal, async (file, write) => {
      const read = (async () => {
        let text = '';
        for await (const chunk of file.open()) text += Buffer.from(chunk).toString();
        return text;
      })();
      {
        await using writer = await write();
        await writer.write('{"a":1}\n');
        await writer.write('{"a":2}\n');
      }
      expect(await read).toBe('{"a":1}\n{"a":2}\n');
    });
  });
});
