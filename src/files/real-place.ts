import {realpathSync} from 'node:fs';
import {basename, dirname, join, sep} from 'node:path';

/** Where a path leads, links followed as far as there is anything: a file that is not there yet has its place too. */
export function realPlace(path: string): string {
  try {
    return realpathSync.native(path);
  } catch {
    const folder = dirname(path);
    return folder === path ? path : join(realPlace(folder), basename(path));
  }
}

/** Whether a place is one of others, or lies in one of them. */
export const isAmong = (places: readonly string[], place: string): boolean =>
  places.some((one) => place === one || place.startsWith(`${one}${sep}`));
