import {resolve} from 'node:path';
import {initFiles, type InitRuntime} from '../core/init-templates.js';
import {writeNewFiles} from '../files/write-new-files.js';

/** Where and what `lambdock init` writes. */
export interface InitOptions {
  readonly cwd: string;
  /** Relative to `cwd`. */
  readonly folder: string;
  readonly runtime: InitRuntime;
  readonly overwrite: boolean;
}

/** Writes a first project; resolves with the folder and the files in it. */
export async function initProject({
  cwd,
  folder,
  runtime,
  overwrite,
}: InitOptions): Promise<{readonly folder: string; readonly files: readonly string[]}> {
  const target = resolve(cwd, folder);
  return {folder: target, files: await writeNewFiles(target, initFiles(runtime), {overwrite})};
}
