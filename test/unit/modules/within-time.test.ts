import {describe, expect, it} from '@jest/globals';
import {withinTime} from '../../../src/modules/within-time.js';

const slow = (): string => `${'a'.repeat(60)}!`.replace(/(a+)+$/u, '');
const over = (): Error => new Error('it takes too long');

describe('work within a time', () => {
  it('gives its value, or throws its error, also where it is work within work', () => {
    const within = withinTime(60_000);
    expect(within(() => 1, over)).toBe(1);
    expect(within(() => within(() => [2], over), over)).toEqual([2]);
    const error = new RangeError('deep');
    const failing = (): never => {
      throw error;
    };
    expect(() => within(failing, over)).toThrow(error);
  });

  it('is ended where it takes longer, and does not spoil the next one', () => {
    const within = withinTime(20);
    expect(() => within(slow, over)).toThrow('it takes too long');
    expect(() => within(slow, over)).toThrow('it takes too long');
    expect(withinTime(60_000)(() => 'abc'.replace(/b/u, ''), over)).toBe('ac');
  });
});
