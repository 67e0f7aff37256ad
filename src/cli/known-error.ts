import {Errors} from '@oclif/core';
import {isLambdockError, LambdockError} from '../errors/lambdock-error.js';

/** Any thrown value as a LambdockError: oclif's own errors are USAGE, what nobody foresaw is a BUG. */
export function knownError(thrown: unknown): LambdockError {
  if (isLambdockError(thrown)) return thrown;
  if (isUsageError(thrown)) return usageError(thrown);
  const message = thrown instanceof Error ? thrown.message : String(thrown);
  return new LambdockError('BUG', {
    message: message === '' ? 'an unexpected error' : message,
    details: {stack: thrown instanceof Error ? (thrown.stack ?? null) : null},
    cause: thrown,
  });
}

const isUsageError = (thrown: unknown): thrown is Error =>
  thrown instanceof Error && (thrown instanceof Errors.CLIError || 'oclif' in thrown);

/** oclif words its errors for its own display: this takes the decoration off. */
function usageError(error: Error): LambdockError {
  const message = error.message
    .replace(/\nSee more help with --help\s*$/, '')
    .replace(/^Parsing (--\S+) \n\t/, '$1: ')
    .replace(/^Nonexistent flag/, 'unknown flag')
    .trim();
  return new LambdockError('USAGE', {message, cause: error});
}
