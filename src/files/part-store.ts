import {mkdir, mkdtemp, readdir, readFile, rename, rm, stat, writeFile} from 'node:fs/promises';
import {join} from 'node:path';
import type {Ownership} from '../core/owner.js';
import {LambdockError} from '../errors/lambdock-error.js';

/** A finished part of stand-ins; disposing it removes what is not kept. */
export interface Part extends AsyncDisposable {
  /** Folder of what goes into the build context. */
  readonly content: string;
  /** One line: what is inside. */
  readonly label: string;
  /** False for one that is good for this build only. */
  readonly isKept: boolean;
}

/** Parts of stand-ins on disk: whole ones under their keys, unfinished ones beside them. */
export interface PartStore {
  find(key: string): Promise<Part | null>;
  /** Has a part made in a fresh folder, and keeps it. Of two makers at once the first one's is kept. */
  make(key: string, fill: (folder: string) => Promise<void>): Promise<Part>;
  /** Removes what dead processes left unfinished. */
  sweep(): Promise<void>;
}

const UNFINISHED = '.new-';
/** An unfinished part whose maker cannot be asked is left alone for a day. */
const EXPIRY_MS = 86_400_000;

/** The parts in a folder, which need not exist yet. */
export function partStore(folder: string, ownership: Ownership): PartStore {
  const isAbandoned = async (unfinished: string): Promise<boolean> => {
    const owner = await readFile(join(unfinished, 'owner'), 'utf8').catch(() => '');
    const facts = await stat(unfinished).catch(() => null);
    if (facts === null) return false;
    const alive = ownership.isAlive(owner);
    return alive === null ? Date.now() - facts.mtimeMs > EXPIRY_MS : !alive;
  };

  const openFolder = async (): Promise<string> => {
    await mkdir(folder, {recursive: true});
    const aside = await mkdtemp(join(folder, UNFINISHED));
    await writeFile(join(aside, 'owner'), ownership.self);
    await mkdir(join(aside, 'out'));
    return aside;
  };

  return {
    find: (key) => readPart(join(folder, key)),
    async make(key, fill) {
      const aside = await onDisk(folder, openFolder);
      const remove = (): Promise<void> => rm(aside, {recursive: true, force: true});
      const made = join(aside, 'out');
      try {
        await fill(made);
        const part = await partAt(made, remove);
        if (await exists(join(made, 'volatile'))) return part;
        await onDisk(folder, () => moveTo(join(folder, key), made));
        await remove();
        return await partAt(join(folder, key));
      } catch (error) {
        // What stays behind here is swept later; why the part was not made matters more.
        await remove().catch(() => undefined);
        throw error;
      }
    },
    async sweep() {
      const names = await readdir(folder).catch(() => []);
      const unfinished = names.filter((name) => name.startsWith(UNFINISHED));
      for (const path of unfinished.map((name) => join(folder, name))) {
        if (await isAbandoned(path)) await rm(path, {recursive: true, force: true});
      }
    },
  };
}

/** The part in a folder, or null if nothing whole is there. */
async function readPart(folder: string, remove?: () => Promise<void>): Promise<Part | null> {
  const content = join(folder, 'content');
  const label = await readFile(join(folder, 'label'), 'utf8').catch(() => null);
  if (label === null || !(await exists(content))) return null;
  return {
    content,
    label: label.trim(),
    isKept: remove === undefined,
    [Symbol.asyncDispose]: async () => remove?.(),
  };
}

async function partAt(folder: string, remove?: () => Promise<void>): Promise<Part> {
  const part = await readPart(folder, remove);
  if (part !== null) return part;
  throw new LambdockError('IMAGE_BUILD_FAILED', {
    message: `the script that makes ${folder} ended well, but left no content or no label`,
  });
}

/** A rename never mixes two folders: who comes second finds the first one's, and takes that. */
async function moveTo(target: string, made: string): Promise<void> {
  try {
    await rename(made, target);
  } catch (error) {
    const {code} = error as NodeJS.ErrnoException;
    if (code !== 'ENOTEMPTY' && code !== 'EEXIST') throw error;
    if ((await readPart(target)) !== null) return;
    await rm(target, {recursive: true, force: true});
    await rename(made, target);
  }
}

const exists = (path: string): Promise<boolean> =>
  stat(path).then(
    () => true,
    () => false,
  );

async function onDisk<T>(folder: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (cause) {
    throw new LambdockError('DISK_FAILED', {
      message: `parts of stand-ins cannot be kept in ${folder}: ${(cause as Error).message}`,
      suggestions: ['free some space, or name another cache folder with LAMBDOCK_CACHE'],
      details: {path: folder},
      cause,
    });
  }
}
