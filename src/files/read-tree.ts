import {totalBytes, type CodePart, type CodeTree, type TreeRequest} from '../core/code-tree.js';
import {dependencySplit, type IsDependency} from '../core/dependency-split.js';
import {notFound, unreadable, unreadableByLambda} from './code-error.js';
import {digestArchive} from './digest-archive.js';
import {digestPart, type DigestOptions} from './digest-part.js';
import {installedPackages} from './installed-packages.js';
import {environmentPart, withoutVirtualEnvironments} from './virtual-environment.js';
import {walkFolder, type WalkedEntry} from './walk-folder.js';

/** How often a tree in which files vanish while it is read is started over. */
const TRIES = 3;

/**
 * Looks at a folder or an archive of code or of a layer: what is in it, in how many parts it goes
 * into an image, and their digests. An archive is not opened: it is known by its bytes.
 */
export async function readTree(request: TreeRequest, options: DigestOptions): Promise<CodeTree> {
  for (let left = TRIES - 1; ; left -= 1) {
    try {
      if (request.kind === 'archive') return await readArchive(request, options);
      return await readFolder(request, options);
    } catch (error) {
      const {code, path, syscall} = error as NodeJS.ErrnoException;
      if (syscall === undefined) throw error;
      if (code !== 'ENOENT' || left === 0) throw unreadable(request, path ?? request.path, error);
    }
  }
}

async function readArchive(source: TreeRequest, options: DigestOptions): Promise<CodeTree> {
  const digest = await digestArchive(source, options);
  const kind = source.what === 'layer' ? 'layer' : 'code';
  return {source, warnings: [], parts: [{kind, source, digest, entries: null, bytes: null}]};
}

async function readFolder(given: TreeRequest, options: DigestOptions): Promise<CodeTree> {
  const source = withoutVirtualEnvironments(given);
  const walked = await walkFolder(source, options.signal);
  if (walked.every(({entry}) => entry.kind === 'directory')) {
    throw notFound(source, `${source.path} is an empty folder`);
  }
  const parts: CodePart[] = [];
  for (const {kind, members} of split(source, walked)) {
    if (members.length === 0) continue;
    const entries = members.map(({entry}) => entry);
    const part = {root: source.path, name: `${kind}\0${source.ignore.join('\n')}`, walked: members};
    const digest = await digestPart(part, options);
    parts.push({kind, source, digest, entries, bytes: totalBytes(entries)});
  }
  const environment = hasPackages(parts) ? null : await environmentPart(source, options);
  if (environment !== null) parts.unshift(environment);
  // Modes are normalised on their way into the image: only here can they still be seen.
  const closed = walked.filter((one) => !one.isReadableByAll).map(({entry}) => entry);
  return {source, parts, warnings: unreadableByLambda(source, closed)};
}

const hasPackages = (parts: readonly CodePart[]): boolean =>
  parts.some(({kind}) => kind === 'dependencies');

interface Split {
  readonly kind: CodePart['kind'];
  readonly members: readonly WalkedEntry[];
}

function split(source: TreeRequest, walked: readonly WalkedEntry[]): Split[] {
  if (source.what === 'layer') return [{kind: 'layer', members: walked}];
  const isDependency = splitOf(source, walked);
  if (isDependency === null) return [{kind: 'code', members: walked}];
  return [
    {kind: 'dependencies', members: walked.filter(({entry}) => isDependency(entry.path))},
    {kind: 'code', members: walked.filter(({entry}) => !isDependency(entry.path))},
  ];
}

function splitOf({family, path}: TreeRequest, walked: readonly WalkedEntry[]): IsDependency | null {
  if (family === null) return null;
  return dependencySplit(family, family === 'python' ? installedPackages(path, walked) : undefined);
}
