import {access, constants, stat} from 'node:fs/promises';
import {dirname, resolve} from 'node:path';

/**
 * Rejects when no file could be written into a folder, which is there or is to be made. Of a folder on
 * a read-only disk mkdir itself says no more than that it is not there.
 */
export async function checkWritableFolder(folder: string): Promise<void> {
  let place = resolve(folder);
  let facts = await factsOf(place);
  while (facts === null && dirname(place) !== place) {
    place = dirname(place);
    facts = await factsOf(place);
  }
  if (facts?.isDirectory() === false) throw new Error(`${place} is no folder`);
  await access(place, constants.W_OK | constants.X_OK);
}

const factsOf = (path: string) =>
  stat(path).catch((error: unknown) => {
    const {code} = error as NodeJS.ErrnoException;
    if (code === 'ENOENT' || code === 'ENOTDIR') return null;
    throw error;
  });
