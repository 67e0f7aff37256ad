import {readdirSync} from 'node:fs';
import {join} from 'node:path';

/**
 * Whether anything may be kept warm by this cache folder, for any engine: a look at two folders, in a
 * file of its own as every invocation takes it.
 */
export function mayBeWarm(cacheFolder: string): boolean {
  try {
    const names = readdirSync(join(cacheFolder, 'warm'), {recursive: true}) as string[];
    return names.some((name) => name.endsWith('.json'));
  } catch {
    return false;
  }
}
