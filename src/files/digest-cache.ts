import {mkdirSync, readFileSync, renameSync, rmSync, writeFileSync} from 'node:fs';
import {dirname, join} from 'node:path';
import {pid} from 'node:process';
import {isSha256, sha256} from '../core/digest.js';

/**
 * What was known of a tree when it was last read: a small file that answers for a tree in which
 * nothing has changed, and beside it a large one with the digest of each file, for one in which
 * something has. Whatever is not whole is not believed, and nothing is lost with it but time.
 */
export interface DigestCache {
  /** The tree's digest, if its stamps are the ones that were seen. */
  treeDigest(fingerprint: string): string | null;
  /** Digest of each file's content by `fileKey`. */
  fileDigests(): ReadonlyMap<string, string>;
  writeTree(fingerprint: string, digest: string): void;
  writeFiles(digests: ReadonlyMap<string, string>): void;
}

/** A file by its stamp and its path: the same key means the same content. */
export const fileKey = (stamp: string, path: string): string => `${stamp} ${path}`;

const FORMAT = 'lambdock digests 1';
const END = 'end';
const SHA_LENGTH = 64;

/** The cache of one tree or part of one, named by any text. */
export function digestCache(folder: string, name: string): DigestCache {
  const file = join(folder, 'digests', sha256(name).slice(0, 32));
  return {
    treeDigest: (fingerprint) =>
      readLines(file)
        ?.find((line) => line.startsWith(`${fingerprint} `))
        ?.slice(-SHA_LENGTH) ?? null,
    fileDigests: () =>
      new Map(
        (readLines(`${file}.files`) ?? [])
          .filter((line) => isSha256(line.slice(0, SHA_LENGTH)))
          .map((line) => [line.slice(SHA_LENGTH + 1), line.slice(0, SHA_LENGTH)]),
      ),
    writeTree: (fingerprint, digest) => writeLines(file, [`${fingerprint} ${digest}`]),
    writeFiles: (digests) =>
      writeLines(
        `${file}.files`,
        Array.from(digests, ([key, digest]) => `${digest} ${key}`).filter(isOneLine),
      ),
  };
}

const isOneLine = (text: string): boolean => !text.includes('\n');

function readLines(file: string): string[] | null {
  try {
    const lines = readFileSync(file, 'utf8').split('\n');
    return lines[0] === FORMAT && lines.at(-1) === END ? lines.slice(1, -1) : null;
  } catch {
    return null;
  }
}

/** Written beside and renamed. A cache that cannot be written is no reason to fail. */
function writeLines(file: string, lines: readonly string[]): void {
  const aside = `${file}.${String(pid)}.tmp`;
  try {
    mkdirSync(dirname(file), {recursive: true});
    writeFileSync(aside, [FORMAT, ...lines, END].join('\n'));
    renameSync(aside, file);
  } catch {
    removeQuietly(aside);
  }
}

function removeQuietly(file: string): void {
  try {
    rmSync(file, {force: true});
  } catch {
    // It was never there: the folder itself cannot be used.
  }
}
