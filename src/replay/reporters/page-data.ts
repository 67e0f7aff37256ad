import type {Difference} from '../../core/difference.js';
import type {ReplayRun} from '../../core/replay-report.js';
import type {ReplaySummary} from '../../core/replay-summary.js';
import type {EntryVerdict} from './entry-verdict.js';
import type {FailureGroup} from './failure-groups.js';

/** What the page knows before its rows. */
export interface PageHead {
  readonly summary: ReplaySummary;
  readonly run: ReplayRun;
}

/** One event in the table; a list, as its keys would be most of the file. */
export type PageRow = readonly [
  id: string,
  place: string,
  status: string,
  verdict: EntryVerdict,
  durationMs: number | null,
  attempts: number,
  /** `cold`, `state-dependent`, `blocked`. */
  marks: readonly string[],
  /** What went wrong, in one line. */
  problem: string,
  /** Number of its group of failures. */
  group: number | null,
];

/** What is shown when an event is opened. */
export interface PageDetail {
  /** The event as it was recorded, indented and cut; or why it is not there. */
  readonly event: {readonly text: string} | {readonly why: string};
  /** The answer as JSON text, indented and cut; null where there was none. */
  readonly payload: string | null;
  readonly error: {
    readonly type: string;
    readonly message: string;
    readonly stack: readonly string[];
  } | null;
  readonly diff: readonly Difference[];
  readonly logs: string;
  /** Name and value of what else is known. */
  readonly facts: readonly (readonly [string, string])[];
}

/** What the page is told after its rows. */
export interface PageTail {
  readonly groups: readonly FailureGroup[];
  readonly skipped: readonly {
    readonly place: string;
    readonly reason: string;
    readonly message: string;
  }[];
  /** Skipped records that are not listed. */
  readonly skippedMore: number;
  /** Events whose details were left out for the size of the page. */
  readonly without: number;
}

/** Elements of the page that hold its data, by class or id. */
export const DATA = {
  head: 'data-head',
  rows: 'data-rows',
  details: 'data-details',
  tail: 'data-tail',
} as const;

/** Events in a pair of data elements: details are parsed by so many when one of them is opened. */
export const CHUNK = 100;
