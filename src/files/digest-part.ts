import {createHash} from 'node:crypto';
import {join} from 'node:path';
import {totalBytes, type CodeEntry} from '../core/code-tree.js';
import {digestEntries} from '../core/digest.js';
import {digestCache, fileKey, type DigestCache} from './digest-cache.js';
import {hashFiles} from './hash-files.js';
import type {WalkedEntry} from './walk-folder.js';

/** Walked entries whose digest is wanted. */
export interface PartToDigest {
  readonly root: string;
  /** Tells this part of the tree from the others in the cache. */
  readonly name: string;
  readonly walked: readonly WalkedEntry[];
}

/** Where digests are kept, and how the file system's clock is compared. */
export interface DigestOptions {
  readonly cacheFolder: string;
  readonly signal?: AbortSignal;
  /** Milliseconds since the epoch. */
  readonly now?: () => number;
}

/** Trees below both are read anew each time: that is quicker than to keep a cache. */
const FEW_FILES = 200;
const FEW_BYTES = 1024 * 1024;

/**
 * A file changed this shortly before it was read may change again without a new time, on a file
 * system with coarse clocks: what was read of it is not kept.
 */
const TOO_YOUNG_MS = 2000;

/** Digest of entries, reading only files that have changed since they were last read. */
export async function digestPart(part: PartToDigest, options: DigestOptions): Promise<string> {
  const entries = part.walked.map(({entry}) => entry);
  if (entries.length < FEW_FILES && totalBytes(entries) < FEW_BYTES) {
    const contents = await hashed(part, part.walked, options.signal);
    return digestEntries(entries, (path) => contents.get(path));
  }
  const cache = digestCache(options.cacheFolder, `${part.root}\0${part.name}`);
  const fingerprint = fingerprintOf(part.walked);
  return (
    cache.treeDigest(fingerprint) ?? (await digestAnew(part, {...options, cache, fingerprint}))
  );
}

async function digestAnew(
  part: PartToDigest,
  options: DigestOptions & {readonly cache: DigestCache; readonly fingerprint: string},
): Promise<string> {
  const {cache, fingerprint, now = Date.now} = options;
  const settled = now() - TOO_YOUNG_MS;
  const known = cache.fileDigests();
  const files = part.walked.filter(({entry}) => entry.kind === 'file');
  const unknown = files.filter((file) => !known.has(keyOf(file)));
  const contents = new Map(await hashed(part, unknown, options.signal));
  const kept = new Map<string, string>();
  for (const file of files) {
    const content = contents.get(file.entry.path) ?? known.get(keyOf(file)) ?? '';
    contents.set(file.entry.path, content);
    if (file.changedMs < settled) kept.set(keyOf(file), content);
  }
  const digest = digestEntries(
    part.walked.map(({entry}) => entry),
    (path) => contents.get(path),
  );
  cache.writeFiles(kept);
  if (kept.size === files.length) cache.writeTree(fingerprint, digest);
  return digest;
}

const keyOf = ({entry}: WalkedEntry): string => fileKey(stampIn(entry), entry.path);

const stampIn = (entry: CodeEntry): string => (entry.kind === 'file' ? (entry.stamp ?? '') : '');

/** Digest of the content of each file, by path. */
async function hashed(
  {root}: PartToDigest,
  walked: readonly WalkedEntry[],
  signal?: AbortSignal,
): Promise<ReadonlyMap<string, string>> {
  const files = walked.flatMap(({entry}) => (entry.kind === 'file' ? [entry] : []));
  const digests = await hashFiles(
    files.map(({path, size}) => ({path: join(root, path), size})),
    signal,
  );
  return new Map(files.map(({path}, index) => [path, digests[index] ?? '']));
}

/** What the disk says of all entries, without their contents; what it says of folders is of no use. */
function fingerprintOf(walked: readonly WalkedEntry[]): string {
  const hash = createHash('sha256');
  let lines = '';
  for (const {entry} of walked) {
    const facts = entry.kind === 'link' ? entry.target : stampIn(entry);
    lines += `${entry.kind}\0${entry.path}\0${facts}\n`;
    // One call for many lines: each costs more than what it hashes.
    if (lines.length < HASHED_AT_ONCE) continue;
    hash.update(lines);
    lines = '';
  }
  return hash.update(lines).digest('hex');
}

const HASHED_AT_ONCE = 64 * 1024;
