import {describe, expect, it} from '@jest/globals';
import {caseWarning, duplicateWarning} from '../../../src/core/name-clashes.js';

describe('names that differ by case only', () => {
  it('are told with the layer and all spellings', () => {
    expect(caseWarning('shared.zip', ['Lib/x', 'lib/x', 'lib/y', 'other'])).toMatchInlineSnapshot(
      `"The layer shared.zip has names that differ by case only: Lib/x, lib/x. Linux, and so Lambda, keeps all of them; disks of macOS and Windows keep one"`,
    );
  });

  it('are those of folders where nothing in them clashes', () => {
    expect(caseWarning('l', ['Lib/a', 'lib/b', 'lib/deep/c'])).toContain('only: Lib, lib. ');
    expect(caseWarning('l', ['A/B/c', 'a/b/c', 'a/b/C'])).toContain('only: A/B/c, a/b/C, a/b/c. ');
  });

  it('are not told where there are none', () => {
    expect(caseWarning('l', ['a', 'ab', 'a/b', 'b/a', 'lib/x', 'lib2/X'])).toBeNull();
  });

  it('are a few, and how many more', () => {
    const paths = Array.from({length: 7}, (_, index) => [`f${index}`, `F${index}`]).flat();
    expect(caseWarning('l', paths)).toContain(
      'F0, f0; F1, f1; F2, f2; F3, f3; F4, f4; and 2 more.',
    );
  });
});

describe('names that an archive holds twice', () => {
  it('are told once, with which of them counts', () => {
    expect(duplicateWarning('shared.zip', ['a.js', 'a.js', 'b.js'])).toMatchInlineSnapshot(
      `"The layer shared.zip holds more than once: a.js; b.js. The last one counts, as in Lambda"`,
    );
    expect(duplicateWarning('shared.zip', [])).toBeNull();
  });
});
