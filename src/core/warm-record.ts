/** A container that is kept for the next invocation, as it is written down beside the caches. */
export interface WarmRecord {
  /** Also the value of the container's label `dev.lambdock.warm`. */
  readonly id: string;
  /** All that matters of the environment: only an event of the same key may use it. */
  readonly key: string;
  readonly project: string;
  readonly function: string;
  /** The image: another one of the same function means that its code has changed. */
  readonly image: string;
  /**
   * Busy until its event is answered: then only the holder of its lock may touch it. Ending when it
   * was told to end, and its extensions do their last work.
   */
  readonly state: 'busy' | 'resting' | 'ending';
  readonly container: string | null;
  readonly restMs: number;
  /** Milliseconds since the epoch; 0 while it is busy. Until then nobody else ends it. */
  readonly restUntil: number;
  readonly createdAt: number;
  /** How far the engine's clock is ahead of ours: only who starts a container sees it. */
  readonly clockAhead: number;
}

/** However often it is used: from then on a lambdock of another machine may take it for abandoned. */
export const MOST_WARM_MS = 24 * 3_600_000;
/** An event must have ended before that. */
const LAST_EVENT_MS = 3_600_000;

/** How long a container rests where nothing is said: ten minutes. */
export const KEEP_WARM_MS = 600_000;

/** Whether an event may be given to it. */
export const isUsable = (record: WarmRecord, now: number): boolean =>
  record.state === 'resting' &&
  record.container !== null &&
  record.restUntil > now &&
  record.createdAt + MOST_WARM_MS - LAST_EVENT_MS > now;

/**
 * Records at rest that are not worth keeping beside the newest of the same function: those of other
 * code, and all above a number.
 */
export function superseded(
  records: readonly WarmRecord[],
  newest: WarmRecord,
  most: number,
): readonly WarmRecord[] {
  const others = records
    .filter(
      (one) =>
        one.id !== newest.id &&
        one.state === 'resting' &&
        one.project === newest.project &&
        one.function === newest.function,
    )
    .toSorted((one, other) => other.restUntil - one.restUntil);
  const same = others.filter(({image}) => image === newest.image);
  return [...others.filter(({image}) => image !== newest.image), ...same.slice(most - 1)];
}
