import {spawnSync} from 'node:child_process';
import {access, mkdtemp, rm, utimes, writeFile} from 'node:fs/promises';
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

it('temporary folders of dead processes go, and old ones that nobody claimed; those of living and of foreign ones stay', async () => {
  const {pid: dead} = spawnSync('true');
  const left = await ownTempFolder('lambdock-replay-');
  await writeFile(join(left, 'owner'), ownerTextOf(dead));
  const own = await ownTempFolder('lambdock-events-');
  const unknown = await mkdtemp(join(tmpdir(), 'lambdock-replay-'));
  const foreign = await ownTempFolder('lambdock-replay-');
  await writeFile(join(foreign, 'owner'), 'other-machine/1/2/3');
  const unclaimed = await mkdtemp(join(tmpdir(), 'lambdock-events-'));
  const before = new Date(Date.now() - 120_000);
  await utimes(unclaimed, before, before);
  await sweepTempFolders();
  const folders = [left, unclaimed, own, unknown, foreign];
  expect(await Promise.all(folders.map(isThere))).toEqual([false, false, true, true, true]);
  for (const folder of folders) await rm(folder, {recursive: true, force: true});
});
