import {posix} from 'node:path';
import type {CodeEntry} from './code-tree.js';

/** A layer's entries, in the order in which they are unpacked. */
export interface LayerEntries {
  /** As the project names it. */
  readonly name: string;
  readonly entries: readonly CodeEntry[];
}

/** An entry and the place it takes: never below a link, so that none need be followed. */
export interface PlacedEntry {
  /** With the path below /opt that it really takes. */
  readonly entry: CodeEntry;
  /** Its path in the layer; null for a folder that the layer only implies. */
  readonly source: string | null;
}

/** What one layer adds to those below it. */
export interface MergedLayer {
  /** Folders that are there already are left out: they keep their mode, as with `unzip`. */
  readonly placed: readonly PlacedEntry[];
  /** Files and links of layers below that are replaced, by their path. */
  readonly overrides: readonly string[];
  /** Its first entry whose way leads through a link out of /opt; such a layer cannot be unpacked. */
  readonly escapes: {readonly path: string; readonly link: string} | null;
}

type Node =
  | {readonly kind: 'directory'}
  | {readonly kind: 'file'; readonly layer: number}
  | {readonly kind: 'link'; readonly layer: number; readonly target: string};

/** As many links as Linux follows in one path. */
const MOST_LINKS = 40;
const IMPLIED_MODE = 0o755;

/**
 * Merges layers as unpacking them one after the other into /opt does: a later file replaces an earlier
 * one, folders merge, what stands in the way of a folder or a file gives way, and a link to a folder
 * is taken for that folder.
 */
export function mergeLayers(layers: readonly LayerEntries[]): readonly MergedLayer[] {
  const tree = new MergedTree();
  return layers.map(({entries}, index) => tree.add(entries, index));
}

/** Thrown inside this module only. */
class LeadsOut extends Error {
  constructor(readonly link: string) {
    super(link);
  }
}

class MergedTree {
  readonly #nodes = new Map<string, Node>();
  #layer = 0;
  #placed: PlacedEntry[] = [];
  #overrides: string[] = [];

  add(entries: readonly CodeEntry[], layer: number): MergedLayer {
    this.#layer = layer;
    this.#placed = [];
    this.#overrides = [];
    let escapes: MergedLayer['escapes'] = null;
    for (const entry of entries) {
      try {
        this.#place(entry);
      } catch (error) {
        if (!(error instanceof LeadsOut)) throw error;
        escapes ??= {path: entry.path, link: error.link};
      }
    }
    return {placed: this.#placed, overrides: this.#overrides, escapes};
  }

  #place(entry: CodeEntry): void {
    const name = posix.basename(entry.path);
    const folder = this.#folderAt(parentOf(entry.path));
    const path = posix.join(folder, name);
    if (entry.kind === 'directory') {
      if (this.#realFolder(path) === null) this.#put({...entry, path}, entry.path);
      return;
    }
    this.#put({...entry, path}, entry.path);
  }

  /** The real path of a folder, made where there is none. */
  #folderAt(path: string): string {
    let folder = '';
    for (const name of namesOf(path)) {
      const next = posix.join(folder, name);
      const real = this.#realFolder(next);
      if (real === null) this.#put(impliedFolder(next), null);
      folder = real ?? next;
    }
    return folder;
  }

  #put(entry: CodeEntry, source: string | null): void {
    this.#clear(entry.path);
    this.#nodes.set(entry.path, nodeOf(entry, this.#layer));
    this.#placed.push({entry, source});
  }

  /** What is at a path gives way, with all below it. */
  #clear(path: string): void {
    const node = this.#nodes.get(path);
    if (node === undefined) return;
    if (node.kind === 'directory') this.#clearFolder(path);
    else this.#remove(path);
  }

  #clearFolder(path: string): void {
    const isInside = isBelow(path);
    for (const each of [path, ...[...this.#nodes.keys()].filter(isInside)]) this.#remove(each);
    // By another way this layer may have put something there itself. A file that it put in the folder's
    // place before stays in the list: it makes the engine remove what older layers have there.
    this.#placed = this.#placed.filter(
      ({entry}) => !isInside(entry.path) && (entry.kind !== 'directory' || entry.path !== path),
    );
  }

  #remove(path: string): void {
    const old = this.#nodes.get(path);
    if (old !== undefined && old.kind !== 'directory' && old.layer < this.#layer) {
      this.#overrides.push(path);
    }
    this.#nodes.delete(path);
  }

  /** The real path of what is a folder, or a link to one; null for all else. */
  #realFolder(path: string, left = MOST_LINKS): string | null {
    const node = this.#nodes.get(path);
    if (node === undefined || node.kind === 'file') return null;
    if (node.kind === 'directory') return path;
    if (left === 0) return null;
    return this.#follow(path, node.target, left - 1);
  }

  #follow(link: string, target: string, left: number): string | null {
    const isAbsolute = target.startsWith('/');
    if (isAbsolute && !/^\/+opt(\/|$)/.test(target)) throw new LeadsOut(link);
    let folder = isAbsolute ? '' : parentOf(link);
    const names = namesOf(isAbsolute ? target.replace(/^\/+opt/, '') : target);
    for (const name of names) {
      if (name === '..') {
        if (folder === '') throw new LeadsOut(link);
        folder = parentOf(folder);
        continue;
      }
      const real = this.#realFolder(posix.join(folder, name), left);
      if (real === null) return null;
      folder = real;
    }
    return folder;
  }
}

const nodeOf = (entry: CodeEntry, layer: number): Node => {
  if (entry.kind === 'directory') return {kind: 'directory'};
  return entry.kind === 'file'
    ? {kind: 'file', layer}
    : {kind: 'link', layer, target: entry.target};
};

const impliedFolder = (path: string): CodeEntry => ({
  kind: 'directory',
  path,
  mode: IMPLIED_MODE,
  mtimeMs: 0,
});

const parentOf = (path: string): string => {
  const parent = posix.dirname(path);
  return parent === '.' ? '' : parent;
};

const namesOf = (path: string): string[] =>
  path.split('/').filter((name) => name !== '' && name !== '.');

const isBelow =
  (folder: string) =>
  (path: string): boolean =>
    path.startsWith(`${folder}/`);
