import {rm, writeFile} from 'node:fs/promises';
import {join} from 'node:path';
import {setImmediate} from 'node:timers/promises';
import {describe, expect, it} from '@jest/globals';
import type {CodeEntry, TarItem} from '../../../src/core/code-tree.js';
import {packFolder, packItems} from '../../../src/docker/build-context.js';
import {errorOf} from '../../support/error-of.js';
import {inTempFolder} from '../../support/in-temp-folder.js';
import {eachEntry, shaOf, treeOf} from '../../support/tree-of.js';

const file = (path: string, size: number, mode = 0o644): CodeEntry => ({
  kind: 'file',
  path,
  size,
  mode,
  mtimeMs: 1_700_000_000_500,
});
const LONG = `${'n'.repeat(150)}/${'ü'.repeat(120)}`;

const drain = async (tar: AsyncIterable<Uint8Array>): Promise<number> => {
  let bytes = 0;
  for await (const chunk of tar) bytes += chunk.length;
  return bytes;
};

const inPlace = (entry: CodeEntry) => ({entry, source: entry.path});

describe('a tar of a folder', () => {
  it('holds the entries asked for, in their order, with their modes', async () => {
    const big = Buffer.alloc(1_000_000, 'big');
    const files = {'a.js': 'a', run: '#!', empty: '', big: big, [LONG]: 'x', other: 'no'};
    await inTempFolder(files, async (root) => {
      const entries: CodeEntry[] = [
        file('a.js', 1),
        file('big', big.length),
        {kind: 'directory', path: 'd', mode: 0o755, mtimeMs: 0},
        file('empty', 0),
        {kind: 'link', path: 'l', target: 'a.js', mtimeMs: 0},
        file(LONG, 1),
        file('run', 2, 0o755),
      ];
      const tar = packFolder(root, entries.map(inPlace), {target: 'var/task'});
      const tree = await treeOf(tar, 'var/task');
      expect(Object.entries(tree)).toEqual([
        ['a.js', `f 644 ${shaOf('a')}`],
        ['big', `f 644 ${shaOf(big)}`],
        ['d', 'd 755'],
        ['empty', `f 644 ${shaOf('')}`],
        ['l', 'l a.js'],
        [LONG, `f 644 ${shaOf('x')}`],
        ['run', `f 755 ${shaOf('#!')}`],
      ]);
    });
  });

  it('belongs to root and keeps the time of every file', async () => {
    await inTempFolder({a: 'a'}, async (root) => {
      const headers: [number, string][] = [];
      await eachEntry(
        packFolder(root, [inPlace(file('a', 1))], {target: 'opt'}),
        ({uid, mtime}) => {
          headers.push([uid, mtime.toISOString()]);
        },
      );
      expect(headers).toEqual([[0, '2023-11-14T22:13:20.000Z']]);
    });
  });

  it('says how many bytes have been taken', async () => {
    await inTempFolder({a: 'a'}, async (root) => {
      let heard = 0;
      const request = {target: 'opt', onBytes: (sent: number) => (heard = sent)};
      const bytes = await drain(packFolder(root, [inPlace(file('a', 1))], request));
      expect(bytes % 512).toBe(0);
      expect(heard).toBe(bytes);
    });
  });

  it('ends with an error of ours when a file is gone or has another size', async () => {
    const big = Buffer.alloc(400_000);
    await inTempFolder({gone: 'x', grown: 'x', big}, async (root) => {
      await rm(join(root, 'gone'));
      await writeFile(join(root, 'grown'), 'larger');
      await writeFile(join(root, 'big'), 'smaller');
      for (const entry of [file('gone', 1), file('grown', 1), file('big', big.length)]) {
        const tar = packFolder(root, [inPlace(entry)], {target: 'opt'});
        expect(await errorOf(() => drain(tar))).toMatchObject({code: 'CODE_NOT_FOUND'});
      }
    });
  });
});

describe('a tar of items', () => {
  async function* items(...list: readonly TarItem[]): AsyncGenerator<TarItem> {
    yield* list;
  }
  async function* chunks(count: number): AsyncGenerator<Uint8Array> {
    for (let index = 0; index < count; index += 1) yield Buffer.alloc(1000, String(index % 10));
  }

  it('takes whole contents, streams, links and folders', async () => {
    const tar = packItems(
      items(
        {entry: {kind: 'directory', path: 'd', mode: 0o755, mtimeMs: 0}, content: null},
        {entry: {kind: 'link', path: 'd/l', target: '../s', mtimeMs: 0}, content: null},
        {entry: file('empty', 0), content: new Uint8Array()},
        {entry: file('s', 500_000), content: chunks(500)},
        {entry: file('w', 1), content: Buffer.from('w')},
      ),
      {target: 'opt'},
    );
    const tree = await treeOf(tar, 'opt');
    const expected: Uint8Array[] = [];
    for await (const chunk of chunks(500)) expected.push(chunk);
    expect(tree).toEqual({
      d: 'd 755',
      'd/l': 'l ../s',
      empty: `f 644 ${shaOf('')}`,
      s: `f 644 ${shaOf(Buffer.concat(expected))}`,
      w: `f 644 ${shaOf('w')}`,
    });
  });

  it('ends with the error of the items', async () => {
    const failing = async function* (): AsyncGenerator<TarItem> {
      yield {entry: file('a', 1), content: Buffer.from('a')};
      throw new Error('damaged');
    };
    const error = await errorOf(() => drain(packItems(failing(), {target: 'opt'})));
    expect(error.message).toContain('damaged');
  });

  it('ends with the error of a content that is too short', async () => {
    const tar = packItems(items({entry: file('a', 5000), content: chunks(1)}), {target: 'opt'});
    expect(await errorOf(() => drain(tar))).toMatchObject({code: 'CODE_NOT_FOUND'});
  });

  it('lets go of its items when it is not read to the end', async () => {
    const released: boolean[] = [];
    const endless = async function* (): AsyncGenerator<TarItem> {
      try {
        for (;;) yield {entry: file('a', 1000), content: Buffer.alloc(1000)};
      } finally {
        released.push(true);
      }
    };
    const tar = packItems(endless(), {target: 'opt'});
    await tar[Symbol.asyncIterator]().next();
    tar.destroy();
    for (let turns = 0; turns < 100 && released.length === 0; turns += 1) await setImmediate();
    expect(released).toEqual([true]);
  });
});
