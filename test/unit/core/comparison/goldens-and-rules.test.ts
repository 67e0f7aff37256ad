import fc from 'fast-check';
import type {Answer} from '../../../../src/core/comparison/answer.js';
import {goldenText, readGolden, settledGoldenText} from '../../../../src/core/comparison/golden.js';
import {answer, comparisonWith, compare, paths, type Flags} from '../../../support/comparison.js';

/** The text of a golden that was written with these rules, and the answer that is read from it. */
function golden(body: string, flags: Flags): {readonly text: string; readonly kept: Answer} {
  const comparison = comparisonWith(flags);
  const prepared = comparison.prepare(answer(body));
  const content = {functionName: 'orders', eventId: 'a', prepared, requestId: null};
  const text = settledGoldenText(content, comparison);
  return {text, kept: readGolden(text)!.answer};
}

/** What differs from a golden that was written with these rules, when some have been added since. */
const against = (
  [expected, actual]: readonly [string, string],
  flags: Flags,
  added: Flags = [],
): readonly string[] =>
  paths(comparisonWith([...flags, ...added]).compare(golden(expected, flags).kept, answer(actual)));

const TOLERANCE: Flags = [['tolerance', '0.1']];
const FIRST: Flags = [['ignore', '$.items[0]']];
const WORDS: Flags = [['mask', '/[a-z]{6,}/']];

describe('rules that a golden was written with', () => {
  it('are not applied to it once more, where others lie at their places by then', () => {
    const two = '{"items":["x","b"]}';
    expect(against([two, '{"items":["y","b"]}'], FIRST)).toEqual([]);
    expect(against([two, '{"items":["y"]}'], FIRST)).toEqual(['removed $.items[0]']);
    const [before, now] = ['{"items":["x","b","c"],"p":1.00}', '{"items":["y","b","c"],"p":1.01}'];
    expect(against([before, now], FIRST, TOLERANCE)).toEqual([]);
  });

  it('neither mask what they have put there', () => {
    const [before, now] = ['{"a":"abcdefg","p":1}', '{"a":"hijklmn","p":1.01}'];
    expect(against([before, now], WORDS, TOLERANCE)).toEqual([]);
    expect(golden(before, WORDS).text).not.toContain('applied');
  });

  it('are told in it only where that matters', () => {
    expect(golden('{"items":["x","b"]}', FIRST).text).toMatchInlineSnapshot(`
     "{
       "schemaVersion": 1,
       "function": "orders",
       "event": "a",
       "status": "ok",
       "payload": {
         "items": [
           "b"
         ]
       },
       "applied": [
         "ignore $.items[0]"
       ]
     }
     "
    `);
    expect(golden('{"items":["x"]}', FIRST).text).not.toContain('applied');
    expect(golden('{"items":["x"]}', [['ignore', '$.items[*]']]).text).not.toContain('applied');
  });

  it('may be joined by others, which are applied to what it holds', () => {
    const [before, now] = ['{"items":["x","b"],"n":1}', '{"items":["y","b"],"n":2}'];
    expect(against([before, now], FIRST)).toEqual(['changed $.n']);
    expect(against([before, now], FIRST, [['ignore', '$.n']])).toEqual([]);
  });

  it('leave a golden of before as it is read: by all rules', () => {
    const old = (body: string): Answer => {
      const prepared = comparisonWith().prepare(answer(body));
      const content = {functionName: 'orders', eventId: 'a', prepared, requestId: null};
      return readGolden(goldenText(content))!.answer;
    };
    const check = (flags: Flags, expected: string, actual: string): readonly string[] =>
      paths(comparisonWith(flags).compare(old(expected), answer(actual)));
    expect(check(FIRST, '{"items":["x","b"]}', '{"items":["y","b"]}')).toEqual([]);
    const masked = '{"a":"<masked> and <masked>"}';
    expect(check(WORDS, masked, '{"a":"abcdefg and hijklmn"}')).toEqual([]);
    expect(check(WORDS, masked, '{"a":"abcdefg and hij"}')).toEqual(['changed $.a']);
  });
});

const WORD = fc.constantFrom(
  'order',
  'orders',
  '<masked>',
  '"7"',
  '"\\"7\\""',
  '{"k":"x"}',
  '',
  'b',
);
const LEAF = fc.oneof(WORD, fc.constantFrom<unknown>(1, 1.05, 2, null, true, {k: 'x', v: 1}));
const LIST = fc.array(fc.oneof(LEAF, fc.record({k: WORD, v: LEAF})), {maxLength: 4});
const ANSWER = fc
  .record({items: LIST, k: WORD, v: LEAF, tags: LIST})
  .map((value) => JSON.stringify(value));

const CHANGING: Flags = [
  ['ignore', '$.items[0]'],
  ['ignore', '$.items[-1]'],
  ['ignore', '$.items[1:3].v'],
  ['ignore', "$.items[?@.k != 'x']"],
  ['ignore', '$.items[?@.k == $.k]'],
  ['ignore', '$.k'],
  ['ignore', '$.tags[1]'],
  ['ignore', '$..v'],
  ['mask', '/[a-z]{5,}/'],
  ['mask', '/b|[^a]o/'],
  ['mask', '$.tags[0]'],
  ['mask', '$..k'],
  ['parse', '$.items[*]'],
  ['parse', '$..k'],
];
const UNORDERED: Flags = [
  ['unordered', '$.items'],
  ['unordered', '$.tags'],
];

describe('a golden of any answer, by any rules', () => {
  const rules = fc.subarray([...CHANGING, ...UNORDERED]);

  it('is met by that answer, also with a tolerance that was added since', () => {
    fc.assert(
      fc.property(ANSWER, rules, (body, flags) => {
        expect(against([body, body], flags)).toEqual([]);
        expect(against([body, body], flags, TOLERANCE)).toEqual([]);
      }),
      {numRuns: 200},
    );
  });

  it('is met by whatever else is the same to those rules, and by nothing else', () => {
    fc.assert(
      fc.property(fc.tuple(ANSWER, ANSWER), rules, ([one, other], flags) => {
        const isSame = compare(one, other, flags).length === 0;
        expect(against([one, other], flags).length === 0).toBe(isSame);
      }),
      {numRuns: 200},
    );
  });
});
