import {execFileSync} from 'node:child_process';
import {open} from 'node:fs/promises';
import {join} from 'node:path';
import {Readable} from 'node:stream';
import {describe, expect, it} from '@jest/globals';
import {byteWindow} from '../../../src/events/byte-window.js';
import {readEvents, type ReadRequest} from '../../../src/events/read-events.js';
import {eventInputs} from '../../../src/files/event-input.js';
import {errorOf} from '../../support/error-of.js';
import {inTempFolder} from '../../support/in-temp-folder.js';

/** An input of which nothing more has come: who asks for more than `pieces` fails. */
async function* live(pieces: readonly string[]): AsyncGenerator<Uint8Array> {
  for (const piece of pieces) yield Buffer.from(piece);
  await Promise.resolve();
  throw new Error('it waits for more');
}

/** The ids of the first events of an input that goes on. */
async function firstOf(
  pieces: readonly string[],
  count: number,
  request: Partial<ReadRequest> = {},
): Promise<readonly string[]> {
  const ids: string[] = [];
  const inputs = eventInputs('.', () => live(pieces));
  for await (const record of readEvents(inputs, {
    ...request,
    inputs: ['-'],
    onFormat: () => undefined,
  })) {
    if (record.kind === 'event') ids.push(record.id);
    if (ids.length === count) break;
  }
  return ids;
}

describe('an input that is still being written', () => {
  it('gives each event as it comes, where its format is named', async () => {
    const lines = ['{"id":1}\n', '{"id":2}\n', '{"id":'];
    expect(await firstOf(lines, 1, {from: 'ndjson'})).toEqual(['stdin:1']);
    expect(await firstOf(lines, 2, {from: 'ndjson'})).toEqual(['stdin:1', 'stdin:2']);
    expect(await firstOf(['[{"id":1}', ',{"id":2}'], 2, {from: 'array'})).toEqual([
      'stdin:0',
      'stdin:1',
    ]);
    expect(await firstOf(['{"id":1}', '{"id":2}'], 2, {from: 'stream'})).toEqual([
      'stdin@0',
      'stdin@8',
    ]);
    expect(await firstOf(['{"id":1}\n', '{"id":2}\n'], 1, {from: 'json'})).toEqual(['stdin:1']);
  });

  it.each([
    ['lines', '\n'],
    ['a stream', ''],
  ])('gives each record of %s that shows what it is as it comes', async (_what, between) => {
    const record = (id: string): string =>
      `${JSON.stringify({requestContext: {requestId: id, condition: 'Success'}, requestPayload: 1})}${between}`;
    expect(await firstOf([record('a'), `${record('b')} {`], 2)).toEqual(['a', 'b']);
    expect(await firstOf([`${record('a')} {`], 1, {from: 'destination'})).toEqual(['a']);
  });
});

/** Pieces that come, and then nothing: a pause is over as soon as more is asked for. */
function slow(pieces: readonly string[], ...later: readonly string[]) {
  const left = new AbortController();
  let isAsked = (): void => undefined;
  const asked = new Promise<void>((resolve) => {
    isAsked = resolve;
  });
  const isLeft = new Promise<never>((_, reject) => {
    left.signal.addEventListener('abort', () => reject(new Error('left')));
  });
  isLeft.catch(() => undefined);
  let onDecided = (): void => undefined;
  const decided = new Promise<void>((resolve) => {
    onDecided = resolve;
  });
  async function* bytes(): AsyncGenerator<Uint8Array> {
    for (const piece of pieces) yield Buffer.from(piece);
    isAsked();
    await Promise.race(later.length === 0 ? [isLeft] : [decided, isLeft]);
    for (const piece of later) yield Buffer.from(piece);
  }
  const bytesOf = () => ({
    torn: () => null,
    cancel: () => left.abort(),
    [Symbol.asyncIterator]: () => bytes(),
  });
  const file = {name: '-', isInFolder: false, open: bytesOf, pause: () => asked};
  return {
    inputs: {files: async () => Promise.resolve([file])},
    left: left.signal,
    onDecided,
    asked,
  };
}

