import {createHash} from 'node:crypto';
import type {CodeEntry} from './code-tree.js';

/** SHA-256 of text or bytes, in hexadecimal. */
export const sha256 = (data: string | Uint8Array): string =>
  createHash('sha256').update(data).digest('hex');

/** Whether a text can be a SHA-256 in hexadecimal. */
export const isSha256 = (text: string): boolean => /^[0-9a-f]{64}$/.test(text);

/**
 * Digest of entries in their order: path, type, mode, and content or link target. Times are not
 * part of it, so a fresh checkout of the same code has the same digest.
 */
export function digestEntries(
  entries: readonly CodeEntry[],
  contentDigest: (path: string) => string | undefined,
): string {
  const hash = createHash('sha256');
  for (const entry of entries) {
    hash.update(`${entry.kind}\0${entry.path}\0${factsOf(entry, contentDigest)}\n`);
  }
  return hash.digest('hex');
}

function factsOf(entry: CodeEntry, contentDigest: (path: string) => string | undefined): string {
  if (entry.kind === 'link') return entry.target;
  const mode = entry.mode.toString(8);
  return entry.kind === 'file' ? `${mode}\0${contentDigest(entry.path) ?? ''}` : mode;
}
