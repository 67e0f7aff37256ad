import {Errors} from '@oclif/core';
import {closest} from '../core/nearest-name.js';
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
  const nearest = nearestFlag(error as UnknownFlags);
  return new LambdockError('USAGE', {
    message,
    ...(nearest !== undefined && {suggestions: [`did you mean --${nearest}?`]}),
    cause: error,
  });
}

/** What oclif's error about unknown flags holds. */
interface UnknownFlags {
  readonly flags?: readonly string[];
  readonly parse?: {readonly input?: {readonly flags?: Readonly<Record<string, unknown>>}};
}

function nearestFlag({flags, parse}: UnknownFlags): string | undefined {
  const [unknown] = flags ?? [];
  if (unknown?.startsWith('--') !== true) return undefined;
  return closest(unknown.slice(2).replace(/=.*$/, ''), Object.keys(parse?.input?.flags ?? {}));
}
