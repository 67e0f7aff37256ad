import {describe, expect, it} from '@jest/globals';
import fc from 'fast-check';
import {isSurelyQuick, patternEffort} from '../../../src/core/pattern-effort.js';

const isQuick = (source: string, length: number): boolean =>
  isSurelyQuick(patternEffort(source), length);

/** What people look for, in texts as long as such texts are. */
const USUAL: readonly (readonly [string, number])[] = [
  ['[\\w.]+@[\\w.]+', 200],
  ['[\\w.+-]+@[\\w-]+\\.[\\w.-]+', 45],
  ['\\b\\d{16}\\b', 3000],
  ['\\b\\d{4}[ -]?\\d{4}[ -]?\\d{4}[ -]?\\d{4}\\b', 3000],
  ['[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}', 3000],
  ['arn:aws:[a-z0-9-]+:[a-z0-9-]*:\\d{12}:\\S+', 50],
  ['eyJ[\\w-]+\\.[\\w-]+\\.[\\w-]+', 50],
  ['\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(?:\\.\\d+)?Z', 200],
  ['order-\\d+', 3000],
];

describe('a regular expression', () => {
  it.each(USUAL)('%s is known to be quick in texts of %i characters', (source, length) => {
    expect(isQuick(source, length)).toBe(true);
  });

  it.each([
    '(a+)+$',
    '(a*)*b',
    '(?:a|a)*$',
    '(?:a+){10,}$',
    '(?<x>a+)+$',
    '(\\w+\\s?)*$',
    '(a?){30}a{30}',
    '(a+)\\1+$',
    '(?<x>a+)\\k<x>b',
    `${'a?'.repeat(30)}${'a'.repeat(30)}`,
    `${'a*'.repeat(12)}b`,
    `${'(a|aa)'.repeat(40)}b`,
  ])('%s is not', (source) => {
    expect(isQuick(source, 60)).toBe(false);
  });

  it('is read without what is only a sign in it', () => {
    for (const source of [
      '\\(a\\)\\+',
      '[(a+)+*{2,}]x',
      '(?:ab)(?=c)(?<!d)',
      '\\p{Lu}\\u{61}',
      'a{4}',
    ])
      expect(patternEffort(source)).toEqual({power: 1, ways: 1});
  });

  it('takes as many steps as are told at most: what is quick ends', () => {
    const sign = fc.constantFrom(
      'a',
      'b',
      'a*',
      'a+',
      'a?',
      'b*?',
      '[ab]+',
      '(?:a|b)',
      'a{1,3}',
      '\\b',
    );
    const text = fc.string({unit: fc.constantFrom('a', 'b', ' '), maxLength: 60});
    fc.assert(
      fc.property(fc.array(sign, {minLength: 1, maxLength: 8}), text, (signs, tail) => {
        const source = `${signs.join('')}c`;
        fc.pre(isQuick(source, 60 + tail.length));
        expect('a'.repeat(60).concat(tail).replaceAll(new RegExp(source, 'gu'), '')).toHaveLength(
          60 + tail.length,
        );
      }),
      {numRuns: 60},
    );
  });
});
