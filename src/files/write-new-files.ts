import {mkdir, stat, writeFile} from 'node:fs/promises';
import {dirname, join} from 'node:path';
import {LambdockError} from '../errors/lambdock-error.js';

/** A file to write; the path is relative to the folder. */
interface NewFile {
  readonly path: string;
  readonly text: string;
}

/** Writes files into a folder; rejects with USAGE before the first one when any is already there. */
export async function writeNewFiles(
  folder: string,
  files: readonly NewFile[],
  {overwrite}: {readonly overwrite: boolean},
): Promise<readonly string[]> {
  if (!overwrite) await refuseExisting(folder, files);
  const paths = files.map(({path}) => join(folder, path));
  for (const [index, {text}] of files.entries()) {
    const path = paths[index] ?? folder;
    try {
      await mkdir(dirname(path), {recursive: true});
      // `wx`: a file that appeared since the look is not written over.
      await writeFile(path, text, {flag: overwrite ? 'w' : 'wx'});
    } catch (cause) {
      throw notWritten(path, cause);
    }
  }
  return paths;
}

async function refuseExisting(folder: string, files: readonly NewFile[]): Promise<void> {
  const facts = await Promise.all(
    files.map(async ({path}) => ({
      path,
      isThere: await stat(join(folder, path)).then(
        () => true,
        () => false,
      ),
    })),
  );
  const there = facts.filter(({isThere}) => isThere).map(({path}) => path);
  if (there.length === 0) return;
  throw new LambdockError('USAGE', {
    message: `${folder} already has ${there.join(', ')}; nothing was written`,
    suggestions: ['name another folder, or overwrite with --force'],
    details: {files: there},
  });
}

function notWritten(path: string, cause: unknown): LambdockError {
  const reason = cause instanceof Error ? cause.message : String(cause);
  return new LambdockError('DISK_FAILED', {
    message: `${path} cannot be written: ${reason}`,
    details: {path},
    cause,
  });
}
