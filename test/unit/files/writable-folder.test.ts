import {access, mkdir} from 'node:fs/promises';
import {join} from 'node:path';
import {describe, expect, it} from '@jest/globals';
import {openLogFolder} from '../../../src/files/event-logs.js';
import {checkGoldenStore} from '../../../src/files/golden-store.js';
import {checkWritableFolder} from '../../../src/files/writable-folder.js';
import {inTempFolder} from '../../support/in-temp-folder.js';

describe('a folder that is to be written into', () => {
  it('may be there, or be made some folders deep, and is not made by the check', () =>
    inTempFolder({}, async (cwd) => {
      await mkdir(join(cwd, 'there'));
      await checkWritableFolder(join(cwd, 'there'));
      await checkWritableFolder(join(cwd, 'there/a/b'));
      await expect(access(join(cwd, 'there/a'))).rejects.toMatchObject({code: 'ENOENT'});
    }));

  it('is refused with what is in the way, and what to name', () =>
    inTempFolder({file: ''}, async (cwd) => {
      const words = `${join(cwd, 'file')} is no folder`;
      for (const folder of ['file', 'file/a/b']) {
        await expect(checkGoldenStore(join(cwd, folder), folder)).rejects.toMatchObject({
          code: 'DISK_FAILED',
          message: `goldens cannot be written to ${folder}: ${words}`,
          suggestions: [expect.stringContaining('--record')],
        });
        await expect(openLogFolder(join(cwd, folder))).rejects.toMatchObject({
          code: 'DISK_FAILED',
          message: expect.stringContaining(words),
        });
      }
    }));
});
