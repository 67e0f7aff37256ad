import {readdir, stat, utimes, writeFile} from 'node:fs/promises';
import {join} from 'node:path';
import process from 'node:process';
import {describe, expect, it, jest} from '@jest/globals';
import {runCompiled} from '../../../src/files/compiled-bundle.js';
import {inTempFolder} from '../../support/in-temp-folder.js';

/** Runs what a bundle leaves for the end of the process. */
function runToEnd(run: () => void, code = 0): void {
  const before = new Set(process.listeners('exit'));
  run();
  for (const listener of process.listeners('exit').filter((one) => !before.has(one))) {
    listener.call(process, code);
    process.off('exit', listener);
  }
}

const withBundle = (use: (bundle: {file: string; cacheFolder: string}) => Promise<void>) =>
  inTempFolder({'main.cjs': 'module.exports = 1;'}, (folder) =>
    use({file: join(folder, 'main.cjs'), cacheFolder: join(folder, 'cache')}),
  );

describe('runCompiled', () => {
  it('keeps the compiled forms of the newest few builds', async () => {
    await withBundle(async ({file, cacheFolder}) => {
      for (let build = 0; build < 30; build += 1) {
        await writeFile(file, `module.exports = ${build};`);
        await utimes(file, build, build);
        runToEnd(() => expect(runCompiled({file, cacheFolder, command: 'invoke'})).toBe(build));
        const newest = (await readdir(cacheFolder)).map((name) => join(cacheFolder, name));
        for (const path of newest) {
          const {mtimeMs} = await stat(path);
          if (mtimeMs > 1_000_000_000) await utimes(path, build + 1, build + 1);
        }
      }
      const left = await readdir(cacheFolder);
      const times = await Promise.all(left.map((name) => stat(join(cacheFolder, name))));
      const seconds = times.map(({mtimeMs}) => mtimeMs / 1000).toSorted((a, b) => a - b);
      expect(seconds).toEqual(Array.from({length: 24}, (_, index) => index + 7));
    });
  });

  it('keeps one for each command: another needs other functions', async () => {
    await withBundle(async ({file, cacheFolder}) => {
      for (const command of ['invoke', 'replay', 'invoke'])
        runToEnd(() => expect(runCompiled({file, cacheFolder, command})).toBe(1));
      expect(await readdir(cacheFolder)).toHaveLength(2);
    });
  });

  it('keeps what a long run has compiled early, until one has come to its end', async () => {
    jest.useFakeTimers();
    try {
      await withBundle(async ({file, cacheFolder}) => {
        const run = () => void runCompiled({file, cacheFolder, command: 'serve'});
        runToEnd(() => {
          run();
          jest.advanceTimersByTime(60_000);
        });
        expect(await readdir(cacheFolder)).toEqual([expect.stringMatching(/\.early\.bin$/)]);
        runToEnd(run);
        runToEnd(run);
        expect(await readdir(cacheFolder)).toHaveLength(2);
      });
    } finally {
      jest.useRealTimers();
    }
  });

  it('keeps what a run that was ended has compiled, until one has come to its end', async () => {
    await withBundle(async ({file, cacheFolder}) => {
      const run = () => void runCompiled({file, cacheFolder, command: 'serve'});
      runToEnd(run, 143);
      expect(await readdir(cacheFolder)).toEqual([expect.stringMatching(/\.early\.bin$/)]);
      runToEnd(run);
      expect(await readdir(cacheFolder)).toHaveLength(2);
    });
  });

  it.each([2, 3, 70])('keeps none of a run that came to nothing: %d', async (code) => {
    await withBundle(async ({file, cacheFolder}) => {
      const run = () => void runCompiled({file, cacheFolder, command: 'invoke'});
      runToEnd(run, code);
      await expect(readdir(cacheFolder)).rejects.toThrow('ENOENT');
      runToEnd(run, 1);
      expect(await readdir(cacheFolder)).toHaveLength(1);
    });
  });
});
