import {countText} from '../core/count-text.js';
import type {SkippedRecord} from '../core/recorded-event.js';
import type {ReplayEntry} from '../core/replay-entry.js';
import type {ReplayReport} from '../core/replay-report.js';
import {skippedRecord, type JournalLine} from '../core/replay-journal.js';
import type {ReplaySummary} from '../core/replay-summary.js';
import type {Replay} from './lambdock-types.js';
import type {ReplayFiles} from './replay-files.js';

/** What a report is made from. */
export interface ReportSource extends Pick<
  ReplayReport,
  'summary' | 'run' | 'skipped' | 'recorded'
> {
  /** In the order of the events. */
  readonly rows: () => AsyncIterable<{readonly line: Uint8Array}>;
}

/** A report that reads its entries from files. */
export function reportOf({summary, run, skipped, recorded, rows}: ReportSource): ReplayReport {
  async function* lines(): AsyncGenerator<string> {
    for await (const {line} of rows())
      yield Buffer.from(line.buffer, line.byteOffset, line.length).toString().trimEnd();
  }
  return {
    summary,
    run,
    async *entries() {
      for await (const line of lines()) yield JSON.parse(line) as ReplayEntry;
    },
    lines,
    skipped,
    recorded,
  };
}

/** A finished run, read from its files. */
export function replayOf({
  files,
  notes,
  ...told
}: Pick<Replay, 'summary' | 'run' | 'notes' | 'recorded'> & {
  readonly files: ReplayFiles;
}): Replay {
  const {results, journal} = files;
  return {
    ...reportOf({...told, rows: () => results.rows(), skipped: () => skippedIn(journal)}),
    notes,
    results: results.path,
    [Symbol.asyncDispose]: () => files[Symbol.asyncDispose](),
  };
}

async function* skippedIn(journal: {
  lines(): AsyncIterable<JournalLine>;
}): AsyncIterable<SkippedRecord> {
  for await (const line of journal.lines()) if (line.kind === 'skipped') yield skippedRecord(line);
}

/** What is to be said of a run that failures ended. */
export const stopNotes = ({
  stoppedAfter,
}: Pick<ReplaySummary, 'stoppedAfter'>): readonly string[] =>
  stoppedAfter === undefined
    ? []
    : [
        `stopped after ${countText(stoppedAfter, 'failure')} (--fail-fast): what comes behind was not run`,
      ];
