/** How long an environment whose init has failed is left alone before it is tried again by itself; milliseconds. */
export const FIRST_PAUSE_MS = 1_000;

const LONGEST_PAUSE_MS = 30_000;

/** Each pause is twice as long as the one before, up to half a minute. */
export const pauseAfter = (pauseMs: number): number => Math.min(2 * pauseMs, LONGEST_PAUSE_MS);
