import {countText} from '../core/count-text.js';
import type {ReplayEntry} from '../core/replay-entry.js';
import type {ReplayReport} from '../core/replay-report.js';
import {steadyMemory} from './steady-memory.js';
import type {Terminal} from './terminal.js';

/** As many words of blocked attempts are shown. */
const MOST_WORDS = 3;

/** What an event leaves to be collected, about: it lies in buffers, whose weight the collector does not see. */
const BYTES_OF_AN_EVENT = 2 ** 15;

/** What is told on stderr of what is read, and behind the run. */
export interface ReplayNews {
  readonly format: (found: {readonly input: string; readonly format: string}) => void;
  entry(entry: Pick<ReplayEntry, 'blocked'>): void;
  end(replay: Pick<ReplayReport, 'run' | 'summary'>): void;
}

/** Tells of a replay. */
export function replayNews(name: string, terminal: Terminal): ReplayNews {
  const blocked = new Set<string>();
  const passed = steadyMemory();
  const note = (text: string): void => {
    if (!terminal.speech.quiet) terminal.note(text);
  };
  return {
    format: ({input, format}) => note(`${input}: ${format}`),
    entry: (entry) => {
      passed(BYTES_OF_AN_EVENT);
      for (const words of entry.blocked ?? []) if (blocked.size < MOST_WORDS) blocked.add(words);
    },
    end: ({run, summary}) => {
      if (run.seed !== null) note(`seed: ${run.seed}`);
      if (summary.blocked > 0) terminal.warn(blockedText(name, summary.blocked, [...blocked]));
    },
  };
}

const blockedText = (name: string, count: number, words: readonly string[]): string =>
  `${countText(count, 'event')} of ${name} could not reach the network, as a replay has none: ${words.join('; ')}. ` +
  '--network NAME joins one, --allow-egress lets the function out';