describe('plain events of an input that pauses', () => {
  it.each([
    [
      'lines',
      {come: ['{"id":1}\n{"id":2}\n', '{"id":'], ids: ['stdin:1', 'stdin:2'], as: 'ndjson'},
    ],
    ['a stream', {come: ['{"id":1}{"id":2}', '{"id"'], ids: ['stdin@0', 'stdin@8'], as: 'stream'}],
    ['a line', {come: ['{"id":1}\n'], ids: ['stdin:1'], as: 'ndjson'}],
    ['a list', {come: ['[1,', '2,3', ',\n'], ids: ['stdin:0', 'stdin:1', 'stdin:2'], as: 'array'}],
  ])(
    'are not kept waiting where they are %s, and are left at once',
    async (_what, {come, ids, as}) => {
      const {inputs, left} = slow(come);
      const formats: string[] = [];
      const found: string[] = [];
      const onFormat = (told: {readonly format: string}): void => void formats.push(told.format);
      for await (const record of readEvents(inputs, {inputs: ['-'], onFormat})) {
        if (record.kind === 'event') found.push(record.id);
        if (found.length === ids.length) break;
      }
      expect({found, formats, isLeft: left.aborted}).toEqual({
        found: ids,
        formats: [as],
        isLeft: true,
      });
    },
  );

  it('are left at once also where they come by a named pipe', async () => {
    await inTempFolder({}, async (cwd) => {
      execFileSync('mkfifo', [join(cwd, 'pipe')]);
      await using writer = await open(join(cwd, 'pipe'), 'r+');
      await writer.write('{"id":1}\n');
      const [file] = await eventInputs(cwd, () => live([])).files('pipe');
      const window = byteWindow(file!.open());
      expect(await window.more()).toBe(true);
      const next = window.more().catch((error: unknown) => (error as Error).name);
      await window[Symbol.asyncDispose]();
      expect(await next).toBe('AbortError');
    });
  });

  const all = async (pieces: readonly string[], later: readonly string[]) => {
    const {inputs, onDecided} = slow(pieces, ...later);
    const told: string[] = [];
    const onFormat = ({format}: {readonly format: string}): void => {
      told.push(format);
      onDecided();
    };
    for await (const record of readEvents(inputs, {inputs: ['-'], onFormat}))
      if (record.kind === 'event') told.push(record.id);
    return told;
  };

  it('are the same ones as without a pause', async () => {
    expect(await all(['{"id":1}\n{"id":2}\n'], ['{"id":3}\nBAD\n', '{"id":5}'])).toEqual([
      'ndjson',
      'stdin:1',
      'stdin:2',
      'stdin:3',
      'stdin:5',
    ]);
  });

  it('end the reading where they turn out to be lines of a log', async () => {
    const event = '{"message":"Lambda invocation event","event":{"a":1}}\n';
    for (const line of [event, 'START RequestId: 8f1c Version: $LATEST\n']) {
      expect(await errorOf(() => all(['{"id":1}\n{"id":2}\n'], [line]))).toMatchObject({
        code: 'EVENT_INVALID',
        message: expect.stringMatching(/^line 3 is of a log/),
        suggestions: expect.arrayContaining([expect.stringContaining('--from powertools')]),
      });
    }
  });

  it.each([
    ['one event', {come: '{\n"id":1\n}\n', rest: '\n', told: ['json', 'stdin']}],
    [
      'lines of a log',
      {
        come: '{"level":"INFO","message":"hi"}\n{"level":"INFO","message":"ho"}\n',
        rest: '{"message":"Lambda invocation event","event":{"a":1}}\n',
        told: ['powertools', 'stdin:3'],
      },
    ],
    [
      'text',
      {
        come: 'START RequestId: 8f1c\n{"a":1}\n',
        rest: '{"message":{"b":1},"function_request_id":"r"}\n',
        told: ['powertools', 'r'],
      },
    ],
  ])('wait on where there may be but %s', async (_what, {come, rest, told}) => {
    const {inputs, onDecided, asked} = slow([come], rest);
    const found: string[] = [];
    const reading = (async () => {
      const onFormat = ({format}: {readonly format: string}): void => void found.push(format);
      for await (const record of readEvents(inputs, {inputs: ['-'], onFormat}))
        if (record.kind === 'event') found.push(record.id);
    })();
    await asked;
    await new Promise(setImmediate);
    expect(found).toEqual([]);
    onDecided();
    await reading;
    expect(found).toEqual(told);
  });
});

describe('how records follow each other', () => {
  const told = async (pieces: Iterable<Uint8Array>): Promise<readonly string[]> => {
    const texts: string[] = [];
    const inputs = eventInputs('.', () => Readable.from(pieces));
    const records = readEvents(inputs, {inputs: ['-'], onFormat: () => undefined});
    try {
      for await (const record of records)
        texts.push(record.kind === 'event' ? record.id : record.message);
    } catch (error) {
      texts.push((error as Error).message);
    }
    return texts;
  };

  it.each([
    ['{"a":1}\n{"a":2}\n'],
    ['{"a":1}{"a":2}\n{"a":3}'],
    ['{"a":1} [2]'],
    ['{\n"a":1\n}\n{\n"a":2\n}\n'],
    ['{"a":\n{"a":2}\n{"a":3}'],
    ['{"a":01}\n{"a":2}\n{"a":3}'],
    ['{"a":01}\n{\n"a":2\n}\n{"a":3}'],
    ['[1,2]\n[3,4]\n'],
    ['[1,2]\n\n'],
    ['[1,2] [3]\n'],
    ['[1,\n2]\n[3]\n'],
    ['[\n1,\nx,\n3]\n'],
    ['[INFO] a word\n{"a":1}\n'],
    ['2026-05-01T10:00:00Z {"a":1}\n2026-05-01T10:00:01Z {"a":2}\n'],
    ['12\n13\n'],
    ['\ufeff{"a":1}\n{"a":2}'],
  ])('is the same however it comes in: %j', async (text) => {
    const bytes = Buffer.from(text);
    const whole = await told([bytes]);
    expect(whole).not.toEqual([]);
    expect(await told([...bytes].map((byte) => Buffer.of(byte)))).toEqual(whole);
  });
});
