/** The part of a function's failure that an exception needs. */
export interface FunctionErrorShape {
  readonly type: string;
  readonly message: string;
}
