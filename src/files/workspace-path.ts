import {isAbsolute, relative, resolve, sep} from 'node:path';

/** A file as the workspace knows it, with slashes; null for one outside. */
export function fileInWorkspace(
  file: string,
  {cwd, root}: {readonly cwd: string; readonly root: string | null},
): string | null {
  const path = relative(root ?? cwd, resolve(cwd, file));
  const isOutside = path === '' || path === '..' || path.startsWith(`..${sep}`) || isAbsolute(path);
  return isOutside ? null : path.split(sep).join('/');
}
