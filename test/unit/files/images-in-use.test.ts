import {mkdir, readdir, writeFile} from 'node:fs/promises';
import {join} from 'node:path';
import {describe, expect, it} from '@jest/globals';
import {sha256} from '../../../src/core/digest.js';
import type {Ownership} from '../../../src/core/owner.js';
import {imagesInUse} from '../../../src/files/images-in-use.js';
import {processIdentity} from '../../../src/files/process-identity.js';
import {inTempFolder} from '../../support/in-temp-folder.js';
import {until} from '../../support/until.js';

const ENDPOINT = 'unix:///docker.sock';
const IMAGE = 'lambdock/hello:one';
const self = processIdentity();
/** What another living process would say of itself: the parent of this one. */
const other: Ownership = {
  ...self,
  self: self.self.replace(String(process.pid), String(process.ppid)),
};

const seenBy = (cacheFolder: string, ownership: Ownership) =>
  imagesInUse({cacheFolder, endpoint: ENDPOINT, ownership});

describe('an image without a container', () => {
  it('is wanted by others than who counts on it, until that is given up', () =>
    inTempFolder({}, async (folder) => {
      const giveUp = seenBy(folder, self).mark(IMAGE);
      const images = seenBy(folder, {...other, isAlive: () => true});
      await until('mark', () => images.isWanted(IMAGE));
      expect(await seenBy(folder, self).isWanted(IMAGE)).toBe(false);
      expect(await images.isWanted('lambdock/hello:two')).toBe(false);
      await giveUp();
      expect([await images.isWanted(IMAGE), await readdir(join(folder, 'in-use'))]).toEqual([
        false,
        [],
      ]);
    }));

  it('is not wanted by a process that was killed', () =>
    inTempFolder({}, async (folder) => {
      const name = `${sha256(`${ENDPOINT} ${IMAGE}`)}.0.lock.1`;
      await mkdir(join(folder, 'in-use'));
      await writeFile(join(folder, 'in-use', name), other.self);
      const images = seenBy(folder, {...self, isAlive: () => false});
      expect([await images.isWanted(IMAGE), await readdir(join(folder, 'in-use'))]).toEqual([
        false,
        [],
      ]);
    }));
});
