import {readdir, rm, stat} from 'node:fs/promises';
import {join} from 'node:path';
import type {CachedLayer, ClearedLayers} from '../core/layer.js';
import type {Ownership} from '../core/owner.js';
import {isLocked} from './file-lock.js';
import type {LayerPlaces} from './layer-places.js';
import {cachedLayer, readRecord} from './layer-record.js';

/** What was used this recently may be in use now. */
const IN_USE_MS = 15 * 60_000;
/** How long part of a .zip waits for somebody to go on with it. */
const UNFINISHED_MS = 86_400_000;

/** Every layer version of the cache, the one that was not used for longest first. */
export async function recordedLayers(places: LayerPlaces): Promise<readonly CachedLayer[]> {
  const names = await readdir(places.records, {recursive: true}).catch(() => []);
  return names
    .filter((name) => name.endsWith('.json'))
    .flatMap((name) => {
      const file = join(places.records, name);
      const found = readRecord(file);
      return found === null ? [] : [cachedLayer(found, {file, path: places.zip(found.sha256)})];
    })
    .sort((a, b) => a.usedAt - b.usedAt || (a.arn < b.arn ? -1 : 1));
}

/** Removes what was not used for longest until the rest fits into `limit` bytes. */
export async function makeRoom(
  places: LayerPlaces,
  limit: number,
  now: () => number,
): Promise<void> {
  const kept = [...(await recordedLayers(places))];
  while (totalOf(kept) > limit) {
    const [oldest] = kept;
    if (oldest === undefined || now() - oldest.usedAt <= IN_USE_MS) break;
    await rm(places.record(oldest.arn), {force: true});
    kept.shift();
  }
  const known = new Set(kept.map(({path}) => path));
  const age = async (path: string): Promise<number> => {
    const facts = await stat(path).catch(() => null);
    return facts === null ? 0 : now() - facts.mtimeMs;
  };
  for (const path of await pathsIn(places.zips)) {
    if (!known.has(path) && (await age(path)) > IN_USE_MS) await rm(path, {force: true});
  }
  for (const path of await pathsIn(places.unfinished)) {
    if ((await age(path)) > UNFINISHED_MS) await rm(path, {force: true});
  }
}

/** Removes every layer; what another process fetches just now is left to it. */
export async function clearLayers(
  places: LayerPlaces,
  ownership: Ownership,
): Promise<ClearedLayers> {
  const layers = await recordedLayers(places);
  await rm(places.records, {recursive: true, force: true});
  await rm(places.zips, {recursive: true, force: true});
  for (const name of await readdir(places.unfinished).catch(() => [])) {
    if (await isLocked(places.lockOfPart(name), ownership)) continue;
    await rm(join(places.unfinished, name), {force: true});
  }
  return {folder: places.folder, layers: layers.length, bytes: totalOf(layers)};
}

/** Bytes of the archives, each counted once. */
const totalOf = (layers: readonly CachedLayer[]): number =>
  [...new Map(layers.map(({sha256, size}) => [sha256, size])).values()].reduce(
    (sum, size) => sum + size,
    0,
  );

const pathsIn = async (folder: string): Promise<readonly string[]> =>
  (await readdir(folder).catch(() => [])).map((name) => join(folder, name));
