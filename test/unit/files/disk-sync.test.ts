import {open} from 'node:fs/promises';
import {join} from 'node:path';
import {expect, it} from '@jest/globals';
import {diskSync, folderOf, type Persistent} from '../../../src/files/disk-sync.js';
import {errorOf} from '../../support/error-of.js';
import {inTempFolder} from '../../support/in-temp-folder.js';

it('one sync at a time is under way, the last one is waited for, and a folder has one too', () =>
  inTempFolder({a: ''}, async (folder) => {
    await using handle = await open(join(folder, 'a'), 'r+');
    let done = 0;
    const file: Persistent = {
      path: 'a',
      async persist() {
        await handle.datasync();
        done += 1;
      },
    };
    const sync = diskSync([file, folderOf(folder), folderOf(join(folder, 'nowhere'))]);
    sync.begin();
    sync.begin();
    sync.begin();
    await sync.end();
    expect(done).toBe(2);
  }));

it('a sync that failed is told by the next call, with the name of the file', () =>
  inTempFolder({a: ''}, async (folder) => {
    const handle = await open(join(folder, 'a'), 'r+');
    const sync = diskSync([{path: 'a', persist: () => handle.datasync()}]);
    await handle.close();
    sync.begin();
    const failed = {code: 'DISK_FAILED', details: {file: 'a'}};
    expect(await errorOf(() => sync.end())).toMatchObject(failed);
    expect(await errorOf(() => sync.begin())).toMatchObject(failed);
  }));
