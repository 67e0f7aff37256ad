import type {Architecture} from './architecture.js';
import {byteOrder} from './byte-order.js';
import type {PythonTarget} from './python-packages.js';
import type {RuntimeFamily} from './runtime.js';

interface AnyEntry {
  /** Relative, with slashes, without one at either end. */
  readonly path: string;
  /** Milliseconds since the epoch; not part of any digest. */
  readonly mtimeMs: number;
}

export interface DirectoryEntry extends AnyEntry {
  readonly kind: 'directory';
  readonly mode: number;
}

export interface FileEntry extends AnyEntry {
  readonly kind: 'file';
  readonly mode: number;
  readonly size: number;
  /** What the disk said of the file; while it stays the same, so does the content. Not in archives. */
  readonly stamp?: string;
}

export interface LinkEntry extends AnyEntry {
  readonly kind: 'link';
  readonly target: string;
}

/** One thing in a folder or an archive, as it goes into an image. */
export type CodeEntry = DirectoryEntry | FileEntry | LinkEntry;

/** A folder or archive to be looked at. */
export interface TreeRequest {
  readonly what: 'code' | 'layer';
  readonly kind: 'directory' | 'archive';
  /** Absolute. */
  readonly path: string;
  /** Patterns as in a .gitignore; they say nothing about archives. */
  readonly ignore: readonly string[];
  /** Decides what counts as dependencies; null leaves the tree in one part. */
  readonly family: RuntimeFamily | null;
  /** For code of Python: a virtual environment beside it may hold its dependencies. */
  readonly python?: PythonTarget;
  /** What to call it where its path says nothing: a layer's ARN. */
  readonly shownAs?: string;
  /** SHA-256 of an archive's bytes, where it is known and checked. */
  readonly sha256?: string;
  /** Of the function: for the command that makes what is missing. */
  readonly architecture?: Architecture;
}

/** A tree as messages and plans name it. */
export const treeName = ({shownAs, path}: TreeRequest): string => shownAs ?? path;

/** What becomes one image layer: all of a tree, or its dependencies, or the rest. */
export interface CodePart {
  readonly kind: 'emulator' | 'layer' | 'dependencies' | 'code';
  readonly source: TreeRequest;
  /** Of paths, types, modes, contents and link targets; an archive's is of its bytes. */
  readonly digest: string;
  /** Null for an archive: it is opened only to be sent. */
  readonly entries: readonly CodeEntry[] | null;
  /** Sum of the files' sizes; null for an archive. */
  readonly bytes: number | null;
  /** To be told when it is sent, and only then. */
  readonly news?: readonly string[];
}

/** A folder or archive that has been looked at. */
export interface CodeTree {
  readonly source: TreeRequest;
  /** Dependencies before code; a part without entries is left out. */
  readonly parts: readonly CodePart[];
  readonly warnings: readonly string[];
}

/** An entry on its way into a tar; links and folders have no content. */
export interface TarItem {
  readonly entry: CodeEntry;
  readonly content: Uint8Array | AsyncIterable<Uint8Array> | null;
}

/** Sum of the sizes of the files. */
export const totalBytes = (entries: readonly CodeEntry[]): number =>
  entries.reduce((sum, entry) => sum + (entry.kind === 'file' ? entry.size : 0), 0);

/** Orders entries by the bytes of their tar names; a folder's ends in a slash and so comes before what is in it. */
export const byTarName = (a: CodeEntry, b: CodeEntry): number => byteOrder(tarName(a), tarName(b));

const tarName = ({kind, path}: CodeEntry): string => (kind === 'directory' ? `${path}/` : path);
