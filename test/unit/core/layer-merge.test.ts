import {describe, expect, it} from '@jest/globals';
import type {CodeEntry} from '../../../src/core/code-tree.js';
import {mergeLayers} from '../../../src/core/layer-merge.js';

const file = (path: string): CodeEntry => ({kind: 'file', path, mode: 0o644, size: 1, mtimeMs: 0});
const dir = (path: string, mode = 0o755): CodeEntry => ({
  kind: 'directory',
  path,
  mode,
  mtimeMs: 0,
});
const link = (path: string, target: string): CodeEntry => ({
  kind: 'link',
  path,
  target,
  mtimeMs: 0,
});

/** What each layer adds, as `kind path`. */
const merged = (...layers: CodeEntry[][]) =>
  mergeLayers(layers.map((entries, index) => ({name: `layer ${index}`, entries})));
const added = (...layers: CodeEntry[][]): string[][] =>
  merged(...layers).map(({placed}) => placed.map(({entry}) => `${entry.kind} ${entry.path}`));

describe('layers, one over the other', () => {
  it('replace files one by one and merge folders', () => {
    const layers = [
      [dir('a'), file('a/x'), file('a/y')],
      [dir('a'), file('a/x'), file('a/z')],
    ];
    expect(added(...layers)[1]).toEqual(['file a/x', 'file a/z']);
    expect(merged(...layers)[1]?.overrides).toEqual(['a/x']);
  });

  it('leave the mode of a folder that is there alone, as unzip does', () => {
    expect(added([dir('a', 0o700)], [dir('a', 0o755)])[1]).toEqual([]);
  });

  it('put a file in the place of a folder, and all in that folder is overridden', () => {
    const [, second] = merged([dir('a'), file('a/x'), link('a/l', 'x')], [file('a')]);
    expect(second?.placed.map(({entry}) => entry.path)).toEqual(['a']);
    expect(second?.overrides).toEqual(['a/x', 'a/l']);
  });

  it('put a folder in the place of a file, also one that is only implied', () => {
    expect(added([file('a')], [dir('a'), file('a/x')])[1]).toEqual(['directory a', 'file a/x']);
    expect(added([file('a')], [file('a/b/x')])[1]).toEqual([
      'directory a',
      'directory a/b',
      'file a/b/x',
    ]);
  });

  it('go through a link to a folder, and name where that leads', () => {
    expect(added([dir('d'), link('l', 'd')], [dir('l'), file('l/x')])[1]).toEqual(['file d/x']);
    expect(added([dir('a/d'), link('a/l', '/opt/a/d')], [file('a/l/x')])[1]).toEqual([
      'file a/d/x',
    ]);
    expect(added([dir('a'), dir('d'), link('a/l', '../d')], [file('a/l/x')])[1]).toEqual([
      'file d/x',
    ]);
    expect(added([dir('d'), link('k', 'd'), link('l', 'k/.')], [file('l/x')])[1]).toEqual([
      'file d/x',
    ]);
  });

  it('replace a link that leads to no folder where a folder is wanted', () => {
    for (const target of ['nowhere', 'f', 'l']) {
      expect(added([file('f'), link('l', target)], [dir('l'), file('l/x')])[1]).toEqual([
        'directory l',
        'file l/x',
      ]);
    }
  });

  it('replace a link by a file of its name, not what it points to', () => {
    expect(added([file('f'), link('l', 'f')], [file('l')])[1]).toEqual(['file l']);
  });

  it('send no folder, and nothing in it, that a file of the same layer replaces by another way', () => {
    const below = [dir('d'), link('l', 'd')];
    expect(added(below, [dir('d'), dir('d/x'), file('d/x/y'), file('l/x')])[1]).toEqual([
      'file d/x',
    ]);
  });

  it('name an entry whose way leads out of /opt, and place nothing there', () => {
    for (const target of ['/etc', '../etc', '/optional']) {
      const [, second] = merged([link('l', target)], [file('l/passwd')]);
      expect(second).toMatchObject({placed: [], escapes: {path: 'l/passwd', link: 'l'}});
    }
  });

  it('keep links that lead out, to nothing or to themselves, as long as nobody goes through', () => {
    const links = [link('out', '/etc'), link('none', 'x'), link('loop', 'loop')];
    expect(merged(links)[0]).toMatchObject({escapes: null, overrides: []});
    expect(added(links)[0]).toHaveLength(3);
  });
});
