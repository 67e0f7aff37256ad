import {LambdockError} from '../errors/lambdock-error.js';
import {PAYLOAD_LIMIT} from './rie.js';

/** The error of an event that is larger than Lambda takes; `bytes` is null where reading was cut off. */
export const eventTooLarge = (what: string, bytes: number | null): LambdockError =>
  new LambdockError('EVENT_TOO_LARGE', {
    message: eventTooLargeText(what, bytes),
    details: {bytes, limit: PAYLOAD_LIMIT},
  });

/** How large an event is, and how large it may be. */
export const eventTooLargeText = (what: string, bytes: number | null): string =>
  `${what} has ${bytes ?? `more than ${PAYLOAD_LIMIT}`} bytes; Lambda takes ${PAYLOAD_LIMIT} at most`;
