import {treeName, type TreeRequest} from '../core/code-tree.js';
import {LambdockError} from '../errors/lambdock-error.js';
import {buildCommand} from './build-command.js';

/** There is nothing to read: no such path, no permission, not a folder. */
export function unreadable(request: TreeRequest, path: string, error: unknown): LambdockError {
  const errno = (error as NodeJS.ErrnoException).code ?? 'EIO';
  return notFound(request, `${path}: ${WORDS[errno] ?? 'cannot be read'} (${errno})`, {
    cause: error,
    details: {path, errno},
  });
}

/** There is nothing at the path, or nothing in it. */
export function notFound(
  request: TreeRequest,
  why: string,
  more: {readonly cause?: unknown; readonly details?: Readonly<Record<string, unknown>>} = {},
): LambdockError {
  const build = request.what === 'code' ? buildCommand(request) : null;
  return new LambdockError(request.what === 'code' ? 'CODE_NOT_FOUND' : 'LAYER_NOT_FOUND', {
    message: `The ${request.what} is not there: ${why}`,
    details: {path: request.path, ...more.details},
    cause: more.cause,
    ...(build !== null && {
      suggestions: [`if a build makes it, run it first: ${build}`, 'or correct `code:`'],
    }),
  });
}

/** Something in a folder or an archive cannot go into an image, or Lambda would refuse it. */
export const invalid = (request: TreeRequest, why: string, entry?: string): LambdockError =>
  new LambdockError('CODE_INVALID', {
    message:
      entry === undefined
        ? `The ${request.what} ${treeName(request)} ${why}`
        : `The ${request.what} ${treeName(request)} cannot be used: ${JSON.stringify(entry)} ${why}`,
    details: {path: request.path, ...(entry !== undefined && {entry})},
    suggestions: [
      request.kind === 'archive'
        ? 'make the archive again; Lambda would refuse it too'
        : 'remove the entry, or leave it out with a pattern in .lambdockignore',
    ],
  });

/** A warning about entries that only their owner may read, as Lambda runs functions as another user. */
export function unreadableByLambda(
  request: TreeRequest,
  closed: readonly {readonly path: string}[],
): string[] {
  if (closed.length === 0) return [];
  const named = closed.slice(0, NAMED).map(({path}) => path);
  const more = closed.length > NAMED ? ` and ${closed.length - NAMED} more` : '';
  return [
    `Lambda could not read ${named.join(', ')}${more} of ${treeName(request)}: not readable by all users (chmod a+rX)`,
  ];
}

/** How many entries a warning names. */
const NAMED = 3;

const WORDS: Readonly<Record<string, string>> = {
  ENOENT: 'no such file or folder',
  ENOTDIR: 'not a folder',
  EISDIR: 'a folder, where a file is expected',
  EACCES: 'no permission to read it',
  EPERM: 'no permission to read it',
};
