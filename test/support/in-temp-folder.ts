import {mkdir, mkdtemp, realpath, rm, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {dirname, join} from 'node:path';

/** Files of a temporary folder by their relative path. */
export type TempFiles = Readonly<Record<string, string | Uint8Array>>;

/** Runs `work` in a new folder with these files, which is removed afterwards. */
export async function inTempFolder<T>(
  files: TempFiles,
  work: (folder: string) => T | Promise<T>,
): Promise<T> {
  const folder = await realpath(await mkdtemp(join(tmpdir(), 'lambdock-test-')));
  try {
    for (const [path, content] of Object.entries(files)) {
      await mkdir(dirname(join(folder, path)), {recursive: true});
      await writeFile(join(folder, path), content);
    }
    return await work(folder);
  } finally {
    await rm(folder, {recursive: true, force: true});
  }
}
