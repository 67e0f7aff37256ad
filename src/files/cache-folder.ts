import {resolve} from 'node:path';
import cachedir from 'cachedir';

/** lambdock's folder among the user's caches; `LAMBDOCK_CACHE` of these variables names another. */
export function cacheFolder(variables: Readonly<Record<string, string | undefined>> = {}): string {
  const {LAMBDOCK_CACHE: named = ''} = variables;
  return named === '' ? cachedir('lambdock') : resolve(named);
}
