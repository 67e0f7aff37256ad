import fc from 'fast-check';
import {expect, it} from '@jest/globals';
import {indexSet} from '../../../src/core/index-set.js';

it('knows every number that was added, and no other', () => {
  fc.assert(
    fc.property(fc.array(fc.nat({max: 200_000})), (numbers) => {
      const [set, known] = [indexSet(), new Set<number>()];
      for (const number of numbers) {
        expect(set.add(number)).toBe(!known.has(number));
        known.add(number);
      }
    }),
  );
});
