import {isAbsolute, relative} from 'node:path';

/** A file as messages name it: relative to a folder where it is below, else as it is. */
export function shownFrom(folder: string, file: string): string {
  const inside = relative(folder, file);
  return inside === '' || /^\.\.(?:[\\/]|$)/.test(inside) || isAbsolute(inside) ? file : inside;
}
