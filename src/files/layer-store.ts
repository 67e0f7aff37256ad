import {rm, stat, utimes} from 'node:fs/promises';
import type {CachedLayer, ClearedLayers, LayerVersion} from '../core/layer.js';
import type {LayerArn} from '../core/layer-arn.js';
import type {Ownership} from '../core/owner.js';
import {LambdockError} from '../errors/lambdock-error.js';
import {withFileLock, type LockOptions} from './file-lock.js';
import {hashFiles} from './hash-files.js';
import {layerPlaces, type LayerPlaces} from './layer-places.js';
import {
  cachedLayer,
  isWhole,
  moveDurably,
  readRecord,
  touchRecord,
  writeRecord,
} from './layer-record.js';
import {clearLayers, makeRoom} from './layer-removal.js';
import {stampOf} from './walk-folder.js';

/** Layer versions on disk: each .zip once under its SHA-256, and a record per ARN. */
export interface LayerStore {
  readonly folder: string;
  /** A layer version that is here and whole. */
  find(arn: LayerArn, signal?: AbortSignal): Promise<CachedLayer | null>;
  /** Does work that one process at a time may do for a layer version. */
  lock<T>(
    arn: LayerArn,
    work: () => Promise<T>,
    options?: Omit<LockOptions, 'ownership'>,
  ): Promise<T>;
  /** Where the .zip of a version is written until it is whole; a part of it may be there. */
  unfinished(arn: LayerArn, version: LayerVersion): string;
  /** Keeps a version whose .zip is here already, whatever it was fetched for; else null. */
  adopt(arn: LayerArn, version: LayerVersion): Promise<CachedLayer | null>;
  /**
   * Keeps a finished .zip that passes a check; null when its bytes are not the version's. What is
   * not kept is removed.
   */
  keep(
    arn: LayerArn,
    version: LayerVersion,
    check: (path: string) => Promise<void>,
  ): Promise<CachedLayer | null>;
  /** Removes what was not used for longest until the rest fits into `limit` bytes. */
  makeRoom(limit: number): Promise<void>;
  clear(): Promise<ClearedLayers>;
}

/** The layer cache in a folder, which need not exist yet. */
export function layerStore(folder: string, ownership: Ownership, now = Date.now): LayerStore {
  const places = layerPlaces(folder);
  return {
    folder,
    async find(arn, signal) {
      const file = places.record(arn);
      const record = readRecord(file);
      if (record?.arn !== arn.text) return null;
      const where = {file, path: places.zip(record.sha256)};
      if (!(await isWhole(record, where, signal))) return null;
      touchRecord(file, now());
      return cachedLayer(record, where);
    },
    lock: (arn, work, options) =>
      onDisk(folder, () => withFileLock(places.lock(arn), work, {...options, ownership})),
    unfinished: (arn, {sha256}) => places.part(arn, sha256),
    async adopt(arn, version) {
      const path = places.zip(version.sha256);
      if (!(await hasDigest(path, version.sha256))) return null;
      // Who makes room meanwhile must not take it for forgotten.
      await utimes(path, now() / 1000, now() / 1000);
      return record(places, arn, version);
    },
    async keep(arn, version, check) {
      const made = places.part(arn, version.sha256);
      try {
        if (!(await hasDigest(made, version.sha256))) return null;
        await check(made);
        await moveDurably(made, places.zip(version.sha256));
        return await record(places, arn, version);
      } finally {
        await rm(made, {force: true});
      }
    },
    makeRoom: (limit) => makeRoom(places, limit, now),
    clear: () => onDisk(folder, () => clearLayers(places, ownership)),
  };
}

async function record(
  places: LayerPlaces,
  arn: LayerArn,
  {sha256, runtimes, architectures}: LayerVersion,
): Promise<CachedLayer> {
  const where = {file: places.record(arn), path: places.zip(sha256)};
  const facts = await stat(where.path);
  const {size} = facts;
  const known = {arn: arn.text, sha256, size, stamp: stampOf(facts), runtimes, architectures};
  await writeRecord(where.file, known);
  return cachedLayer(known, where);
}

async function hasDigest(path: string, sha256: string): Promise<boolean> {
  const facts = await stat(path).catch(() => null);
  if (facts?.isFile() !== true) return false;
  const [digest] = await hashFiles([{path, size: facts.size}]);
  return digest === sha256;
}

async function onDisk<T>(folder: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (cause) {
    const {code, syscall} = cause as NodeJS.ErrnoException;
    if (syscall === undefined || !DISK.includes(code ?? '')) throw cause;
    throw new LambdockError('DISK_FAILED', {
      message: `layers cannot be kept in ${folder}: ${(cause as Error).message}`,
      suggestions: [
        'free some space (`lambdock layers clear` empties the cache)',
        'or name another folder with --layers-cache DIR',
      ],
      details: {path: folder},
      cause,
    });
  }
}

const DISK = ['ENOSPC', 'EDQUOT', 'EROFS', 'EACCES', 'EPERM', 'ENOTDIR', 'EIO'];
