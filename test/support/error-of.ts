import {isLambdockError, type LambdockError} from '../../src/errors/lambdock-error.js';

/** The LambdockError that some work fails with; anything else fails the test. */
export async function errorOf(work: () => unknown): Promise<LambdockError> {
  try {
    await work();
  } catch (error) {
    if (isLambdockError(error)) return error;
    throw error;
  }
  throw new Error('the work did not fail');
}
