import {describe, expect, it} from '@jest/globals';
import {leadsOut} from '../../../src/core/link-target.js';

describe('a link', () => {
  it.each([
    ['a', 'b'],
    ['a/b', '../c'],
    ['a/b/c', '../../d'],
    ['a', '.'],
    ['a/b', 'c/../../d'],
    ['a', '..b'],
  ])('at %s to %s stays inside', (path, target) => {
    expect(leadsOut(path, target)).toBe(false);
  });

  it.each([
    ['a', '../b'],
    ['a/b', '../../c'],
    ['a', '..'],
    ['a', 'b/../../c'],
    ['a', '/etc/passwd'],
    ['a', 'C:\\windows'],
    ['a', '\\\\server\\share'],
    ['a', ''],
  ])('at %s to %s leads out', (path, target) => {
    expect(leadsOut(path, target)).toBe(true);
  });
});
