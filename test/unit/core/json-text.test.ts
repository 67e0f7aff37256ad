import {describe, expect, it} from '@jest/globals';
import {jsonAt, jsonFault, jsonMembers} from '../../../src/core/json-text.js';

describe('jsonFault', () => {
  it.each(['{}', 'null', '0', '""', ' [1, 2]\n', '"\\u00e4"'])('finds none in %j', async (text) => {
    expect(await jsonFault(text)).toBeNull();
  });

  it.each([
    ['', 1, 1, 'a value is missing'],
    ['{"a":1,}', 1, 8, 'a name in double quotes is missing'],
    ['{"a" 1}', 1, 6, '":" is missing'],
    ['{"a":1\n"b":2}', 2, 1, '"," is missing'],
    ['{"a":\n tru}', 2, 2, 'unknown word'],
    ['{a: 1}', 1, 2, 'unknown word'],
    ["'a'", 1, 1, 'unknown word'],
    ['[1, 2', 1, 6, '"]" is missing'],
    ['{"a": 1', 1, 8, '"}" is missing'],
    ['{} x', 1, 4, 'unknown word'],
    ['[1]]', 1, 4, 'nothing more may follow here'],
    ['"a\nb"', 1, 1, 'a string without its end'],
    ['"\t"', 1, 1, 'a control character in a string'],
    ['"\\x"', 1, 1, 'a wrong escape in a string'],
    ['// c\n1', 1, 1, 'JSON has no comments'],
    ['NaN', 1, 1, 'unknown word'],
  ])('finds the place in %j', async (text, ...expected) => {
    const [line, column, reason] = expected;
    expect(await jsonFault(text)).toEqual({line, column, reason});
  });
});

describe('jsonAt', () => {
  it('gives the text as it is written', async () => {
    const text = '{"a": [{"n": 1.10, "big": 12345678901234567890}, "\\u00e4"]}';
    expect(await jsonAt(text, ['a', '0'])).toBe('{"n": 1.10, "big": 12345678901234567890}');
    expect(await jsonAt(text, ['a', '1'])).toBe('"\\u00e4"');
    expect(await jsonAt(text, [])).toBe(text);
  });

  it('takes the last of several members of one name', async () => {
    expect(await jsonAt('{"a": 1, "a": 2}', ['a'])).toBe('2');
  });

  it.each([['b'], ['a', '2'], ['a', '-'], ['a', '01'], ['a', '0', 'x'], ['length']])(
    'finds nothing at /%s/%s',
    async (...path) => {
      const keys = path.filter((key) => typeof key === 'string');
      expect(await jsonAt('{"a": [1, 2]}', keys)).toBeUndefined();
    },
  );
});

describe('jsonMembers', () => {
  it('gives names, kinds and raw texts', async () => {
    expect(await jsonMembers('{"a": 1.10, "b": null, "c": [1]}')).toEqual([
      ['a', {type: 'number', text: '1.10'}],
      ['b', {type: 'null', text: 'null'}],
      ['c', {type: 'array', text: '[1]'}],
    ]);
  });

  it('is null for what is no object', async () => {
    expect(await jsonMembers('[1]')).toBeNull();
  });
});
