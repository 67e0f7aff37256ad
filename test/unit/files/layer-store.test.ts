import {mkdir, readdir, utimes, writeFile} from 'node:fs/promises';
import {dirname, join} from 'node:path';
import {describe, expect, it} from '@jest/globals';
import {sha256} from '../../../src/core/digest.js';
import {parseLayerArn} from '../../../src/core/layer-arn.js';
import {layerStore, type LayerStore} from '../../../src/files/layer-store.js';
import {inTempFolder} from '../../support/in-temp-folder.js';

const ownership = {self: 'me', isAlive: (owner: string) => owner === 'me'};
const HOUR = 3_600_000;

const arnOf = (version: number) =>
  parseLayerArn(`arn:aws:lambda:eu-west-1:111122223333:layer:shared:${version}`);

/** Keeps a .zip of 100 bytes, last used so many hours ago. */
async function keep(store: LayerStore, version: number, hours: number): Promise<string> {
  const arn = arnOf(version);
  const content = String(version).padEnd(100);
  const facts = {url: '', sha256: sha256(content), size: 100, runtimes: [], architectures: []};
  const file = store.unfinished(arn, facts);
  await mkdir(dirname(file), {recursive: true});
  await writeFile(file, content);
  const kept = await store.keep(arn, facts, async () => undefined);
  const used = (Date.now() - hours * HOUR) / 1000;
  const record = join(store.folder, `arns/aws/111122223333/eu-west-1/shared/${version}.json`);
  await utimes(record, used, used);
  await utimes(kept?.path ?? '', used, used);
  return `${facts.sha256}.zip`;
}

describe('the layer store', () => {
  it('makes room by removing what was not used for longest, and nothing that may be in use', () =>
    inTempFolder({}, async (folder) => {
      const store = layerStore(folder, ownership);
      const now = await keep(store, 1, 0);
      await keep(store, 2, 3);
      const recent = await keep(store, 3, 1);
      await store.makeRoom(250);
      expect((await readdir(join(folder, 'zips'))).toSorted()).toEqual([now, recent].toSorted());
      expect(await store.find(arnOf(2))).toBeNull();
      await store.makeRoom(0);
      expect(await readdir(join(folder, 'zips'))).toEqual([now]);
    }));

  it('counts a use, so that what is used stays', () =>
    inTempFolder({}, async (folder) => {
      const store = layerStore(folder, ownership);
      await keep(store, 1, 5);
      await keep(store, 2, 1);
      expect(await store.find(arnOf(1))).not.toBeNull();
      await store.makeRoom(150);
      expect(await store.find(arnOf(1))).not.toBeNull();
      expect(await store.find(arnOf(2))).toBeNull();
    }));

  it('clears all but what somebody fetches just now', () =>
    inTempFolder({}, async (folder) => {
      const store = layerStore(folder, ownership);
      await keep(store, 1, 0);
      const version = {url: '', sha256: sha256('x'), size: 1, runtimes: [], architectures: []};
      await store.lock(arnOf(2), async () => {
        for (const number of [2, 3]) await writeFile(store.unfinished(arnOf(number), version), '');
        expect(await store.clear()).toEqual({folder, layers: 1, bytes: 100});
      });
      expect(await readdir(join(folder, 'unfinished'))).toEqual([
        store.unfinished(arnOf(2), version).split('/').at(-1),
      ]);
      expect(await store.find(arnOf(1))).toBeNull();
    }));

  it('says which folder it cannot use', () =>
    inTempFolder({file: ''}, async (folder) => {
      const store = layerStore(join(folder, 'file'), ownership);
      await expect(store.lock(arnOf(1), async () => 1)).rejects.toMatchObject({
        code: 'DISK_FAILED',
        details: {path: join(folder, 'file')},
      });
    }));
});
