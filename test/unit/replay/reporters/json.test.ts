import {describe, expect, it} from '@jest/globals';
import fc from 'fast-check';
import {exactPayload} from '../../../../src/replay/reporters/exact-payload.js';
import {jsonReporter} from '../../../../src/replay/reporters/json.js';
import {ndjsonReporter} from '../../../../src/replay/reporters/ndjson.js';
import {scriptJson} from '../../../../src/replay/reporters/script-json.js';
import {
  failedEntry,
  HOSTILE,
  sampleEntry,
  sampleReport,
  textOf,
} from '../../../support/replay-sample.js';

describe('the JSON report', () => {
  it('is the summary, on one line', async () => {
    const report = sampleReport([sampleEntry(0), failedEntry(1, ['crashed', 'E', 'm'])]);
    const text = await textOf(jsonReporter(report));
    expect(text.split('\n')).toHaveLength(2);
    expect(JSON.parse(text)).toEqual(report.summary);
  });
});

describe('the NDJSON report', () => {
  it('has one line for each entry, whatever it holds, for every way to split lines', async () => {
    const entries = HOSTILE.map((text, index) =>
      failedEntry(index, ['function-error', text, text], {eventId: text, payload: {[text]: text}}),
    );
    const text = await textOf(ndjsonReporter(sampleReport(entries)));
    const lines = text.split(/\r\n|[\n\r\u000b\u000c\u001c-\u001e\u0085\u2028\u2029]/);
    expect(lines.pop()).toBe('');
    expect(lines.map((line) => JSON.parse(line) as unknown)).toEqual(entries);
    expect(Buffer.from(text).toString()).toBe(text);
  });

  it('keeps the spelling of numbers in answers', async () => {
    const report = sampleReport([sampleEntry(0)]);
    const line = '{"eventId":"a","payload":{"n":1.10,"big":12345678901234567890},"index":0}';
    const exact = {
      ...report,
      async *lines() {
        yield line;
      },
    };
    expect(await textOf(ndjsonReporter(exact))).toBe(`${line}\n`);
  });
});

describe('JSON inside a page', () => {
  it.each(HOSTILE)('neither ends its element nor begins a comment: %j', (text) => {
    const json = scriptJson({[text]: text});
    expect(json).not.toMatch(/[<>&\u2028\u2029]/);
    expect(JSON.parse(json)).toEqual({[text]: text});
  });
});

describe('the exact payload', () => {
  const lineOf = (payload: string, eventId = 'a'): string =>
    `{"schemaVersion":1,"eventId":${JSON.stringify(eventId)},"payload":${payload},"error":null}`;

  it('is indented, with numbers and repeated keys as the function spelled them', () => {
    const line = lineOf('{"a":[1.10,12345678901234567890,{}],"a":[],"b":"x,y:{"}');
    expect(exactPayload(line, 1000)?.text).toMatchInlineSnapshot(`
     "{
       "a": [
         1.10,
         12345678901234567890,
         {}
       ],
       "a": [],
       "b": "x,y:{"
     }"
    `);
  });

  it('is not looked for in the text of an id', () => {
    expect(exactPayload(lineOf('7', 'x","payload":"no'), 1000)?.text).toBe('7');
  });

  it('is what JSON.stringify would indent, for any value', () => {
    fc.assert(
      fc.property(fc.json(), fc.string({unit: 'binary'}), (json, id) => {
        expect(exactPayload(lineOf(json, id), Infinity)?.text).toBe(
          JSON.stringify(JSON.parse(json), null, 2),
        );
      }),
    );
  });

  it('says how much it leaves out of millions of characters', () => {
    const long = `"${'\\n'.repeat(3_000_000)}"`;
    expect(exactPayload(lineOf(long), 1000)?.text).toHaveLength(long.length);
    const list = `[${'1,'.repeat(500_000)}1]`;
    expect(exactPayload(lineOf(list), 1000)?.more).toBeGreaterThan(999_000);
  });
});
