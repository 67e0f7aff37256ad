import {describe, expect, it} from '@jest/globals';
import {byTarName, type CodeEntry} from '../../../src/core/code-tree.js';
import {byteOrder} from '../../../src/core/byte-order.js';

describe('byte order', () => {
  it('is that of UTF-8, also where JavaScript orders otherwise', () => {
    const names = ['z', 'a', '\u{1f600}', '\uffee', 'ä'];
    const expected = names.toSorted((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b)));
    expect(names.toSorted(byteOrder)).toEqual(expected);
    expect(names.toSorted()).not.toEqual(expected);
  });

  it('puts a folder before what is in it, and after a name with a lower sign', () => {
    const entry = (path: string, kind: 'file' | 'directory'): CodeEntry =>
      kind === 'file'
        ? {kind, path, mode: 0, mtimeMs: 0, size: 0}
        : {kind, path, mode: 0, mtimeMs: 0};
    const sorted = [entry('a/b', 'file'), entry('a', 'directory'), entry('a-b', 'file')].toSorted(
      byTarName,
    );
    expect(sorted.map(({path}) => path)).toEqual(['a-b', 'a', 'a/b']);
  });
});
