import {randomUUID} from 'node:crypto';
import {readdir} from 'node:fs/promises';
import {join} from 'node:path';
import {sha256} from '../core/digest.js';
import {parseOwner, type Ownership} from '../core/owner.js';
import {holderOf, removeFreeLocks, withFileLock} from './file-lock.js';

/** Images that processes count on while no container of theirs runs: a lock for each process and image. */
export interface ImagesInUse {
  /** Counts on an image until the answer is called; an image that cannot be marked is as one that is not. */
  mark(reference: string): () => Promise<void>;
  /** Whether another living process counts on it. */
  isWanted(reference: string): Promise<boolean>;
}

/** Those of one engine, as this cache folder knows them. */
export function imagesInUse({
  cacheFolder,
  endpoint,
  ownership,
}: {
  readonly cacheFolder: string;
  readonly endpoint: string;
  readonly ownership: Ownership;
}): ImagesInUse {
  const folder = join(cacheFolder, 'in-use');
  const prefixOf = (reference: string): string => sha256(`${endpoint} ${reference}`);
  const tidy = (): Promise<void> => removeFreeLocks(folder, ownership);
  return {
    mark(reference) {
      let release = (): void => undefined;
      const released = new Promise<void>((resolve) => (release = resolve));
      const file = join(folder, `${prefixOf(reference)}.${randomUUID()}.lock`);
      const held = withFileLock(file, () => released, {ownership})
        .then(tidy)
        .catch(() => undefined);
      return async () => {
        release();
        await held;
      };
    },
    async isWanted(reference) {
      await tidy();
      const names = await readdir(folder).catch(() => []);
      const held = names.filter((name) => name.startsWith(prefixOf(reference)));
      const files = held.map((name) => join(folder, name.replace(/\.lock\..*$/, '.lock')));
      const holders = await Promise.all(files.map(holderOf));
      const self = parseOwner(ownership.self)?.pid;
      return holders.some((holder) => holder !== null && holder !== self);
    },
  };
}
