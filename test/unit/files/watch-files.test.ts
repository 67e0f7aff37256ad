import {spawn, type ChildProcess} from 'node:child_process';
import {chmod, mkdir, writeFile} from 'node:fs/promises';
import {join} from 'node:path';
import {createInterface} from 'node:readline';
import {expect, it} from '@jest/globals';
import {build} from 'esbuild';
import {inTempFolder} from '../../support/in-temp-folder.js';

/** Looks at the folder of its first argument, and says what has changed, or that it looks no longer. */
const WATCHER = `
import {watchFiles} from './src/files/watch-files.js';
const say = (word) => console.log(word);
await watchFiles({
  paths: [process.argv[2]],
  isIgnored: () => false,
  written: [],
  onChanged: (paths) => paths.forEach(say),
  onFailed: (error) => say(error.message),
});
say('looking');
`;

/** To root nothing is unreadable. */
const NOBODY = process.getuid?.() === 0 ? {uid: 65_534, gid: 65_534} : {};

async function startWatcher(folder: string, outfile: string): Promise<ChildProcess> {
  await build({
    stdin: {contents: WATCHER, resolveDir: process.cwd(), loader: 'ts'},
    outfile,
    bundle: true,
    platform: 'node',
    format: 'esm',
    logLevel: 'silent',
  });
  return spawn(process.execPath, [outfile, folder], {
    stdio: ['ignore', 'pipe', 'inherit'],
    ...NOBODY,
  });
}

it('a file and a folder that may not be read end no watch of those beside them', async () => {
  await inTempFolder({'database/page': '', secret: ''}, async (folder) => {
    await chmod(folder, 0o755);
    await mkdir(join(folder, 'code'));
    for (const part of ['database', 'secret']) await chmod(join(folder, part), 0o000);
    await inTempFolder({}, async (elsewhere) => {
      await chmod(elsewhere, 0o755);
      const child = await startWatcher(folder, join(elsewhere, 'watcher.mjs'));
      const heard: string[] = [];
      try {
        if (child.stdout === null) throw new Error('it has no stdout');
        for await (const line of createInterface({input: child.stdout})) {
          if (line === 'looking') await writeFile(join(folder, 'code/saved.js'), '');
          else heard.push(line);
          if (line.endsWith('saved.js')) break;
        }
      } finally {
        child.kill();
      }
      await chmod(join(folder, 'database'), 0o755);
      expect(heard).toEqual([join(folder, 'code/saved.js')]);
    });
  });
});
