import {sha256} from '../core/digest.js';
import type {RecordedEvent} from '../core/recorded-event.js';
import type {ReplayEntry} from '../core/replay-entry.js';
import type {Tally} from '../core/replay-summary.js';
import {LambdockError} from '../errors/lambdock-error.js';
import {entryVerdict} from './reporters/entry-verdict.js';

/** The results that a run goes on with: which events have one, and that they are the same events. */
export interface KeptEntries {
  /** Takes a line of the results file; answers with its index, or null for a second one of an event. */
  keep(line: Uint8Array, number: number): number | null;
  isDone(event: Pick<RecordedEvent, 'id'>, index: number): boolean;
  readonly count: number;
  /** Those that count for `--fail-fast`. */
  readonly failed: number;
}

/** Counts what is there; `file` is for messages. */
export function keptEntries(file: string, tally: Tally): KeptEntries {
  const ids = new Map<number, number>();
  let failed = 0;
  return {
    keep(line, number) {
      const entry = entryOfLine(line, {file, number});
      if (ids.has(entry.index)) return null;
      ids.set(entry.index, shortHash(entry.eventId ?? ''));
      tally.add(entry);
      if (entryVerdict(entry) !== 'passed') failed += 1;
      return entry.index;
    },
    isDone({id}, index) {
      const known = ids.get(index);
      if (known === undefined) return false;
      if (known === shortHash(id)) return true;
      throw new LambdockError('RESUME_MISMATCH', {
        message: `${file} holds the results of other events: the event ${id}, number ${index} of the input, has another id there`,
        details: {file, event: id, index},
      });
    },
    get count() {
      return ids.size;
    },
    get failed() {
      return failed;
    },
  };
}

/** An entry of a results file. */
export function entryOfLine(
  line: Uint8Array,
  {file, number}: {readonly file: string; readonly number: number},
): ReplayEntry {
  try {
    const entry = JSON.parse(Buffer.from(line).toString()) as ReplayEntry;
    if (typeof entry.index === 'number' && typeof entry.eventId === 'string') return entry;
  } catch {
    // It is told below.
  }
  throw new LambdockError('RESUME_MISMATCH', {
    message: `${file}:${number} is no result of a replay`,
    details: {file, line: number},
  });
}

const shortHash = (id: string): number => Number.parseInt(sha256(id).slice(0, 12), 16);
