import {spawnSync} from 'node:child_process';
import {access, mkdir, mkdtemp, rm, symlink, utimes, writeFile} from 'node:fs/promises';
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

/** Makes them older than any folder that is about to be claimed. */
async function agePaths(paths: readonly string[]): Promise<void> {
  const before = new Date(Date.now() - 120_000);
  for (const path of paths) await utimes(path, before, before);
}

it('temporary folders of dead processes go, and old ones that nobody claimed; those of living and of foreign ones stay', async () => {
  const {pid: dead} = spawnSync('true');
  const left = await ownTempFolder('lambdock-replay-');
  await writeFile(join(left, 'owner'), ownerTextOf(dead));
  const own = await ownTempFolder('lambdock-events-');
  const unknown = await mkdtemp(join(tmpdir(), 'lambdock-replay-'));
  const foreign = await ownTempFolder('lambdock-replay-');
  await writeFile(join(foreign, 'owner'), 'other-machine/1/2/3');
  const unclaimed = await mkdtemp(join(tmpdir(), 'lambdock-events-'));
  const halfClaimed = await mkdtemp(join(tmpdir(), 'lambdock-events-'));
  await writeFile(join(halfClaimed, 'owner'), '');
  const pipes = await mkdtemp(join(tmpdir(), 'lambdock-output-'));
  await writeFile(join(pipes, 'owner'), ownerTextOf(dead));
  spawnSync('mkfifo', [join(pipes, 'stdout'), join(pipes, 'stderr')]);
  await agePaths([unclaimed, halfClaimed]);
  await sweepTempFolders();
  const folders = [left, unclaimed, halfClaimed, pipes, own, unknown, foreign];
  const isLeft = await Promise.all(folders.map(isThere));
  expect(isLeft).toEqual([false, false, false, false, true, true, true]);
  for (const folder of folders) await rm(folder, {recursive: true, force: true});
});

it('what a user calls so in the folder for temporary files stays, however old', async () => {
  const holder = await mkdtemp(join(tmpdir(), 'own-temp-folder-'));
  const {pid: dead} = spawnSync('true');
  const id = holder.slice(-6);
  const at = (name: string): string => join(tmpdir(), name);
  const file = at(`lambdock-replay-${id}`);
  await writeFile(file, 'results');
  const folder = at(`lambdock-events-${id}`);
  await mkdir(folder);
  await writeFile(join(folder, 'orders.ndjson'), '{}');
  const withOwner = await mkdtemp(at('lambdock-replay-'));
  await writeFile(join(withOwner, 'owner'), '');
  await writeFile(join(withOwner, 'notes'), 'mine');
  const named = at(`lambdock-replay-of-monday-${id}`);
  await mkdir(named);
  await writeFile(join(named, 'owner'), ownerTextOf(dead));
  await writeFile(join(holder, 'owner'), ownerTextOf(dead));
  const link = at(`lambdock-events-${id.slice(1)}${id.startsWith('a') ? 'b' : 'a'}`);
  await symlink(holder, link);
  const empty = at(`lambdock-events-empty-${id}`);
  await mkdir(empty);
  await agePaths([file, folder, withOwner, named, empty]);
  await sweepTempFolders();
  const kept = [file, join(folder, 'orders.ndjson'), join(withOwner, 'owner'), named, link, empty];
  expect(await Promise.all(kept.map(isThere))).toEqual(kept.map(() => true));
  for (const path of [file, folder, withOwner, named, link, empty, holder])
    await rm(path, {recursive: true, force: true});
});
