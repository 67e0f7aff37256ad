import {LambdockError} from '../errors/lambdock-error.js';

/** It travels in a header and comes back in log lines, from which it must be told. */
const REQUEST_ID = /^[0-9A-Za-z-]{1,128}$/;

/** A request id of the caller's own, if it can be one; rejects with USAGE. */
export function checkedRequestId(given: string): string {
  if (REQUEST_ID.test(given)) return given;
  throw new LambdockError('USAGE', {
    message: `requestId ${JSON.stringify(given.slice(0, 200))}: it is 1 to 128 letters, digits and dashes`,
    suggestions: ['leave it out, and each event gets a fresh uuid'],
  });
}
