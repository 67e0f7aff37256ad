import {growingTable} from './growing-table.js';
import type {Status} from './invocation.js';
import type {SkipReason} from './recorded-event.js';
import {isFailure, type ReplayEntry} from './replay-entry.js';

/** Why something that was read was not run: the record's own reasons, and those of the run. */
export type NotRunReason = SkipReason | 'not-sampled' | 'not-reached';

/** What `--json` prints, and `lambdock merge`; `events` is always `run` + `skipped`. */
export interface ReplaySummary {
  readonly schemaVersion: 1;
  readonly function: string;
  readonly events: number;
  readonly run: number;
  readonly skipped: number;
  readonly byStatus: Readonly<Partial<Record<Status, number>>>;
  /** Events whose answer is not what was expected. */
  readonly differences: number;
  readonly stateDependent: number;
  /** Events that took more than one attempt. */
  readonly retried: number;
  readonly durationMs: {
    readonly p50: number | null;
    readonly p95: number | null;
    readonly max: number | null;
  };
  readonly wallMs: number;
  /** Events that did not end well, and were not expected to end so. */
  readonly failures: number;
  /** Events that were to be compared, and have no golden. */
  readonly missing: number;
  /** Events that seem to have been kept off the network. */
  readonly blocked: number;
  readonly skippedBy: Readonly<Partial<Record<NotRunReason, number>>>;
  /** Of `--sample` and `--shuffle`; null where nothing was left to chance. */
  readonly seed: number | null;
  /** Nothing began after so many failures (`--fail-fast`); absent where the run came to its end. */
  readonly stoppedAfter?: number;
}

/** Whether the run ends with exit code 0. */
export const isGreen = ({
  failures,
  differences,
  missing,
}: Pick<ReplaySummary, 'failures' | 'differences' | 'missing'>): boolean =>
  failures + differences + missing === 0;

/** Counts entries as they come; a figure each is all that is kept. */
export interface Tally {
  add(entry: TalliedEntry): void;
  skip(reason: NotRunReason, count?: number): void;
  summary(facts: TallyFacts): ReplaySummary;
}

/** What a summary tells besides its counts. */
export interface TallyFacts extends Pick<ReplaySummary, 'function' | 'wallMs'> {
  readonly seed?: number | null;
  readonly stoppedAfter?: number | undefined;
}

/** What a tally needs to know of an entry. */
export type TalliedEntry = Pick<
  ReplayEntry,
  'status' | 'check' | 'stateDependent' | 'attempts' | 'durationMs' | 'blocked'
>;

/** A tally of nothing yet. */
export function openTally(): Tally {
  const byStatus: Partial<Record<Status, number>> = {};
  const skippedBy: Partial<Record<NotRunReason, number>> = {};
  const counts = {...NOTHING};
  let skipped = 0;
  const durations = openFigures();
  return {
    add(entry) {
      byStatus[entry.status] = (byStatus[entry.status] ?? 0) + 1;
      for (const [what, holds] of Object.entries(COUNTED))
        if (holds(entry)) counts[what as Counted] += 1;
      if (entry.durationMs !== null) durations.add(entry.durationMs);
    },
    skip(reason, count = 1) {
      if (count === 0) return;
      skipped += count;
      skippedBy[reason] = (skippedBy[reason] ?? 0) + count;
    },
    summary: ({function: name, wallMs, seed = null, stoppedAfter}) => ({
      schemaVersion: 1,
      function: name,
      events: counts.run + skipped,
      run: counts.run,
      skipped,
      byStatus,
      differences: counts.differences,
      stateDependent: counts.stateDependent,
      retried: counts.retried,
      durationMs: durations.percentiles(),
      wallMs: Math.round(wallMs),
      failures: counts.failures,
      missing: counts.missing,
      blocked: counts.blocked,
      skippedBy,
      seed,
      ...(stoppedAfter !== undefined && {stoppedAfter}),
    }),
  };
}

const NOTHING = {
  run: 0,
  differences: 0,
  stateDependent: 0,
  retried: 0,
  failures: 0,
  missing: 0,
  blocked: 0,
};

type Counted = keyof typeof NOTHING;

const COUNTED: Readonly<Record<Counted, (entry: TalliedEntry) => boolean>> = {
  run: () => true,
  differences: ({check}) => check === 'different',
  stateDependent: ({stateDependent}) => stateDependent === true,
  retried: ({attempts}) => attempts > 1,
  failures: isFailure,
  missing: ({check}) => check === 'missing',
  blocked: ({blocked}) => blocked !== undefined,
};

/** Eight bytes a figure: exact percentiles of a million events take eight megabytes. */
function openFigures(): {
  add(figure: number): void;
  percentiles(): ReplaySummary['durationMs'];
} {
  const figures = growingTable('any');
  return {
    add: (figure) => {
      figures.add(figure);
    },
    percentiles() {
      const {count} = figures;
      const sorted = Float64Array.from({length: count}, (_, row) => figures.at(row, 0)).sort();
      const at = (share: number): number | null =>
        sorted[Math.max(0, Math.ceil(share * count) - 1)] ?? null;
      return {p50: at(0.5), p95: at(0.95), max: at(1)};
    },
  };
}
