import {countText} from '../core/count-text.js';
import {skippedPlaceText, type SkippedRecord, type SkipReason} from '../core/recorded-event.js';
import type {ReplayEntry} from '../core/replay-entry.js';
import type {ReplayReport} from '../core/replay-report.js';
import {steadyMemory} from './steady-memory.js';
import type {Terminal} from './terminal.js';

/** As many words of blocked attempts are shown. */
const MOST_WORDS = 3;

/** As many records that should be events and are none are told one by one. */
const UNUSABLE: readonly SkipReason[] = ['malformed', 'unread', 'too-large'];
const MOST_RECORDS = 10;

/** What an event leaves to be collected, about: it lies in buffers, whose weight the collector does not see. */
const BYTES_OF_AN_EVENT = 2 ** 14;

/** One that is only read, and has its result. */
const BYTES_OF_A_KEPT_EVENT = 2 ** 12;

/** What is told on stderr of what is read, and behind the run. */
export interface ReplayNews {
  readonly format: (found: {readonly input: string; readonly format: string}) => void;
  readonly kept: () => void;
  entry(entry: Pick<ReplayEntry, 'blocked'>): void;
  skipped(record: SkippedRecord): void;
  end(replay: Pick<ReplayReport, 'run' | 'summary'>): void;
  /** The run was interrupted; what it has is in `results`. */
  stopped(results: string): void;
}

/** Tells of a replay. */
export function replayNews(name: string, terminal: Terminal): ReplayNews {
  const blocked = new Set<string>();
  const passed = steadyMemory();
  let done = 0;
  let unusable = 0;
  const note = (text: string): void => {
    if (!terminal.speech.quiet) terminal.note(text);
  };
  return {
    format: ({input, format}) => note(`${input}: ${format}`),
    kept: () => passed(BYTES_OF_A_KEPT_EVENT),
    entry: (entry) => {
      passed(BYTES_OF_AN_EVENT);
      done += 1;
      for (const words of entry.blocked ?? []) if (blocked.size < MOST_WORDS) blocked.add(words);
    },
    skipped: (record) => {
      if (!UNUSABLE.includes(record.reason)) return;
      unusable += 1;
      if (unusable <= MOST_RECORDS) terminal.warn(`${skippedPlaceText(record)}: ${record.message}`);
    },
    end: ({run, summary}) => {
      if (unusable > MOST_RECORDS)
        terminal.warn(
          `and ${countText(unusable - MOST_RECORDS, 'more record')} that cannot be used`,
        );
      if (run.seed !== null) note(`seed: ${run.seed}`);
      if (summary.blocked > 0) terminal.warn(blockedText(name, summary.blocked, [...blocked]));
    },
    stopped: (results) =>
      terminal.note(
        `${countText(done, 'result')} of this run ${done === 1 ? 'is' : 'are'} in ${results}; --resume goes on`,
      ),
  };
}

const blockedText = (name: string, count: number, words: readonly string[]): string =>
  `${countText(count, 'event')} of ${name} could not reach the network, as a replay has none: ${words.join('; ')}. ` +
  (words.every((text) => text === 'TypeError: fetch failed') ? VAGUE : '') +
  '--network NAME joins one, --allow-egress lets the function out';

/** Node keeps the cause to itself unless the function logs it. */
const VAGUE =
  'A local port that refuses sounds the same: the cause of that error tells which it was. ';
