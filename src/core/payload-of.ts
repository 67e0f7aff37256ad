import {FunctionError} from '../errors/function-error.js';
import type {InvocationResult} from './invocation.js';

/** The function's answer, parsed; throws FunctionError when the function failed. */
export function payloadOf(result: InvocationResult): unknown {
  if (result.error !== null) throw new FunctionError(result.error, result);
  return result.payload;
}
