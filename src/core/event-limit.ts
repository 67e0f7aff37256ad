import {LambdockError} from '../errors/lambdock-error.js';
import {PAYLOAD_LIMIT} from './rie.js';

/** The error of an event that is larger than Lambda takes; `bytes` is null where reading was cut off. */
export const eventTooLarge = (what: string, bytes: number | null): LambdockError =>
  new LambdockError('EVENT_TOO_LARGE', {
    message: `${what} has ${bytes ?? `more than ${PAYLOAD_LIMIT}`} bytes; Lambda takes ${PAYLOAD_LIMIT} at most`,
    details: {bytes, limit: PAYLOAD_LIMIT},
  });
