import type {Difference} from '../../core/difference.js';

/** One difference for a person: `$.total: expected 12, got 13`. */
export function differenceText({path, kind, expected, actual}: Difference): string {
  const [was, is] = [expected ?? 'nothing', actual ?? 'nothing'];
  switch (kind) {
    case 'added':
      return `${path}: not expected, got ${is}`;
    case 'removed':
      return `${path}: expected ${was}, is not there`;
    case 'status':
      return `status: expected ${was}, got ${is}`;
    case 'changed':
      // What is expected cannot be told, and why not.
      if (actual === undefined) return `${path}: ${was}`;
      return `${path}: expected ${was}, got ${is}`;
  }
}

/** All differences of an event, one a line. */
export const diffText = (diff: readonly Difference[] | null): string =>
  (diff ?? []).map(differenceText).join('\n');
