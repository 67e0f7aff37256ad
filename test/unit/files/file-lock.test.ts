import {readdir, utimes, writeFile} from 'node:fs/promises';
import {join} from 'node:path';
import {describe, expect, it} from '@jest/globals';
import {isLocked, withFileLock} from '../../../src/files/file-lock.js';
import {inTempFolder} from '../../support/in-temp-folder.js';

const ownership = {
  self: 'me',
  isAlive: (owner: string) => (owner === 'stranger' ? null : owner !== 'dead'),
};

/** Runs a few works that want the same lock, and says how many ran at once at most. */
async function crowd(file: string, size: number): Promise<number> {
  let inside = 0;
  let most = 0;
  const work = async (): Promise<void> => {
    inside += 1;
    most = Math.max(most, inside);
    await new Promise((resolve) => setImmediate(resolve));
    inside -= 1;
  };
  await Promise.all(Array.from({length: size}, () => withFileLock(file, work, {ownership})));
  return most;
}

describe('a file lock', () => {
  it('lets one in at a time, also where a dead holder had it', () =>
    inTempFolder({'locks/a.7': 'dead'}, async (folder) => {
      const file = join(folder, 'locks/a');
      expect(await isLocked(file, ownership)).toBe(false);
      expect(await crowd(file, 8)).toBe(1);
      expect(await readdir(join(folder, 'locks'))).toEqual(['a.15']);
      expect(await isLocked(file, ownership)).toBe(false);
    }));

  it('is free again when the work fails', () =>
    inTempFolder({}, async (folder) => {
      const file = join(folder, 'a');
      const fail = async (): Promise<never> => {
        expect(await isLocked(file, ownership)).toBe(true);
        throw new Error('no');
      };
      await expect(withFileLock(file, fail, {ownership})).rejects.toThrow('no');
      expect(await withFileLock(file, async () => 1, {ownership})).toBe(1);
    }));

  it('of a living holder is waited for until somebody has had enough', () =>
    inTempFolder({'a.1': 'alive'}, async (folder) => {
      const stop = new AbortController();
      const work = withFileLock(join(folder, 'a'), async () => 1, {
        ownership,
        signal: stop.signal,
        onWait: () => stop.abort(),
      });
      await expect(work).rejects.toMatchObject({name: 'AbortError'});
    }));

  it('of a holder that cannot be seen is taken when it has been silent for long', () =>
    inTempFolder({}, async (folder) => {
      const file = join(folder, 'a');
      await writeFile(`${file}.1`, 'stranger');
      expect(await isLocked(file, ownership)).toBe(true);
      await utimes(`${file}.1`, 1, 1);
      expect(await withFileLock(file, async () => 1, {ownership})).toBe(1);
    }));
});
