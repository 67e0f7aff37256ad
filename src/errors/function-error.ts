import type {FunctionErrorShape} from './function-error-shape.js';

/** Thrown by `payloadOf` when the function failed. `result` is the whole invocation result. */
export class FunctionError<Result = unknown> extends Error {
  override readonly name = 'FunctionError';

  constructor(
    readonly error: FunctionErrorShape,
    readonly result: Result,
  ) {
    super(`${error.type}: ${error.message}`);
  }
}
