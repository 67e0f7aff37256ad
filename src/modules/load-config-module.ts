import {existsSync} from 'node:fs';
import {pathToFileURL} from 'node:url';
import {importCurrent} from './import-current.js';

/**
 * What a JavaScript or TypeScript module of the user's exports: its default export, else all of them;
 * undefined where there is no such file. What knows TypeScript is loaded only for it.
 */
export async function loadConfigModule(file: string): Promise<unknown> {
  if (!existsSync(file)) return undefined;
  if (/\.[cm]?ts$/.test(file)) {
    const {createJiti} = await import('jiti');
    return createJiti(pathToFileURL(file).href, {fsCache: false, moduleCache: false}).import(file, {
      default: true,
    });
  }
  const loaded = (await importCurrent(file)) as {readonly default?: unknown};
  return 'default' in loaded ? loaded.default : {...loaded};
}
