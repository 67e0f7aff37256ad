import {mkdir, mkdtemp, rename, rm, stat, writeFile} from 'node:fs/promises';
import {join} from 'node:path';
import {sha256} from '../core/digest.js';
import {LambdockError} from '../errors/lambdock-error.js';

/** Code that is written in a template. */
export interface InlineCode {
  /** `index.py`. */
  readonly name: string;
  readonly text: string;
}

/**
 * The folder below `cache` that holds a file of code; it is named by its content, written once and
 * never changed.
 */
export async function inlineCodeFolder(cache: string, {name, text}: InlineCode): Promise<string> {
  const parent = join(cache, 'inline-code');
  const folder = join(parent, sha256(`${name}\n${text}`));
  if (await isThere(join(folder, name))) return folder;
  try {
    await mkdir(parent, {recursive: true});
    const fresh = await mkdtemp(join(parent, 'new-'));
    await writeFile(join(fresh, name), text);
    // Whoever came first has written the same.
    await rename(fresh, folder).catch(() => rm(fresh, {recursive: true, force: true}));
  } catch (cause) {
    throw new LambdockError('DISK_FAILED', {
      message: `${folder} cannot be written: ${cause instanceof Error ? cause.message : String(cause)}`,
      details: {path: folder},
      cause,
    });
  }
  return folder;
}

const isThere = (path: string): Promise<boolean> =>
  stat(path).then(
    () => true,
    () => false,
  );
