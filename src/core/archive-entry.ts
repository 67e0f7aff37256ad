import {posix} from 'node:path';

/** What a zip's central directory says of one entry. */
export interface ZipRecord {
  /** As written; a folder's ends in a slash. */
  readonly path: string;
  /** High byte: the system that made the entry. */
  readonly versionMadeBy: number;
  /** Bit 0: encrypted. */
  readonly flags: number;
  readonly compressionMethod: number;
  readonly compressedSize: number;
  readonly uncompressedSize: number;
  /** On unix the high half is the mode. */
  readonly externalFileAttributes: number;
}

/** What an entry of an archive is, or why it cannot be unpacked. */
export type EntryNature =
  | {readonly kind: 'directory' | 'file' | 'link'; readonly path: string; readonly mode: number}
  | {readonly kind: 'refused'; readonly why: string};

const UNIX_SYSTEMS = new Set([3, 19]);
const STORED = 0;
const DEFLATED = 8;
const ENCRYPTED = 1;
/** Longest link target that Linux knows. */
const LONGEST_TARGET = 4096;

/** Type bits of a unix mode. */
const KINDS: Readonly<Record<number, 'directory' | 'file' | 'link'>> = {
  0: 'file',
  0o040000: 'directory',
  0o100000: 'file',
  0o120000: 'link',
};

/** Reads one record: its kind, its path without `./` and closing slash, its mode or a default. */
export function natureOf(record: ZipRecord): EntryNature {
  const why = refusalOf(record);
  if (why !== null) return {kind: 'refused', why};
  const path = posix.normalize(record.path).replace(/\/+$/, '');
  const isUnix = UNIX_SYSTEMS.has(record.versionMadeBy >> 8);
  const unixMode = isUnix ? record.externalFileAttributes >>> 16 : 0;
  const kind = record.path.endsWith('/') ? 'directory' : KINDS[unixMode & 0o170000];
  if (kind === undefined) return {kind: 'refused', why: 'is neither a file, a folder nor a link'};
  if (kind === 'link' && record.uncompressedSize > LONGEST_TARGET) {
    return {kind: 'refused', why: 'is a link without a possible target'};
  }
  return {kind, path, mode: modeOf(kind, path, unixMode & 0o777)};
}

function refusalOf({path, flags, compressionMethod}: ZipRecord): string | null {
  if (/^[/\\]|^[A-Za-z]:/.test(path)) return 'is an absolute path';
  if (path.includes('\\')) return 'has a backslash in its path';
  if (path.split('/').includes('..')) return 'leads out of the archive';
  if (path.includes('\0') || path === '') return 'has no possible name';
  if (path.includes('\ufffd')) return 'is not named in UTF-8';
  if (posix.basename(path).startsWith('.wh.')) return 'has a name that Docker reserves';
  if ((flags & ENCRYPTED) !== 0) return 'is encrypted';
  if (compressionMethod !== STORED && compressionMethod !== DEFLATED) {
    return `is compressed by method ${compressionMethod}; only deflate is known`;
  }
  return null;
}

/** Archives made on Windows have no modes, Java's carry folders that nobody may enter. */
function modeOf(kind: 'directory' | 'file' | 'link', path: string, mode: number): number {
  if (kind === 'directory') return (mode & 0o500) === 0o500 ? mode : 0o755;
  if (mode !== 0) return mode;
  return path === 'bootstrap' ? 0o755 : 0o644;
}

/** The first entry that lies below something that is not a folder, or undefined. */
export function misplaced<Entry extends {readonly kind: string; readonly path: string}>(
  entries: readonly Entry[],
): Entry | undefined {
  const solid = new Set(entries.flatMap(({kind, path}) => (kind === 'directory' ? [] : [path])));
  return entries.find(({path}) => parentsOf(path).some((parent) => solid.has(parent)));
}

function parentsOf(path: string): string[] {
  const parts = path.split('/').slice(0, -1);
  return parts.map((_, index) => parts.slice(0, index + 1).join('/'));
}
