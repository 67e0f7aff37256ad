import {lstat, realpath} from 'node:fs/promises';

/** Where a file is or will be, seen through links; null where what is there is no plain file. */
export async function plainPlaceOf(path: string): Promise<string | null> {
  const real = (await realpath(path).catch(() => null)) ?? path;
  const facts = await lstat(real).catch(() => null);
  return facts === null || facts.isFile() ? real : null;
}
