import {access, constants, statfs} from 'node:fs/promises';
import {dirname} from 'node:path';

/** What can be done with a folder, which need not be there yet. */
export interface FolderFacts {
  readonly path: string;
  readonly isWritable: boolean;
  /** Free space for this user, or null where the system does not say. */
  readonly freeBytes: number | null;
}

/** Looks at a folder, or at the nearest one above it that is there. */
export async function folderFacts(path: string): Promise<FolderFacts> {
  const there = await nearestFolder(path);
  const [isWritable, freeBytes] = await Promise.all([
    access(there, constants.W_OK).then(
      () => true,
      () => false,
    ),
    statfs(there).then(
      ({bavail, bsize}) => bavail * bsize,
      () => null,
    ),
  ]);
  return {path, isWritable, freeBytes};
}

async function nearestFolder(path: string): Promise<string> {
  try {
    await access(path);
    return path;
  } catch {
    return dirname(path) === path ? path : nearestFolder(dirname(path));
  }
}
