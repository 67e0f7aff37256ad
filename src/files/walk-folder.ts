import {lstatSync, readdirSync, readlinkSync, type Dirent, type Stats} from 'node:fs';
import {byTarName, type CodeEntry, type TreeRequest} from '../core/code-tree.js';
import {leadsOut} from '../core/link-target.js';
import {invalid, unreadable} from './code-error.js';
import {ignoreRules, type IsIgnored} from './ignore-rules.js';
import {timeSlices} from './time-slices.js';

/** An entry, and what its disk said. */
export interface WalkedEntry {
  readonly entry: CodeEntry;
  /** The later of the times of content and inode, in milliseconds since the epoch. */
  readonly changedMs: number;
  /** Whether Lambda, which runs functions as a user of its own, could read it. */
  readonly isReadableByAll: boolean;
}

/** Docker marks removed files in an image layer by this prefix: no file may have it. */
const WHITEOUT = '.wh.';

/**
 * Every entry of a folder, ordered by the bytes of its tar name (a folder's ends in a slash).
 * Synchronous calls in short slices are several times as fast as promises here.
 */
export async function walkFolder(
  request: TreeRequest,
  signal?: AbortSignal,
): Promise<readonly WalkedEntry[]> {
  const slices = timeSlices(signal);
  const top = listFolder(request, '');
  const names = top.map((child) => child.name);
  const isIgnored = await ignoreRules(request, names);
  const found: WalkedEntry[] = [];
  const ahead = entriesOf(request, {folder: '', children: top, isIgnored}).reverse();
  for (let next = ahead.pop(); next !== undefined; next = ahead.pop()) {
    found.push(next);
    if (slices.due()) await slices.pause();
    if (next.entry.kind !== 'directory') continue;
    const folder = next.entry.path;
    const children = listFolder(request, folder);
    for (const child of entriesOf(request, {folder, children, isIgnored}).reverse()) {
      ahead.push(child);
    }
  }
  return found;
}

function listFolder(request: TreeRequest, folder: string): Dirent[] {
  try {
    return readdirSync(`${request.path}/${folder}`, {withFileTypes: true});
  } catch (error) {
    throw unreadable(request, folder === '' ? request.path : `${request.path}/${folder}`, error);
  }
}

interface Listing {
  readonly folder: string;
  readonly children: readonly Dirent[];
  readonly isIgnored: IsIgnored;
}

function entriesOf(request: TreeRequest, {folder, children, isIgnored}: Listing): WalkedEntry[] {
  const found: WalkedEntry[] = [];
  for (const child of children) {
    const path = folder === '' ? child.name : `${folder}/${child.name}`;
    if (isIgnored(path, child.name, child.isDirectory())) continue;
    const entry = walkedEntry(request, path, child.name);
    if (entry !== null) found.push(entry);
  }
  return found.sort((a, b) => byTarName(a.entry, b.entry));
}

/** Null for what has gone since its folder was listed. */
function walkedEntry(request: TreeRequest, path: string, name: string): WalkedEntry | null {
  if (name.includes('\ufffd')) throw invalid(request, 'is not named in UTF-8', path);
  if (name.startsWith(WHITEOUT)) throw invalid(request, 'has a name that Docker reserves', path);
  const absolute = `${request.path}/${path}`;
  try {
    const stat = lstatSync(absolute, {throwIfNoEntry: false});
    if (stat === undefined) return null;
    return {
      entry: entryOf(request, path, stat),
      changedMs: changedMs(stat),
      isReadableByAll: isReadableByAll(stat),
    };
  } catch (error) {
    throw (error as NodeJS.ErrnoException).syscall === undefined
      ? error
      : unreadable(request, absolute, error);
  }
}

/** Size, times (to a quarter of a microsecond) and inode in one text. */
export const stampOf = ({size, mtimeMs, ctimeMs, ino}: Stats): string =>
  `${size} ${mtimeMs} ${ctimeMs} ${ino}`;

/** The later of the times of content and inode, in milliseconds since the epoch. */
export const changedMs = ({mtimeMs, ctimeMs}: Stats): number => Math.max(mtimeMs, ctimeMs);

function entryOf(request: TreeRequest, path: string, stat: Stats): CodeEntry {
  const {mtimeMs, size} = stat;
  if (stat.isFile()) {
    return {kind: 'file', path, mtimeMs, mode: modeOf(request, stat), size, stamp: stampOf(stat)};
  }
  if (stat.isDirectory()) return {kind: 'directory', path, mtimeMs, mode: modeOf(request, stat)};
  if (stat.isSymbolicLink()) {
    const target = readlinkSync(`${request.path}/${path}`);
    if (request.what === 'code' && leadsOut(path, target)) {
      throw invalid(request, `is a link that leads out of the folder, to ${target}`, path);
    }
    return {kind: 'link', path, mtimeMs, target};
  }
  throw invalid(request, 'is neither a file, a folder nor a link', path);
}

/** Code is made readable by all, as those who deploy it do; a layer's modes are its own. */
function modeOf({what}: TreeRequest, stat: Stats): number {
  if (what === 'layer') return stat.mode & 0o777;
  return stat.isDirectory() || (stat.mode & 0o111) !== 0 ? 0o755 : 0o644;
}

function isReadableByAll(stat: Stats): boolean {
  const needed = stat.isDirectory() ? 0o005 : 0o004;
  return (stat.mode & needed) === needed;
}
