import {describe, expect, it} from '@jest/globals';
import fc from 'fast-check';
import type {RecordingFormat} from '../../../src/core/recording-format.js';
import {readRecording, type Recording} from '../../support/read-recording.js';
import {WRITERS, type WrittenEvent} from '../../support/recording-writers.js';

/** Numbers as no program would print them again. */
const numbers = fc.constantFrom(
  '1.10',
  '12345678901234567890',
  '-0',
  '1e2',
  '1E+400',
  '0.1000000000000000055511151231257827',
);

/** JSON text with odd numbers and odd spacing, as it could have been recorded. */
const jsonTexts = fc
  .tuple(fc.jsonValue({maxDepth: 4}), numbers, fc.constantFrom(0, 0, 1))
  .map(
    ([value, number, indent]) =>
      `{"value": ${JSON.stringify(value, null, indent)}, "number":${number}}`,
  );
const anyTexts = fc.oneof(
  jsonTexts,
  fc.jsonValue({maxDepth: 3}).map((value) => JSON.stringify(value)),
);
const oneLine = (text: string): string => text.replaceAll(/\n\s*/g, '');

const eventsOf = (texts: fc.Arbitrary<string>): fc.Arbitrary<readonly WrittenEvent[]> =>
  fc
    .array(texts, {minLength: 1, maxLength: 6})
    .map((all) => all.map((text, n) => ({id: `id-${n}`, text})));

/** How often each property is tried. */
const TRIES = {numRuns: 60};

const read = (stdin: string, from?: RecordingFormat): Promise<Recording> =>
  readRecording(['-'], {stdin, ...(from !== undefined && {from})});

describe('any JSON value comes back as it was recorded', () => {
  const named = Object.entries(WRITERS).filter(
    ([format]) => !['array', 'ndjson', 'stream'].includes(format),
  );
  it.each(named)('from %s, found by looking', async (format, write) => {
    const isLog = ['powertools', 'cloudwatch', 'logs-query', 'destination'].includes(format);
    await fc.assert(
      fc.asyncProperty(eventsOf(jsonTexts), async (events) => {
        const texts = isLog ? events.map(({id, text}) => ({id, text: oneLine(text)})) : events;
        const {events: found, skipped} = await read(write(texts));
        expect(skipped).toEqual([]);
        expect(found).toEqual(texts.map(({id, text}) => [id, text]));
      }),
      TRIES,
    );
  });

  it.each([
    ['array', undefined],
    ['array', 'array'],
    ['ndjson', 'ndjson'],
    ['stream', 'stream'],
  ] as const)('from %s, as --from %s', async (format, from) => {
    await fc.assert(
      fc.asyncProperty(eventsOf(anyTexts), async (events) => {
        // Between words there must be something; and what a single record looks like is its own affair.
        const wrapped = events.map(({text}) => (from === undefined ? `{"v":${text}}` : text));
        const texts = format === 'stream' ? wrapped.map((text) => `[${text}]`) : wrapped;
        const whole = texts.map((text) => ({id: '', text: oneLine(text)}));
        const {events: found, skipped} = await read(WRITERS[format]!(whole), from);
        expect(skipped).toEqual([]);
        expect(found.map(([, text]) => text)).toEqual(whole.map(({text}) => text));
        expect(new Set(found.map(([id]) => id)).size).toBe(found.length);
      }),
      TRIES,
    );
  });

  it('from lines and from values with nothing between them, found by looking', async () => {
    await fc.assert(
      fc.asyncProperty(eventsOf(jsonTexts), async (events) => {
        const whole = events.map(({id, text}) => ({id, text: oneLine(text)}));
        for (const format of ['ndjson', 'stream'] as const) {
          const {events: found} = await read(WRITERS[format]!(whole));
          expect(found.map(([, text]) => text)).toEqual(whole.map(({text}) => text));
        }
      }),
      TRIES,
    );
  });

  it('as the body of a message whose event is rebuilt', async () => {
    await fc.assert(
      fc.asyncProperty(eventsOf(anyTexts), fc.integer({min: 1, max: 4}), async (events, size) => {
        const Messages = events.map(({id, text}) => ({
          MessageId: id,
          ReceiptHandle: 'r',
          Body: `text: ${text}`,
        }));
        const {events: found} = await readRecording(['-'], {
          stdin: JSON.stringify({Messages}),
          batchSize: size,
        });
        expect(found).toHaveLength(Math.ceil(events.length / size));
        const bodies = found.flatMap(([, event]) =>
          (JSON.parse(event) as {Records: {body: string}[]}).Records.map(({body}) => body),
        );
        expect(bodies).toEqual(Messages.map(({Body}) => Body));
      }),
      TRIES,
    );
  });

  it('as the whole of an event of EventBridge', async () => {
    await fc.assert(
      fc.asyncProperty(eventsOf(anyTexts), async (events) => {
        const written = events.map(
          ({id, text}) =>
            `{"id":"${id}","source":"shop","detail-type":"Order","detail":{"x":${text}}}`,
        );
        const {events: found} = await read(written.join(''));
        expect(found.map(([, text]) => text)).toEqual(written);
      }),
      TRIES,
    );
  });

  it('from the messages of Python, which are objects or lists', async () => {
    await fc.assert(
      fc.asyncProperty(eventsOf(jsonTexts), async (events) => {
        const written = events.map(({id, text}) => ({id, text: oneLine(text)}));
        const log = written.map(
          ({id, text}) => `{"level":"INFO","message":${text},"function_request_id":"${id}"}\n`,
        );
        const {events: found} = await read(log.join(''));
        expect(found).toEqual(written.map(({id, text}) => [id, text]));
      }),
      TRIES,
    );
  });

  it('as a file of a folder, lists included', async () => {
    const {inTempFolder} = await import('../../support/in-temp-folder.js');
    await fc.assert(
      fc.asyncProperty(fc.array(jsonTexts, {minLength: 1, maxLength: 4}), async (texts) => {
        const files = Object.fromEntries(
          texts.map((text, n) => [`all/${n}.json`, n % 2 === 0 ? text : `[${text}]`]),
        );
        await inTempFolder(files, async (cwd) => {
          const {events} = await readRecording(['all'], {cwd});
          expect(events).toEqual(
            Object.entries(files).map(([name, text]) => [name.replace('.json', ''), text]),
          );
        });
      }),
      {numRuns: 15},
    );
  });
});
