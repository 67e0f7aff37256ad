import {LambdockError} from '../errors/lambdock-error.js';

/** An event that cannot be sent: where, and why. */
export const eventInvalid = (
  message: string,
  init: {readonly suggestions?: readonly string[]; readonly cause?: unknown} = {},
): LambdockError => new LambdockError('EVENT_INVALID', {message, ...init});
