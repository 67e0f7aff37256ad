import type {Check} from '../core/check.js';
import {isLambdockError} from '../errors/lambdock-error.js';

/** A check with nothing to do. */
export const fine = (name: string, found: string): Check => ({
  name,
  status: 'ok',
  found,
  remedy: null,
});

/** A check that found something to do. */
export const troubled = (
  status: 'warning' | 'failed',
  name: string,
  {found, remedy}: {readonly found: string; readonly remedy: string},
): Check => ({name, status, found, remedy});

/** A check that failed with one of lambdock's own errors; any other is thrown on. */
export function failedBy(name: string, error: unknown): Check {
  if (!isLambdockError(error)) throw error;
  const remedy = error.suggestions.join('\n');
  return {name, status: 'failed', found: error.message, remedy: remedy === '' ? null : remedy};
}
