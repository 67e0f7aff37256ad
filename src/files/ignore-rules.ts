import {readFileSync} from 'node:fs';
import {join} from 'node:path';
import type {TreeRequest} from '../core/code-tree.js';
import {PACKAGE_PATTERN} from '../core/package-patterns.js';
import {unreadable} from './code-error.js';

/** A file of patterns inside the code folder, in the manner of .gitignore. */
export const IGNORE_FILE = '.lambdockignore';

/** What never belongs to a function: version control, and litter of editors and desktops. */
export const ALWAYS_IGNORED = [
  '.git',
  '.hg',
  '.svn',
  '.DS_Store',
  'Thumbs.db',
  '*.swp',
  IGNORE_FILE,
] as const;

/** Whether to leave out an entry; what is in a folder that is left out is left out with it. */
export type IsIgnored = (path: string, name: string, isFolder: boolean) => boolean;

/**
 * The rules of one folder: what is always ignored, then the project's patterns, then those of
 * .lambdockignore; a later `!pattern` takes an earlier one back. The package that knows the pattern
 * language is loaded only where there are patterns.
 */
export async function ignoreRules(
  request: TreeRequest,
  names: readonly string[],
): Promise<IsIgnored> {
  const ofPackage = request.ignore.filter((pattern) => pattern.startsWith(PACKAGE_PATTERN));
  if (ofPackage.length > 0) return withPackageRules(request, {names, ofPackage});
  const patterns = [...request.ignore, ...ignoreFile(request, names)];
  if (patterns.length === 0) return (_path, name) => isLitter(name);
  const {default: ignore} = await import('ignore');
  const rules = ignore().add(ALWAYS_IGNORED).add(patterns);
  return (path, _name, isFolder) => rules.ignores(isFolder ? `${path}/` : path);
}

/** Both kinds of patterns: what one of them leaves out is out. */
async function withPackageRules(
  request: TreeRequest,
  {names, ofPackage}: {readonly names: readonly string[]; readonly ofPackage: readonly string[]},
): Promise<IsIgnored> {
  const others = request.ignore.filter((pattern) => !pattern.startsWith(PACKAGE_PATTERN));
  const isIgnored = await ignoreRules({...request, ignore: others}, names);
  const {packageRules} = await import('./package-rules.js');
  const isLeftOut = packageRules(ofPackage.map((pattern) => pattern.slice(PACKAGE_PATTERN.length)));
  return (path, name, isFolder) => isIgnored(path, name, isFolder) || isLeftOut(path, isFolder);
}

const NAMES: ReadonlySet<string> = new Set(ALWAYS_IGNORED.filter((name) => !name.includes('*')));

const isLitter = (name: string): boolean => NAMES.has(name) || name.endsWith('.swp');

function ignoreFile(request: TreeRequest, names: readonly string[]): string[] {
  if (!names.includes(IGNORE_FILE)) return [];
  const path = join(request.path, IGNORE_FILE);
  try {
    return readFileSync(path, 'utf8').split(/\r?\n/);
  } catch (error) {
    throw unreadable(request, path, error);
  }
}
