import type {InvocationResult} from '../core/invocation.js';
import {wasNotDelivered} from '../core/sandbox.js';
import {isLambdockError, type LambdockError} from '../errors/lambdock-error.js';

/** Containers that go before they have an event of their own: so many in a row are no accident. */
const MOST_STARTS = 8;
/** A replay must give a result: an event whose container was taken away in the middle is run again. */
const MOST_DELIVERIES = 3;

/**
 * Runs an event until there is a result. One that certainly never reached the function is run again;
 * one that did is run again twice at most, and marked by its attempts: a replay delivers at least once. If
 * its container is taken away each time, `lost` makes the result.
 */
export async function deliver(
  run: () => Promise<InvocationResult>,
  lost: (error: LambdockError) => InvocationResult,
): Promise<InvocationResult> {
  let deliveries = 0;
  for (let attempt = 1; ; attempt += 1) {
    try {
      const result = await run();
      return attempt === 1 ? result : {...result, attempts: result.attempts + attempt - 1};
    } catch (error) {
      if (!mayComeBack(error) || attempt >= MOST_STARTS) throw error;
      if (wasDelivered(error)) deliveries += 1;
      if (deliveries === MOST_DELIVERIES) return {...lost(error), attempts: attempt};
    }
  }
}

const mayComeBack = (error: unknown): error is LambdockError =>
  isLambdockError(error) && (error.code === 'SANDBOX_LOST' || error.code === 'SANDBOX_NOT_READY');

const wasDelivered = (error: LambdockError): boolean =>
  error.code === 'SANDBOX_LOST' && !wasNotDelivered(error);
