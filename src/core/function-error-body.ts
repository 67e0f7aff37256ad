/** A function's failure as the envelope tells it. */
export interface FunctionErrorBody {
  readonly type: string;
  readonly message: string;
  readonly stackTrace: readonly string[];
  readonly cause?: unknown;
}
