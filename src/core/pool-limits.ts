/** How many execution environments there may be, and how long events may wait for one. */
export interface PoolLimits {
  /** Execution environments of one function at most. */
  readonly perFunction: number;
  /** Of all functions together. */
  readonly max: number;
  /** How long an environment may rest before it goes; milliseconds. */
  readonly idleMs: number;
  /** Events of one function that may wait for an environment. */
  readonly queue: number;
  /** How long one may wait; milliseconds. */
  readonly queueMs: number;
}

/** What holds where nothing is said; `perFunction` and `max` come from the machine. */
export const POOL_DEFAULTS = {idleMs: 600_000, queue: 1000, queueMs: 300_000} as const;
