/** One thing `lambdock doctor` looked at. */
export interface Check {
  readonly name: string;
  readonly status: 'ok' | 'warning' | 'failed';
  /** What was found. */
  readonly found: string;
  /** What to do about it; null when all is well. */
  readonly remedy: string | null;
}
