import type {InvocationResult} from '../core/invocation.js';
import type {Judge} from '../core/judge.js';
import type {ReadRecord, RecordedEvent, SkippedRecord} from '../core/recorded-event.js';
import {entryLine, entryOf, type ReplayEntry} from '../core/replay-entry.js';
import {openTally, type Tally} from '../core/replay-summary.js';
import type {ResultsFile} from '../files/results-file.js';

/** Runs one event; a cold one in an environment that no other event sees. */
export type RunEvent = (
  event: RecordedEvent,
  how?: {readonly cold?: boolean},
) => Promise<InvocationResult>;

/** What a run works with. */
export interface ReplayTools {
  readonly run: RunEvent;
  readonly judge: Judge | null;
  readonly results: ResultsFile;
  readonly onEntry: (entry: ReplayEntry) => void;
  readonly onSkipped: (record: SkippedRecord) => void;
}

/** Runs every event of `records`, each once, and counts what is not run. */
export async function runReplay(
  tools: ReplayTools,
  records: AsyncIterable<ReadRecord>,
  {concurrency}: {readonly concurrency: number},
): Promise<Tally> {
  const tally = openTally();
  const source = records[Symbol.asyncIterator]();
  let index = 0;
  const worker = async (): Promise<void> => {
    for (let next = await source.next(); next.done !== true; next = await source.next()) {
      const record = next.value;
      if (record.kind === 'event') {
        index += 1;
        await runOne(tools, tally, {event: record, index: index - 1});
      } else {
        tally.skip(record.reason);
        tools.onSkipped(record);
      }
    }
  };
  await Promise.all(Array.from({length: concurrency}, worker));
  return tally;
}

async function runOne(
  {run, judge, results, onEntry}: ReplayTools,
  tally: Tally,
  {event, index}: {readonly event: RecordedEvent; readonly index: number},
): Promise<void> {
  const result = await run(event);
  const judgement = (await judge?.judge(event, result)) ?? {check: null, diff: null};
  const entry = entryOf(result, {index, event, ...judgement});
  await results.append(index, entryLine(entry, result));
  tally.add(entry);
  onEntry(entry);
}
