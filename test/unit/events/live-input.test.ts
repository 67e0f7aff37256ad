import {Readable} from 'node:stream';
import {describe, expect, it} from '@jest/globals';
import {readEvents, type ReadRequest} from '../../../src/events/read-events.js';
import {eventInputs} from '../../../src/files/event-input.js';

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
