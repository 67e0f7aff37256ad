import {expect, it} from '@jest/globals';
import {growingTable} from '../../../src/core/growing-table.js';

const MANY = 10_000;

it('a growing table gives every number back, across its pages', () => {
  const table = growingTable('whole', 'any');
  const row = (n: number): readonly [number, number] => [2 ** 32 - 1 - n, n * 2 ** 33 + 0.5];
  for (let n = 0; n < MANY; n += 1) table.add(...row(n));
  expect(table.count).toBe(MANY);
  const wrong = Array.from({length: MANY}, (_, n) => n).filter((n) => {
    const [first, second] = row(n);
    return table.at(n, 0) !== first || table.at(n, 1) !== second;
  });
  expect(wrong).toEqual([]);
});

it('a growing table knows nothing of rows that are not there', () => {
  expect(growingTable('any').at(5, 0)).toBe(0);
});
