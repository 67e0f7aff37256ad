import {rm, symlink, utimes, writeFile} from 'node:fs/promises';
import {join} from 'node:path';
import {describe, expect, it} from '@jest/globals';
import type {CodePart} from '../../../src/core/code-tree.js';
import {isUnchanged} from '../../../src/files/part-unchanged.js';
import {readTree} from '../../../src/files/read-tree.js';
import {inTempFolder} from '../../support/in-temp-folder.js';

async function afterwards(
  kind: 'directory' | 'archive',
  change: (path: string) => Promise<unknown>,
): Promise<boolean> {
  return inTempFolder({'fn/a.js': 'a', 'fn/b/c.js': 'c', 'code.zip': 'zip'}, async (folder) => {
    const path = join(folder, kind === 'directory' ? 'fn' : 'code.zip');
    await symlink('a.js', join(folder, 'fn/link'));
    const options = {cacheFolder: join(folder, 'cache')};
    const source = {what: 'code', kind, path, ignore: [], family: null} as const;
    const [part] = (await readTree(source, options)).parts as [CodePart];
    await change(path);
    return isUnchanged(part, options);
  });
}

describe('a part that has been looked at', () => {
  it('is unchanged while nobody touches it', async () => {
    expect(await afterwards('directory', async () => undefined)).toBe(true);
    expect(await afterwards('archive', async () => undefined)).toBe(true);
  });

  it.each<[string, (path: string) => Promise<unknown>]>([
    ['written', (path) => writeFile(join(path, 'a.js'), 'b')],
    [
      'written in place with its old time',
      async (path) => {
        await writeFile(join(path, 'a.js'), 'b');
        await utimes(join(path, 'a.js'), 1, 1);
      },
    ],
    ['removed', (path) => rm(join(path, 'b/c.js'))],
    [
      'pointed elsewhere',
      async (path) => {
        await rm(join(path, 'link'));
        await symlink('b', join(path, 'link'));
      },
    ],
    ['removed altogether', (path) => rm(path, {recursive: true})],
  ])('has changed when something in it is %s', async (_title, change) => {
    expect(await afterwards('directory', change)).toBe(false);
  });

  it('does not change by a new file, which is not in it', async () => {
    expect(await afterwards('directory', (path) => writeFile(join(path, 'new.js'), ''))).toBe(true);
  });

  it('has changed when its archive has', async () => {
    expect(await afterwards('archive', (path) => writeFile(path, 'ZIP'))).toBe(false);
    expect(await afterwards('archive', (path) => rm(path))).toBe(false);
  });
});
