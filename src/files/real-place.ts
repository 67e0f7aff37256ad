import {realpathSync} from 'node:fs';
import {basename, dirname, join, relative, resolve, sep} from 'node:path';

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

/** Real places as they are seen from a folder: a copy of the folder elsewhere has them too. */
export const placesFrom = (folder: string, places: readonly string[]): readonly string[] =>
  places.map((place) => relative(realPlace(folder), place));

/** The real places of what was seen from a folder. */
export const placesSeen = (folder: string, seen: readonly string[]): readonly string[] =>
  seen.map((path) => realPlace(resolve(realPlace(folder), path)));
