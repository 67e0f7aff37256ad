import {posix} from 'node:path';

/** Whether a link at a path of a tree is absolute or points above the root of the tree. */
export function leadsOut(path: string, target: string): boolean {
  if (target === '' || /^[A-Za-z]:[\\/]|^[\\/]/.test(target)) return true;
  const end = posix.normalize(posix.join(posix.dirname(path), target));
  return end === '..' || end.startsWith('../');
}
