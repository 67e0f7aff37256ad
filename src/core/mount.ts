import {isAbsolute, resolve} from 'node:path';
import {LambdockError} from '../errors/lambdock-error.js';

/** A folder of the engine's machine, or a volume, in a container. */
export interface Mount {
  readonly kind: 'bind' | 'volume';
  readonly source: string;
  readonly target: string;
  readonly readOnly: boolean;
}

const FORM = '--mount ./data:/mnt/data:ro for a folder, --mount volume:/mnt/data for a volume';

/** Every `SRC:DST[:ro]` as a mount; relative sources start from `folder`. */
export const mountsOf = (texts: readonly string[], folder: string): readonly Mount[] =>
  texts.map((text) => mountOf(text, folder));

/** `SRC:DST[:ro|:rw]`: a source that looks like a path is a folder of the engine's, else a volume. */
export function mountOf(text: string, folder: string): Mount {
  const [source = '', target = '', mode = 'rw', ...rest] = text.split(':');
  if (source === '' || rest.length > 0 || !['ro', 'rw'].includes(mode)) {
    throw invalid(text, 'expected SRC:DST or SRC:DST:ro');
  }
  if (!target.startsWith('/')) {
    throw invalid(text, 'expected an absolute path in the container after the first ":"');
  }
  if (source.startsWith('~'))
    throw invalid(text, 'the shell did not replace "~": give the whole path');
  return {...sourceOf(source, folder), target, readOnly: mode === 'ro'};
}

/** Whether the source of a mount is a folder: anything that looks like a path; else it is a volume. */
export const isFolderSource = (source: string): boolean =>
  isAbsolute(source) || source.startsWith('.') || source.includes('/');

function sourceOf(source: string, folder: string): Pick<Mount, 'kind' | 'source'> {
  return isFolderSource(source)
    ? {kind: 'bind', source: resolve(folder, source)}
    : {kind: 'volume', source};
}

const invalid = (text: string, why: string): LambdockError =>
  new LambdockError('USAGE', {message: `mount ${text}: ${why}`, suggestions: [FORM]});
