import {isLambdockError} from '../errors/lambdock-error.js';

/** What another try may not meet again: the container went away, or was disturbed, while it started. */
export const mayHeal = (error: unknown): boolean =>
  isLambdockError(error) && (error.code === 'SANDBOX_NOT_READY' || error.code === 'SANDBOX_LOST');
