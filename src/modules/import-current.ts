import {statSync} from 'node:fs';
import {createRequire} from 'node:module';
import {pathToFileURL} from 'node:url';

/** What was imported already: as what, and when it had been written. */
const imported = new Map<string, {readonly href: string; readonly writtenAt: number}>();

/**
 * Imports a JavaScript module of the user's as it is now: one that has changed since it was imported
 * before is evaluated again. ES modules that it imports are not: Node keeps them as long as it runs.
 */
export function importCurrent(file: string): Promise<object> {
  const writtenAt = statSync(file).mtimeMs;
  const known = imported.get(file);
  if (known?.writtenAt === writtenAt) return import(known.href) as Promise<object>;
  const url = pathToFileURL(file);
  if (known !== undefined) {
    url.searchParams.set('written', String(writtenAt));
    forgetRequired(file);
  }
  imported.set(file, {href: url.href, writtenAt});
  return import(url.href) as Promise<object>;
}

/** CommonJS modules are kept by their path, whatever the query. */
function forgetRequired(file: string): void {
  const {cache} = createRequire(file);
  for (const path of Object.keys(cache))
    if (!path.includes('node_modules')) Reflect.deleteProperty(cache, path);
}
