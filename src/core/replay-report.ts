import type {Driver} from './driver.js';
import type {SkippedRecord} from './recorded-event.js';
import type {ReplayEntry} from './replay-entry.js';
import type {ReplaySummary} from './replay-summary.js';

/** What was run, with what. */
export interface ReplayRun {
  readonly function: string;
  /** The project file; null where flags alone describe the function. */
  readonly project: string | null;
  /** As the user named them. */
  readonly inputs: readonly string[];
  /** What the readers found, by input. */
  readonly formats: Readonly<Record<string, string>>;
  readonly driver: Driver;
  /** The image that the containers were made from. */
  readonly image: string;
  /** Of `--sample` and `--shuffle`; null where nothing was left to chance. */
  readonly seed: number | null;
  /** `1/3`; null for a whole run. */
  readonly shard: string | null;
  /** The version that answers were compared with, as the user named it. */
  readonly against?: string;
  /** Whether the function could reach more than its own container; the network's name where one was joined. */
  readonly egress: 'none' | 'open' | {readonly network: string};
  /** lambdock's. */
  readonly version: string;
  /** ISO 8601. */
  readonly began: string;
}

/** What answers were expected to be, in words: another version's, or those of goldens. */
export const expectedName = ({against}: Pick<ReplayRun, 'against'>): string =>
  against ?? 'its golden';

/** An event as it was recorded, without what no report may show; or why it cannot be shown. */
export type RecordedText = {readonly json: string} | {readonly why: string};

/** The recording, read once more beside the entries; nothing of it is held. */
export interface RecordedTexts extends AsyncDisposable {
  /** The event of an entry; asked in the order of the entries. */
  of(entry: Pick<ReplayEntry, 'index' | 'eventId' | 'holdsSecret'>): Promise<RecordedText>;
}

/** A finished run, as reports are made from it: each walk reads the results file, in the order of the events. */
export interface ReplayReport {
  readonly summary: ReplaySummary;
  readonly run: ReplayRun;
  entries(): AsyncIterable<ReplayEntry>;
  /** The same as they lie in the results file: answers keep the spelling of their numbers. */
  lines(): AsyncIterable<string>;
  skipped(): AsyncIterable<SkippedRecord>;
  /** Results hold no events: they are where they were recorded. */
  recorded(): RecordedTexts;
}

/** Text in pieces: a report is never a list in memory. */
export type Reporter = (report: ReplayReport) => AsyncIterable<string>;
