import {describe, expect, it} from '@jest/globals';
import {unbounded} from '../../../src/core/within-time.js';
import {jsonText} from '../../../src/events/raw-record.js';
import {redactJson} from '../../../src/events/redact/redact-json.js';
import {redactorOf} from '../../../src/events/redact/redactor.js';

const RULES = {remove: [], hash: ['$[*]'], removePattern: [], hashPattern: []};

const hashed = (text: string): string =>
  redactJson(
    jsonText(Buffer.from(text))!,
    redactorOf(RULES, {key: Buffer.from('key'), within: unbounded}),
  )!.toString();

describe('hashes of values', () => {
  it.each([
    ['numbers', '[1.10, 1.1, 11e-1, "1.1", 0.11e1]', '[10, 1E1, 10.0, "10", 1.0e+1]'],
    [
      'values with numbers in them',
      '[{"a": [1.0], "b": 0.5}, {"b": 5e-1, "a": [1]}]',
      '[[0.0], [-0]]',
    ],
  ])('are equal for equal %s, however they are spelled', (_what, ...texts) => {
    for (const text of texts) {
      const hashes = JSON.parse(hashed(text)) as readonly string[];
      expect(new Set(hashes).size).toBe(1);
    }
  });

  it('are others for numbers that differ, in their last digit too', () => {
    const text =
      '[9007199254740993, 9007199254740992, {"a": 9007199254740993}, {"a": 9007199254740992}, 1e30, 1e31, 0.001, 0.01, -1, 1]';
    const hashes = JSON.parse(hashed(text)) as readonly string[];
    expect(new Set(hashes).size).toBe(hashes.length);
  });
});
