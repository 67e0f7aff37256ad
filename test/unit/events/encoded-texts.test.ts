import {gunzipSync, gzipSync} from 'node:zlib';
import {describe, expect, it} from '@jest/globals';
import fc from 'fast-check';
import type {RedactionRules} from '../../../src/core/redaction.js';
import {unbounded} from '../../../src/core/within-time.js';
import {jsonText} from '../../../src/events/raw-record.js';
import {redactEvent} from '../../../src/events/redact/redact-event.js';
import {redactJson} from '../../../src/events/redact/redact-json.js';
import {redactorOf} from '../../../src/events/redact/redactor.js';

const TOOLS = {key: Buffer.from('key'), within: unbounded};
const NONE: RedactionRules = {remove: [], hash: [], removePattern: [], hashPattern: []};

/** An event with this text in it, redacted. */
const redacted = (text: unknown, rules: Partial<RedactionRules>): string => {
  const event = jsonText(Buffer.from(JSON.stringify({text})))!;
  return redactJson(event, redactorOf({...NONE, ...rules}, TOOLS))!.toString();
};

const base64 = (bytes: Buffer): string => bytes.toString('base64');

const ENCODINGS: readonly ((text: string) => string)[] = [
  (text) => base64(Buffer.from(text)),
  (text) => Buffer.from(text).toString('base64url'),
  (text) => base64(gzipSync(text)),
];

/** A text with all that it holds in base64, zipped or not. */
function allTexts(text: string): string {
  const inner = [...text.matchAll(/[\w+/-]{8,}={0,2}/g)].map(([word]) => {
    const bytes = Buffer.from(word, 'base64');
    const plain = bytes[0] === 0x1f && bytes[1] === 0x8b ? gunzipSync(bytes) : bytes;
    return allTexts(plain.toString());
  });
  return [text, ...inner].join(' ');
}

const NEEDLE = 'n33dle 77';

/** JSON of any kind with the needle somewhere in it. */
const withNeedle = fc
  .jsonValue({maxDepth: 2})
  .chain((other) =>
    fc.constantFrom<unknown>(
      {other, b: [`x ${NEEDLE}`]},
      {[NEEDLE]: other},
      [other, {a: NEEDLE}],
      [NEEDLE, other],
      [7, NEEDLE],
      {body: JSON.stringify({a: NEEDLE}, null, 1)},
      {body: base64(Buffer.from(JSON.stringify([NEEDLE], null, '\t')))},
    ),
  );

const laidOut = fc
  .tuple(
    withNeedle,
    fc.constantFrom<number | string>(0, 1, 4, '\t'),
    fc.constantFrom('', ' ', '\n', '\r\n\t', '\ufeff'),
  )
  .map(([value, indent, before]) => before + JSON.stringify(value, null, indent));

describe('rules look into JSON that is encoded in a text', () => {
  it('however it is laid out, in either alphabet of base64, zipped or not', () => {
    fc.assert(
      fc.property(laidOut, fc.constantFrom(...ENCODINGS), (json, encode) => {
        const text = encode(json);
        expect(allTexts(text)).toContain(NEEDLE);
        const out = redacted(text, {removePattern: [NEEDLE]});
        expect(allTexts(out)).not.toContain(NEEDLE);
        expect(allTexts(out)).toContain('[removed]');
      }),
    );
  });

  it('and where it is cut, which no path leads into, leave nothing of it', () => {
    fc.assert(
      fc.property(laidOut, fc.constantFrom(...ENCODINGS), (json, encode) => {
        const rules = {remove: ['$.no']};
        expect(redacted(encode(json.slice(0, -1)), rules)).toBe('{"text":"[removed]"}');
        expect(redacted(base64(gzipSync(json)).slice(0, 40), rules)).toBe('{"text":"[removed]"}');
        // Without paths it is a text like any other, of which patterns find what is plainly there.
        const byPattern = redacted(encode(json.slice(0, -1)), {removePattern: [NEEDLE]});
        expect(allTexts(byPattern).includes('[removed]')).toBe(json.includes(NEEDLE));
      }),
    );
  });

  it('and leave nothing of what is nested too deep to be gone through', () => {
    const deep = `${'['.repeat(8000)}"${NEEDLE}"${']'.repeat(8000)}`;
    const [pattern, path] = [{removePattern: [NEEDLE]}, {remove: ['$..secret']}];
    for (const rule of [pattern, path]) {
      const redact = redactEvent({...NONE, ...rule}, TOOLS);
      expect(Buffer.from(redact(Buffer.from(deep))).toString()).toBe('null');
    }
    for (const text of [deep, base64(gzipSync(deep))])
      expect(redacted(text, pattern)).toBe('{"text":"[removed]"}');
  });

  it('but leave words, ids and bytes alone that base64 may be the writing of', () => {
    const bytes = [Buffer.from('7b22000102ff', 'hex'), Buffer.from([0x5b, 0xff, 0xfe, 0, 1, 2])];
    const texts = ['checkout', '2f7d1c9e0b', '[x]', 'a b c d e f', ...bytes.map(base64)];
    const rules = {remove: ['$.no'], removePattern: ['secret']};
    expect(redacted(texts, rules)).toBe(JSON.stringify({text: texts}));
  });
});
