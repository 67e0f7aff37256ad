import {existsSync} from 'node:fs';
import {readdir, readFile} from 'node:fs/promises';
import {dirname, join} from 'node:path';
import {fileURLToPath} from 'node:url';

/** A file that starts a debugger inside a container. */
export interface InspectFile {
  readonly name: string;
  readonly content: Uint8Array;
}

/** The files that ship with lambdock in images/inspect, wherever below the package this module lies. */
export async function readInspectFiles(
  start = fileURLToPath(import.meta.url),
): Promise<readonly InspectFile[]> {
  const above = dirname(start);
  if (above === start) throw new Error('images/inspect is missing from this copy of lambdock');
  const folder = join(above, 'images', 'inspect');
  if (!existsSync(folder)) return readInspectFiles(above);
  const names = (await readdir(folder)).sort();
  return Promise.all(
    names.map(async (name) => ({name, content: await readFile(join(folder, name))})),
  );
}
