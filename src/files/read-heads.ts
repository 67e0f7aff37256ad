import {open} from 'node:fs/promises';
import {join} from 'node:path';
import type {TreeRequest} from '../core/code-tree.js';
import {natureOf} from '../core/archive-entry.js';
import {zipHead} from './zip-content.js';
import {zipDirectory} from './zip-directory.js';

/**
 * The first bytes of files of a folder or an archive, by path. A file that cannot be read is left
 * out: whoever sends it says why.
 */
export async function readHeads(
  source: TreeRequest,
  paths: readonly string[],
  length: number,
): Promise<ReadonlyMap<string, Uint8Array>> {
  if (paths.length === 0) return new Map();
  return source.kind === 'archive'
    ? archiveHeads(source.path, new Set(paths), length)
    : folderHeads(source.path, paths, length);
}

async function folderHeads(
  root: string,
  paths: readonly string[],
  length: number,
): Promise<ReadonlyMap<string, Uint8Array>> {
  const heads = new Map<string, Uint8Array>();
  for (const path of paths) {
    const file = await open(join(root, path)).catch(() => null);
    if (file === null) continue;
    try {
      const {buffer, bytesRead} = await file.read(Buffer.alloc(length), 0, length, 0);
      heads.set(path, buffer.subarray(0, bytesRead));
    } catch {
      // Left out.
    } finally {
      await file.close();
    }
  }
  return heads;
}

async function archiveHeads(
  archive: string,
  paths: ReadonlySet<string>,
  length: number,
): Promise<ReadonlyMap<string, Uint8Array>> {
  const heads = new Map<string, Uint8Array>();
  const handle = await open(archive);
  try {
    for (const file of await zipDirectory(handle)) {
      const nature = natureOf(file);
      if (nature.kind !== 'file' || !paths.has(nature.path)) continue;
      const head = await zipHead(handle, file, length).catch(() => null);
      if (head !== null) heads.set(nature.path, head);
    }
    return heads;
  } finally {
    await handle.close();
  }
}
