import {execFile} from 'node:child_process';
import {mkdtemp, realpath, rm} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {basename, dirname, join, relative, sep} from 'node:path';
import {promisify} from 'node:util';
import {LambdockError} from '../errors/lambdock-error.js';
import {isOwnerAlive, processIdentity} from './process-identity.js';

const run = promisify(execFile);

/** A commit of a repository. */
export interface Commit {
  /** The name that the user gave it. */
  readonly ref: string;
  readonly commit: string;
  /** The repository's own folder. */
  readonly repository: string;
}

/** The commit that a name stands for in the repository of a folder; null where there is none of that name. */
export async function findCommit(folder: string, ref: string): Promise<Commit | null> {
  if (ref.startsWith('-')) return null;
  try {
    const repository = (await git(folder, ['rev-parse', '--show-toplevel'])).trim();
    const name = `${ref}^{commit}`;
    const commit = (await git(folder, ['rev-parse', '--verify', '--quiet', name])).trim();
    return {ref, commit, repository};
  } catch {
    return null;
  }
}

/** The files of a commit in a temporary folder; its end removes them. */
export interface Checkout extends AsyncDisposable {
  /** Where a path of the repository is in the checkout; null for one that lies outside of it. */
  at(path: string): Promise<string | null>;
}

const FOLDER = 'lambdock-against-';

/** Checks a commit out beside the user's own files, which nothing happens to; removes what dead processes left. */
export async function checkOut({ref, commit, repository}: Commit): Promise<Checkout> {
  const folder = await realpath(await mkdtemp(join(tmpdir(), FOLDER)));
  const tree = join(folder, 'tree');
  const dispose = async (): Promise<void> => {
    await removeTree(repository, tree);
  };
  try {
    // No hook of the repository's runs for it.
    await git(repository, [
      ...['-c', 'core.hooksPath=/dev/null', '-c', 'advice.detachedHead=false'],
      ...['worktree', 'add', '--detach', '--quiet', tree, commit],
    ]);
    await git(repository, [
      'worktree',
      'lock',
      '--reason',
      `${OWNED}${processIdentity().self}`,
      tree,
    ]);
    await sweep(repository);
  } catch (cause) {
    await dispose();
    throw new LambdockError('USAGE', {
      message: `${ref} cannot be checked out: ${wordsOf(cause)}`,
      suggestions: ['check it out yourself, and give its folder: --against ../other-checkout'],
      details: {ref, commit},
      cause,
    });
  }
  return {
    async at(path) {
      const inside = relative(await realpath(repository), await realpath(path));
      return isOutside(inside) ? null : join(tree, inside);
    },
    [Symbol.asyncDispose]: dispose,
  };
}

const isOutside = (path: string): boolean => path === '..' || path.startsWith(`..${sep}`);

/** What a checkout of ours is locked with: whose it is. */
const OWNED = 'lambdock: ';

/** The checkouts of processes that were killed. */
async function sweep(repository: string): Promise<void> {
  const list = await git(repository, ['worktree', 'list', '--porcelain']);
  for (const entry of list.split('\n\n')) {
    const [, tree = ''] = /^worktree (.+)$/m.exec(entry) ?? [];
    const [, owner = ''] = /^locked (.+)$/m.exec(entry) ?? [];
    const isOurs = owner.startsWith(OWNED) && basename(dirname(tree)).startsWith(FOLDER);
    if (isOurs && isOwnerAlive(owner.slice(OWNED.length)) === false)
      await removeTree(repository, tree);
  }
}

/** Twice forced: it is locked. */
async function removeTree(repository: string, tree: string): Promise<void> {
  const force = ['--force', '--force'];
  await git(repository, ['worktree', 'remove', ...force, tree]).catch(() => undefined);
  await rm(dirname(tree), {recursive: true, force: true});
}

const git = async (folder: string, args: readonly string[]): Promise<string> =>
  (await run('git', [...args], {cwd: folder, maxBuffer: 2 ** 24})).stdout;

const wordsOf = (error: unknown): string => {
  const {stderr, message} = error as Error & {readonly stderr?: string};
  return (stderr ?? '').trim() || message;
};
