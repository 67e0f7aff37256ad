import {readFileSync} from 'node:fs';
import {join} from 'node:path';
import {installedNames} from '../core/dependency-split.js';
import type {WalkedEntry} from './walk-folder.js';

const RECORD = /^[^/]+\.dist-info\/RECORD$/;

/** Top-level names that pip installed into a folder of Python code, as its packages' RECORDs say. */
export function installedPackages(
  root: string,
  walked: readonly WalkedEntry[],
): ReadonlySet<string> {
  const names = walked.flatMap(({entry}) =>
    entry.kind === 'file' && RECORD.test(entry.path) ? recordedNames(join(root, entry.path)) : [],
  );
  return new Set(names);
}

/** An unreadable RECORD costs speed, not correctness. */
function recordedNames(path: string): string[] {
  try {
    return installedNames(readFileSync(path, 'utf8'));
  } catch {
    return [];
  }
}
