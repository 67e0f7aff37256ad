import {describe, expect, it} from '@jest/globals';
import {openFile} from '../../../src/events/read-file.js';

const CHUNK = 64 * 1024;

/** So many records, made as they are asked for. */
async function* bytesOf(
  {head, record, between, tail}: Shape,
  count: number,
): AsyncGenerator<Uint8Array> {
  let held = head;
  for (let n = 0; n < count; n++) {
    held += (n === 0 ? '' : between) + record(n);
    if (held.length > CHUNK) {
      yield Buffer.from(held);
      held = '';
    }
  }
  yield Buffer.from(held + tail);
}

interface Shape {
  readonly head: string;
  readonly record: (n: number) => string;
  readonly between: string;
  readonly tail: string;
}

const event = (n: number): string => `{"orderId":${n},"pad":"${'x'.repeat(900)}"}`;
const message = (n: number): string =>
  JSON.stringify({MessageId: `m-${n}`, ReceiptHandle: 'r', Body: event(n)});
const logged = (n: number): string =>
  JSON.stringify({eventId: `${n}`, timestamp: n, message: `{"event":${event(n)}}`});

const SHAPES: Readonly<Record<string, Shape>> = {
  'lines of JSON': {head: '', record: event, between: '\n', tail: '\n'},
  'values with nothing between them': {head: '', record: event, between: '', tail: ''},
  'a list': {head: '[', record: event, between: ',', tail: ']'},
  'a list in lines': {head: '[\n', record: event, between: ',\n', tail: '\n]\n'},
  'one dump of a queue': {head: '{"Messages":[', record: message, between: ',', tail: ']}'},
  'one answer of a query': {head: '{"events":[', record: logged, between: ',', tail: '],"x":1}'},
};

/** The most bytes that were held, and how many records there were. */
async function read(shape: Shape, count: number): Promise<{peak: number; records: number}> {
  const source = {...bytesFor(shape, count), torn: () => null};
  await using opened = await openFile({name: 'big', isInFolder: false, open: () => source}, null);
  let records = 0;
  for await (const record of opened.records) if (record.kind === 'json') records += 1;
  return {peak: opened.peak(), records};
}

const bytesFor = (shape: Shape, count: number): AsyncIterable<Uint8Array> => ({
  [Symbol.asyncIterator]: () => bytesOf(shape, count),
});

describe('reading holds no more of a long recording than of a short one', () => {
  it.each(Object.entries(SHAPES))('of %s', async (_name, shape) => {
    const short = await read(shape, 500);
    const long = await read(shape, 6_000);
    expect([short.records, long.records]).toEqual([500, 6_000]);
    // What is looked at before the first record, and one chunk more.
    expect(long.peak).toBeLessThanOrEqual(short.peak + 2 * CHUNK);
  });

  it('of one that is no record at all but endless text', async () => {
    const endless: Shape = {head: '{"a":"', record: event, between: ' ', tail: ''};
    const quoted = {...endless, record: () => 'x'.repeat(60_000)};
    const {peak, records} = await read(quoted, 1500);
    expect(records).toBe(0);
    expect(peak).toBeLessThan(30_000_000);
  });
});
