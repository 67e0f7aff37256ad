import {statSync} from 'node:fs';
import type {TreeRequest} from '../core/code-tree.js';
import {digestEntries} from '../core/digest.js';
import {unreadable} from './code-error.js';
import {digestPart, type DigestOptions} from './digest-part.js';
import {changedMs, stampOf} from './walk-folder.js';

/** Digest of an archive's bytes: it is a tree of one file, so an unchanged one is not read again. */
export async function digestArchive(source: TreeRequest, options: DigestOptions): Promise<string> {
  const stat = statSync(source.path);
  if (!stat.isFile()) {
    throw unreadable(source, source.path, Object.assign(new Error('not a file'), {code: 'EISDIR'}));
  }
  const {size, mtimeMs} = stat;
  const entry = {kind: 'file', path: '', mtimeMs, mode: 0, size, stamp: stampOf(stat)} as const;
  const {sha256} = source;
  if (sha256 !== undefined) return digestEntries([entry], () => sha256);
  const walked = [{entry, changedMs: changedMs(stat), isReadableByAll: true}];
  return digestPart({root: source.path, name: 'archive', walked}, options);
}
