import {describe, expect, it} from '@jest/globals';
import {packageRules} from '../../../src/files/package-rules.js';

const FILES = [
  'a.js',
  'src/a.js',
  'src/a.test.js',
  'src/.env',
  'node_modules/x/index.js',
  'docs/a.md',
];

const taken = (...patterns: string[]): readonly string[] => {
  const isLeftOut = packageRules(patterns);
  return FILES.filter((path) => !isLeftOut(path, false));
};

describe('packageRules', () => {
  it('take every file where no pattern matches', () => {
    expect(taken('!nothing/**')).toEqual(FILES);
  });

  it('let the last pattern that matches decide', () => {
    expect(taken('!./**', 'src/**', '!**/*.test.js')).toEqual(['src/a.js', 'src/.env']);
    expect(taken('!node_modules/**', '!docs/**')).toEqual(FILES.slice(0, 4));
    expect(taken('!src/**', 'src/{a,b}.js')).toContain('src/a.js');
  });

  it('leave out a folder only where nothing in it can be in', () => {
    const isLeftOut = packageRules(['!**', 'src/lib/*.js']);
    const folders = ['node_modules', 'src', 'src/lib', 'src/other', 'source'];
    expect(folders.filter((path) => !isLeftOut(path, true))).toEqual(['src', 'src/lib']);
    expect(packageRules(['!node_modules/**'])('node_modules', true)).toBe(true);
    expect(packageRules(['!**', '**/*.js'])('node_modules', true)).toBe(false);
    expect(packageRules(['!src/*.ts'])('src', true)).toBe(false);
  });
});
