import {createReadStream, type Stats} from 'node:fs';
import {lstat, readdir, readFile, readlink} from 'node:fs/promises';
import {join} from 'node:path';
import type {FileEntry, TarItem} from '../core/code-tree.js';
import {LambdockError} from '../errors/lambdock-error.js';

/** What the build context of a stand-in is made of. */
export interface ContextRequest {
  /** Folder of the recipes. */
  readonly folder: string;
  /** Files that keep their paths below it. */
  readonly files: readonly string[];
  /** Folders, and the names they get. */
  readonly parts: readonly {readonly content: string; readonly to: string}[];
}

/** Files up to this size are read in one piece. */
const SMALL = 256 * 1024;

/** Everything in a build context, as it goes into a tar. */
export async function* contextItems({
  folder,
  files,
  parts,
}: ContextRequest): AsyncGenerator<TarItem> {
  for (const file of files) yield* itemsAt(join(folder, file), file);
  for (const {content, to} of parts) yield* itemsAt(content, to);
}

/** Modes are kept, but all may read: Lambda runs functions as a user of its own. */
async function* itemsAt(path: string, name: string): AsyncGenerator<TarItem> {
  const stat = await reading(path, () => lstat(path));
  const common = {path: name, mtimeMs: stat.mtimeMs};
  if (stat.isDirectory()) {
    const mode = (stat.mode & 0o7777) | 0o555;
    yield {entry: {...common, kind: 'directory', mode}, content: null};
    for (const child of (await reading(path, () => readdir(path))).sort()) {
      yield* itemsAt(join(path, child), `${name}/${child}`);
    }
  } else if (stat.isSymbolicLink()) {
    const target = await reading(path, () => readlink(path));
    yield {entry: {...common, kind: 'link', target}, content: null};
  } else {
    const content = await reading(path, () => contentOf(path, stat));
    yield {entry: fileEntry(name, stat, content), content: content ?? chunksOf(path)};
  }
}

function fileEntry(path: string, stat: Stats, content: Uint8Array | null): FileEntry {
  const isScript = content?.[0] === 0x23 && content[1] === 0x21;
  const mode = isScript ? 0o755 : (stat.mode & 0o7777) | 0o444;
  const size = content?.length ?? stat.size;
  return {kind: 'file', path, mtimeMs: stat.mtimeMs, mode, size};
}

/** Null for a file that is large: no script. */
const contentOf = async (path: string, {size}: Stats): Promise<Uint8Array | null> =>
  size <= SMALL ? readFile(path) : null;

/** Opened when it is wanted, so that nothing stays open when the tar is given up before. */
async function* chunksOf(path: string): AsyncGenerator<Uint8Array> {
  yield* createReadStream(path, {highWaterMark: SMALL}) as AsyncIterable<Uint8Array>;
}

async function reading<T>(path: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (cause) {
    throw new LambdockError('IMAGE_BUILD_FAILED', {
      message: `${path} cannot be read: ${(cause as Error).message}`,
      suggestions: ['was the cache emptied meanwhile? try again'],
      details: {path},
      cause,
    });
  }
}
