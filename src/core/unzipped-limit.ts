import {LambdockError} from '../errors/lambdock-error.js';
import type {CodePart} from './code-tree.js';
import {UNZIPPED_BYTES} from './limits.js';

/** How much a part of a function unpacks to. */
export interface PartSize {
  readonly kind: CodePart['kind'];
  readonly path: string;
  readonly bytes: number;
}

/**
 * The error of a function whose layers and code are more than Lambda unpacks, or null; parts are in
 * their order, layers first. Code alone, as it lies in its folder, is not packed yet: it is warned of
 * elsewhere and not refused.
 */
export function overUnzippedLimit(
  functionName: string,
  parts: readonly PartSize[],
): LambdockError | null {
  const bytes = parts.reduce((sum, part) => sum + part.bytes, 0);
  if (bytes <= UNZIPPED_BYTES || !parts.some(({kind}) => kind === 'layer')) return null;
  const breaking = breakingPart(parts);
  const list = parts.map(({kind, path, bytes: size}) => `${kind} ${path}: ${megabytes(size)}`);
  return new LambdockError('LAYER_LIMIT', {
    message: [
      `function ${functionName} unpacks to ${megabytes(bytes)}, Lambda allows 250 MB: ${breaking.kind} ${breaking.path} breaks the limit`,
      ...list,
    ].join('\n  '),
    details: {function: functionName, bytes, limit: UNZIPPED_BYTES, path: breaking.path, parts},
  });
}

/** The part at which the sum passes the limit. */
function breakingPart(parts: readonly PartSize[]): PartSize {
  let sum = 0;
  const found = parts.find(({bytes}) => (sum += bytes) > UNZIPPED_BYTES);
  if (found === undefined) throw new TypeError('nothing is over the limit');
  return found;
}

const megabytes = (bytes: number): string => `${(bytes / 2 ** 20).toFixed(1)} MB`;
