/** How far recordings are used up, or that part of them which is to be. */
export interface InputMeter {
  /** So many bytes have been read: a piece, in which many records may wait. */
  read(bytes: number): void;
  /** A record of so many bytes has been taken out of them. */
  take(bytes: number): void;
  /** From 0 to 1; null where it cannot be told. */
  share(): number | null;
}

/**
 * Measures inputs of these sizes. What an event takes in its file, wrapped or zipped as it may be, is
 * learned from the pieces that are used up; before the end of the first one it is its own size. No more than
 * `limit` events are used of them.
 */
export function inputMeter(
  sizes: readonly (number | null)[],
  limit: number | null = null,
): InputMeter {
  const total = sizes.reduce<number | null>(
    (sum, size) => (sum === null || size === null ? null : sum + size),
    0,
  );
  const seen = {read: 0, taken: 0, events: 0};
  let ratio: number | null = null;
  return {
    read(bytes) {
      if (seen.taken > 0) ratio = seen.read / seen.taken;
      seen.read += bytes;
    },
    take(bytes) {
      seen.taken += bytes + SEPARATOR;
      seen.events += 1;
    },
    share() {
      if (total === null || total === 0) return null;
      const used = seen.taken * (ratio ?? 1);
      if (ratio === null && used > total) return null;
      return Math.min(1, Math.max(used / total, limit === null ? 0 : seen.events / limit));
    },
  };
}

/** A line end or a comma. */
const SEPARATOR = 1;
