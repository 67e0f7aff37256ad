import {mkdir, readdir, utimes, writeFile} from 'node:fs/promises';
import {join} from 'node:path';
import {describe, expect, it} from '@jest/globals';
import type {Ownership} from '../../../src/core/owner.js';
import {partStore} from '../../../src/files/part-store.js';
import {errorOf} from '../../support/error-of.js';
import {inTempFolder} from '../../support/in-temp-folder.js';

const ownership: Ownership = {
  self: 'me',
  isAlive: (owner) => (owner === 'me' ? true : owner === 'dead' ? false : null),
};
const fill =
  (label: string, ...more: readonly string[]) =>
  async (folder: string): Promise<void> => {
    await mkdir(join(folder, 'content'));
    await writeFile(join(folder, 'label'), `${label}\n`);
    for (const name of more) await writeFile(join(folder, name), '');
  };
const inStore = (work: (store: ReturnType<typeof partStore>, folder: string) => Promise<void>) =>
  inTempFolder({}, (temp) => {
    const folder = join(temp, 'not/yet/there');
    return work(partStore(folder, ownership), folder);
  });

describe('partStore', () => {
  it('finds what it has made', async () => {
    await inStore(async (store, folder) => {
      expect(await store.find('a')).toBeNull();
      const part = {label: 'one', isKept: true, content: join(folder, 'a/content')};
      expect(await store.make('a', fill('one'))).toMatchObject(part);
      expect(await store.find('a')).toMatchObject(part);
      expect(await readdir(folder)).toEqual(['a']);
    });
  });

  it('keeps the first of two that are made at once', async () => {
    await inStore(async (store, folder) => {
      const late = store.make('a', async (out) => {
        await store.make('a', fill('first'));
        await fill('second')(out);
      });
      expect(await late).toMatchObject({label: 'first'});
      expect(await readdir(folder)).toEqual(['a']);
    });
  });

  it('replaces what is not whole', async () => {
    await inStore(async (store, folder) => {
      await mkdir(join(folder, 'a/content'), {recursive: true});
      expect(await store.find('a')).toBeNull();
      expect(await store.make('a', fill('one'))).toMatchObject({label: 'one'});
    });
  });

  it('does not keep a volatile part beyond its use', async () => {
    await inStore(async (store, folder) => {
      const part = await store.make('a', fill('one', 'volatile'));
      expect(part.isKept).toBe(false);
      expect(await readdir(part.content)).toEqual([]);
      await part[Symbol.asyncDispose]();
      expect(await readdir(folder)).toEqual([]);
    });
  });

  it('leaves nothing of what could not be made', async () => {
    await inStore(async (store, folder) => {
      const failing = store.make('a', () => Promise.reject(new Error('no')));
      await expect(failing).rejects.toThrow('no');
      expect(await errorOf(() => store.make('a', async () => undefined))).toMatchObject({
        code: 'IMAGE_BUILD_FAILED',
      });
      expect(await readdir(folder)).toEqual([]);
    });
  });

  it('says so when the folder cannot be written', async () => {
    await inTempFolder({file: ''}, async (temp) => {
      const store = partStore(join(temp, 'file/below'), ownership);
      const error = await errorOf(() => store.make('a', fill('one')));
      expect(error).toMatchObject({code: 'DISK_FAILED', details: {path: join(temp, 'file/below')}});
      expect(error.suggestions.join()).toContain('LAMBDOCK_CACHE');
    });
  });

  it('sweeps what dead processes left, and what nobody can be asked about only when it is old', async () => {
    await inStore(async (store, folder) => {
      const leave = async (name: string, owner: string): Promise<string> => {
        await mkdir(join(folder, name), {recursive: true});
        await writeFile(join(folder, name, 'owner'), owner);
        return join(folder, name);
      };
      await leave('.new-mine', 'me');
      await leave('.new-dead', 'dead');
      await leave('.new-unknown', 'unknown');
      await utimes(await leave('.new-old', 'unknown'), new Date(0), new Date(0));
      await store.make('a', fill('one'));
      await store.sweep();
      expect((await readdir(folder)).sort()).toEqual(['.new-mine', '.new-unknown', 'a']);
    });
  });
});
