/** A container of lambdock's, as `lambdock ps` shows it. */
export interface RunningContainer {
  readonly id: string;
  readonly function: string;
  readonly project: string;
  readonly role: string;
  readonly state: string;
  readonly image: string;
  /** ISO 8601, or null when it never started. */
  readonly startedAt: string | null;
  /** Whether the process that owns it still lives; null when it lives on another machine. */
  readonly ownerAlive: boolean | null;
  /** Until when it is kept warm, ISO 8601; null when it is in use, or not one to be kept. */
  readonly warmUntil: string | null;
}

/** What `down` and `prune` removed, or would remove. */
export interface RemovalReport {
  readonly containers: readonly string[];
  readonly images: readonly string[];
  readonly networks: readonly string[];
  readonly bytes: number;
  /** What could not be removed, and why. */
  readonly kept: readonly {readonly name: string; readonly reason: string}[];
}
