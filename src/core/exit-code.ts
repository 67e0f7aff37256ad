import {isLambdockError} from '../errors/lambdock-error.js';
import type {Outcome} from './invocation.js';

/** What a command line exits with: by what the function did, or by what lambdock could not do. */
export function exitCodeOf(end: Outcome | Error): number {
  if (end instanceof Error) return isLambdockError(end) ? end.exitCode : 70;
  if (end.status === 'ok') return 0;
  return end.status === 'timed-out' ? 124 : 1;
}
