import {bytesText} from '../core/bytes-text.js';
import type {Check} from '../core/check.js';
import type {FolderFacts} from '../files/folder-facts.js';
import {fine, troubled} from './check-result.js';

const OLDEST_NODE = 20;
const LITTLE_SPACE = 2_000_000_000;
const NO_SPACE = 100_000_000;

/** Whether this Node is new enough. */
export function nodeCheck(version: string): Check {
  const major = Number.parseInt(version.replace(/^v/, ''), 10);
  if (major >= OLDEST_NODE) return fine('node', version);
  return troubled('failed', 'node', {
    found: `${version} is too old`,
    remedy: `install Node ${OLDEST_NODE} or later`,
  });
}

/** Whether lambdock can keep its cache; without one it works, but slower. */
export const cacheCheck = ({path, isWritable}: FolderFacts): Check =>
  isWritable
    ? fine('cache folder', path)
    : troubled('warning', 'cache folder', {
        found: `${path} is not writable: every run reads all code again`,
        remedy: `make ${path} writable, or set XDG_CACHE_HOME to a folder that is`,
      });

/** Whether there is room for images, layers and archives. */
export function spaceCheck({path, freeBytes}: FolderFacts): Check {
  if (freeBytes === null) return fine('disk space', `not known for ${path}`);
  const found = `${bytesText(freeBytes)} free at ${path}`;
  if (freeBytes >= LITTLE_SPACE) return fine('disk space', found);
  return troubled(freeBytes < NO_SPACE ? 'failed' : 'warning', 'disk space', {
    found,
    remedy: 'lambdock prune removes what lambdock made; docker system df shows the rest',
  });
}
