import {lstatSync, readlinkSync} from 'node:fs';
import {join} from 'node:path';
import type {CodeEntry, CodePart} from '../core/code-tree.js';
import {digestArchive} from './digest-archive.js';
import type {DigestOptions} from './digest-part.js';
import {timeSlices} from './time-slices.js';
import {stampOf} from './walk-folder.js';

/**
 * Whether every entry of a part is still what was looked at. Asked after its contents have been
 * sent: a file saved meanwhile must not become known by the digest of what it was before.
 */
export async function isUnchanged(part: CodePart, options: DigestOptions): Promise<boolean> {
  try {
    if (part.entries === null) return (await digestArchive(part.source, options)) === part.digest;
    const slices = timeSlices(options.signal);
    for (const entry of part.entries) {
      if (!isSame(join(part.source.path, entry.path), entry)) return false;
      if (slices.due()) await slices.pause();
    }
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).syscall === undefined) throw error;
    return false;
  }
}

function isSame(path: string, entry: CodeEntry): boolean {
  if (entry.kind === 'link') return readlinkSync(path) === entry.target;
  const stat = lstatSync(path);
  return entry.kind === 'file' ? stampOf(stat) === entry.stamp : stat.isDirectory();
}
