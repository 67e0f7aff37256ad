import type {SkippedRecord} from '../core/recorded-event.js';
import type {ReplayEntry} from '../core/replay-entry.js';
import type {JournalLine} from '../core/replay-journal.js';
import type {Replay} from './lambdock-types.js';
import type {ReplayFiles} from './replay-files.js';

/** What reports read of files. */
interface ReportFiles extends AsyncDisposable {
  readonly results: Pick<ReplayFiles['results'], 'path' | 'lines'>;
  readonly journal: {lines(): AsyncIterable<JournalLine>};
}

/** A finished run, read from its files. */
export function replayOf({
  files,
  summary,
  run,
  notes,
}: Pick<Replay, 'summary' | 'run' | 'notes'> & {readonly files: ReportFiles}): Replay {
  const {results, journal} = files;
  return {
    summary,
    run,
    notes,
    results: results.path,
    async *entries() {
      for await (const line of linesOf(results)) yield JSON.parse(line) as ReplayEntry;
    },
    lines: () => linesOf(results),
    async *skipped(): AsyncIterable<SkippedRecord> {
      for await (const line of journal.lines()) if (line.kind === 'skipped') yield line;
    },
    [Symbol.asyncDispose]: () => files[Symbol.asyncDispose](),
  };
}

async function* linesOf(results: ReportFiles['results']): AsyncGenerator<string> {
  for await (const line of results.lines())
    yield Buffer.from(line.buffer, line.byteOffset, line.length).toString().trimEnd();
}
