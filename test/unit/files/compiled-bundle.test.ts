import {readdir, stat, utimes, writeFile} from 'node:fs/promises';
import {join} from 'node:path';
import process from 'node:process';
import {describe, expect, it} from '@jest/globals';
import {runCompiled} from '../../../src/files/compiled-bundle.js';
import {inTempFolder} from '../../support/in-temp-folder.js';

/** Runs what a bundle leaves for the end of the process. */
function runToEnd(run: () => void): void {
  const before = new Set(process.listeners('exit'));
  run();
  for (const listener of process.listeners('exit').filter((one) => !before.has(one))) {
    listener.call(process, 0);
    process.off('exit', listener);
  }
}

describe('runCompiled', () => {
  it('keeps the compiled forms of the newest few builds', async () => {
    await inTempFolder({}, async (folder) => {
      const file = join(folder, 'main.cjs');
      const cacheFolder = join(folder, 'cache');
      for (let build = 0; build < 7; build += 1) {
        await writeFile(file, `module.exports = ${build};`);
        await utimes(file, build, build);
        runToEnd(() => expect(runCompiled({file, cacheFolder})).toBe(build));
        const newest = (await readdir(cacheFolder)).map((name) => join(cacheFolder, name));
        for (const path of newest) {
          const {mtimeMs} = await stat(path);
          if (mtimeMs > 1_000_000_000) await utimes(path, build + 1, build + 1);
        }
      }
      const left = await readdir(cacheFolder);
      const times = await Promise.all(left.map((name) => stat(join(cacheFolder, name))));
      expect(times.map(({mtimeMs}) => mtimeMs / 1000).toSorted()).toEqual([4, 5, 6, 7]);
    });
  });
});
