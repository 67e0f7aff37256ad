/**
 * Whether something was nested too deep to be gone through. By the error's name: in a test runner's realm, Node's own
 * errors are instances of nothing.
 */
export const isTooDeep = (error: unknown): boolean =>
  (error as Partial<Error> | null)?.name === 'RangeError';
