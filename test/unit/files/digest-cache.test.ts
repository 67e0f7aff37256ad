import {chmod, readdir, rename, utimes, writeFile} from 'node:fs/promises';
import {join} from 'node:path';
import {describe, expect, it} from '@jest/globals';
import type {TreeRequest} from '../../../src/core/code-tree.js';
import {readTree} from '../../../src/files/read-tree.js';
import {inTempFolder} from '../../support/in-temp-folder.js';

const LARGE = 'x'.repeat(2_000_000);

/** Digest of a folder as read an hour from now, when nothing in it is young. */
async function digest(folder: string, later = 3_600_000): Promise<string> {
  const request: TreeRequest = {
    what: 'code',
    kind: 'directory',
    path: join(folder, 'fn'),
    ignore: [],
    family: null,
  };
  const tree = await readTree(request, {
    cacheFolder: join(folder, 'cache'),
    now: () => Date.now() + later,
  });
  return tree.parts.map((part) => part.digest).join();
}

const cached = async (folder: string): Promise<string[]> =>
  (await readdir(join(folder, 'cache/digests')).catch(() => [])).toSorted();

/** Puts false digests into a cache file: whoever believes it gives itself away. */
async function poison(folder: string, suffix: '' | '.files', line: (was: string) => string) {
  const {readFile} = await import('node:fs/promises');
  const name = (await cached(folder)).find((file) => file.endsWith('.files') === (suffix !== ''));
  const path = join(folder, 'cache/digests', name ?? '');
  const lines = (await readFile(path, 'utf8')).split('\n');
  await writeFile(path, lines.map((one, at) => (at === 1 ? line(one) : one)).join('\n'));
}

describe('the digest cache', () => {
  it('is not made for a small folder', async () => {
    await inTempFolder({'fn/a.js': 'small'}, async (folder) => {
      await digest(folder);
      expect(await cached(folder)).toEqual([]);
    });
  });

  it('answers for a folder in which nothing has changed, without reading it', async () => {
    await inTempFolder({'fn/a.js': LARGE}, async (folder) => {
      const before = await digest(folder);
      expect(await cached(folder)).toHaveLength(2);
      expect(await digest(folder)).toBe(before);
      await poison(folder, '', (line) => `${line.slice(0, 65)}${'f'.repeat(64)}`);
      expect(await digest(folder)).toBe('f'.repeat(64));
    });
  });

  it('reads only the files that have changed', async () => {
    await inTempFolder({'fn/a.js': LARGE, 'fn/b.js': 'b'}, async (folder) => {
      const truth = await digest(folder);
      await poison(folder, '.files', (line) => `${'0'.repeat(64)}${line.slice(64)}`);
      await chmod(join(folder, 'fn/b.js'), 0o755);
      await chmod(join(folder, 'fn/b.js'), 0o644);
      // Only b has changed: the false digest of a is believed.
      expect(await digest(folder)).not.toBe(truth);
    });
  });

  it.each(['', 'garbage', 'lambdock digests 1\n', 'lambdock digests 1\nhalf a li'])(
    'is not believed when it holds %p',
    async (content) => {
      await inTempFolder({'fn/a.js': LARGE}, async (folder) => {
        const truth = await digest(folder);
        for (const file of await cached(folder)) {
          await writeFile(join(folder, 'cache/digests', file), content);
        }
        expect(await digest(folder)).toBe(truth);
      });
    },
  );

  it('does not keep what was read of a young file', async () => {
    await inTempFolder({'fn/a.js': LARGE}, async (folder) => {
      const first = await digest(folder, 0);
      expect((await cached(folder)).filter((file) => !file.endsWith('.files'))).toEqual([]);
      await writeFile(join(folder, 'fn/a.js'), LARGE.replace('x', 'y'));
      expect(await digest(folder, 0)).not.toBe(first);
    });
  });

  it('sees a change that keeps size and time of content', async () => {
    await inTempFolder({'fn/a.js': LARGE}, async (folder) => {
      const file = join(folder, 'fn/a.js');
      await utimes(file, 1000, 1000);
      const before = await digest(folder);
      await writeFile(file, LARGE.replace('x', 'y'));
      await utimes(file, 1000, 1000);
      expect(await digest(folder)).not.toBe(before);
    });
  });

  it('sees a file replaced by another of the same size and time', async () => {
    await inTempFolder({'fn/a.js': LARGE, other: LARGE.replace('x', 'y')}, async (folder) => {
      await utimes(join(folder, 'fn/a.js'), 1000, 1000);
      await utimes(join(folder, 'other'), 1000, 1000);
      const before = await digest(folder);
      await rename(join(folder, 'other'), join(folder, 'fn/a.js'));
      expect(await digest(folder)).not.toBe(before);
    });
  });

  it('may be in a place that cannot be written', async () => {
    await inTempFolder({'fn/a.js': LARGE, cache: 'a file'}, async (folder) => {
      expect(await digest(folder)).toMatch(/^[0-9a-f]{64}$/);
    });
  });
});
