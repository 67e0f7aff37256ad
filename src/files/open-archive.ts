import {open, type FileHandle} from 'node:fs/promises';
import type {File as ZipFile} from 'unzipper';
import {misplaced, natureOf} from '../core/archive-entry.js';
import {
  byTarName,
  totalBytes,
  treeName,
  type CodeEntry,
  type TarItem,
  type TreeRequest,
} from '../core/code-tree.js';
import {caseWarning, duplicateWarning} from '../core/name-clashes.js';
import {UNZIPPED_BYTES} from '../core/limits.js';
import {leadsOut} from '../core/link-target.js';
import {invalid, unreadable, unreadableByLambda} from './code-error.js';
import {zipContent, ZipDamage} from './zip-content.js';
import {zipDirectory} from './zip-directory.js';

/** A .zip or .jar whose directory has been read and found harmless. */
export interface Archive {
  readonly entries: readonly CodeEntry[];
  /** Sum of the sizes of its files. */
  readonly bytes: number;
  readonly warnings: readonly string[];
  /** Every entry with its content, one after the other: nothing is unpacked on this machine. */
  items(): AsyncGenerator<TarItem>;
}

interface ZipEntry {
  readonly entry: CodeEntry;
  readonly file: ZipFile;
}

/** Opens an archive; of two entries with one path the later counts, as when it is unpacked. */
export async function openArchive(request: TreeRequest): Promise<Archive> {
  const twice: string[] = [];
  const found = await withFile(request, async (handle) => {
    const byPath = new Map<string, ZipEntry>();
    for (const file of await zipDirectory(handle)) {
      const entry = await entryOf(request, handle, file);
      if (entry === null) continue;
      if (byPath.has(entry.path) && entry.kind !== 'directory') twice.push(entry.path);
      byPath.set(entry.path, {entry, file});
    }
    return [...byPath.values()].sort((a, b) => byTarName(a.entry, b.entry));
  });
  const entries = found.map(({entry}) => entry);
  check(request, entries);
  return {
    entries,
    bytes: totalBytes(entries),
    warnings: [
      ...unreadableByLambda(request, entries.filter(isClosed)),
      ...clashes(request, entries, twice),
    ],
    items: () => items(request, found),
  };
}

const isClosed = (entry: CodeEntry): boolean => entry.kind !== 'link' && (entry.mode & 0o004) === 0;

/** Jars as code hold many such names, and nobody is misled by them. */
function clashes(
  request: TreeRequest,
  entries: readonly CodeEntry[],
  twice: readonly string[],
): readonly string[] {
  if (request.what === 'code') return [];
  const name = treeName(request);
  const paths = entries.map(({path}) => path);
  return [duplicateWarning(name, twice), caseWarning(name, paths)].filter((one) => one !== null);
}

/** Null for the root of the tree, which some archives name. */
async function entryOf(
  request: TreeRequest,
  handle: FileHandle,
  file: ZipFile,
): Promise<CodeEntry | null> {
  const nature = natureOf(file);
  if (nature.kind === 'refused') throw invalid(request, nature.why, file.path);
  const {kind, path, mode} = nature;
  if (path === '.') return null;
  const mtimeMs = file.lastModifiedDateTime.getTime();
  if (kind === 'directory') return {kind, path, mtimeMs, mode};
  if (kind === 'file') return {kind, path, mtimeMs, mode, size: file.uncompressedSize};
  const target = await linkTarget(request, handle, file);
  // A layer's links lead anywhere: what goes through them is the next layer's matter.
  if (request.what === 'code' && leadsOut(path, target)) {
    throw invalid(request, `is a link that leads out of the archive, to ${target}`, path);
  }
  return {kind, path, mtimeMs, target};
}

async function linkTarget(
  request: TreeRequest,
  handle: FileHandle,
  file: ZipFile,
): Promise<string> {
  const content = await named(request, file.path, () => zipContent(handle, file));
  // Links are short: their content always comes in one piece.
  return content instanceof Uint8Array ? Buffer.from(content).toString('utf8') : '';
}

function check(request: TreeRequest, entries: readonly CodeEntry[]): void {
  if (entries.length === 0) throw invalid(request, 'is an empty archive');
  const wrong = misplaced(entries);
  if (wrong !== undefined)
    throw invalid(request, 'lies below something that is no folder', wrong.path);
  const bytes = totalBytes(entries);
  if (bytes > UNZIPPED_BYTES) {
    throw invalid(request, `unpacks to ${bytes} bytes, Lambda allows ${UNZIPPED_BYTES} (250 MB)`);
  }
}

async function* items(request: TreeRequest, found: readonly ZipEntry[]): AsyncGenerator<TarItem> {
  const handle = await openFile(request);
  try {
    for (const {entry, file} of found) {
      const content =
        entry.kind === 'file'
          ? await named(request, entry.path, () => zipContent(handle, file))
          : null;
      const isWhole = content === null || content instanceof Uint8Array;
      yield {entry, content: isWhole ? content : namedChunks(request, entry.path, content)};
    }
  } finally {
    await handle.close();
  }
}

async function* namedChunks(
  request: TreeRequest,
  path: string,
  chunks: AsyncIterable<Uint8Array>,
): AsyncGenerator<Uint8Array> {
  try {
    yield* chunks;
  } catch (error) {
    throw translated(request, error, path);
  }
}

async function named<T>(request: TreeRequest, path: string, read: () => Promise<T>): Promise<T> {
  try {
    return await read();
  } catch (error) {
    throw translated(request, error, path);
  }
}

const translated = (request: TreeRequest, error: unknown, path?: string): unknown =>
  error instanceof ZipDamage ? invalid(request, error.message, path) : error;

async function withFile<T>(
  request: TreeRequest,
  work: (handle: FileHandle) => Promise<T>,
): Promise<T> {
  const handle = await openFile(request);
  try {
    return await work(handle);
  } catch (error) {
    throw translated(request, error);
  } finally {
    await handle.close();
  }
}

async function openFile(request: TreeRequest): Promise<FileHandle> {
  try {
    return await open(request.path);
  } catch (error) {
    throw unreadable(request, request.path, error);
  }
}
