import {spawnSync} from 'node:child_process';
import {access, mkdtemp, rm, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {expect, it} from '@jest/globals';
import {ownTempFolder, sweepTempFolders} from '../../../src/files/own-temp-folder.js';
import {ownerTextOf} from '../../../src/files/process-identity.js';

const isThere = (path: string): Promise<boolean> =>
  access(path).then(
    () => true,
    () => false,
  );

it('temporary folders of dead processes are removed, those of living and of unknown ones stay', async () => {
  const {pid: dead} = spawnSync('true');
  const left = await ownTempFolder('lambdock-replay-');
  await writeFile(join(left, 'owner'), ownerTextOf(dead));
  const own = await ownTempFolder('lambdock-events-');
  const unknown = await mkdtemp(join(tmpdir(), 'lambdock-replay-'));
  const foreign = await ownTempFolder('lambdock-replay-');
  await writeFile(join(foreign, 'owner'), 'other-machine/1/2/3');
  await sweepTempFolders();
  const folders = [left, own, unknown, foreign];
  expect(await Promise.all(folders.map(isThere))).toEqual([false, true, true, true]);
  for (const folder of folders) await rm(folder, {recursive: true, force: true});
});
