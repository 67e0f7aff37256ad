import type {ReplayEntry} from '../../core/replay-entry.js';
import {countText} from '../../core/count-text.js';
import {firstLine} from './cut-text.js';
import {differenceText} from './diff-text.js';
import {entryVerdict} from './entry-verdict.js';
import {logText} from './log-text.js';

/** Failures that are the same but for ids, numbers and times. */
export interface FailureGroup {
  readonly kind: 'difference' | 'error';
  /** `TypeError: cannot read properties of undefined`, `differs at $.total`. */
  readonly title: string;
  readonly count: number;
  /** The first events of it. */
  readonly first: readonly FailedEvent[];
}

/** One event of a group. */
export interface FailedEvent extends Pick<ReplayEntry, 'eventId' | 'place'> {
  /** Of the very first one: where it differs, a line each. */
  readonly differences: readonly string[];
  /** Of the very first one, where it ended in an error: the end of its log. */
  readonly logs: readonly string[];
}

/** Gathers failures in groups; their number is bounded, whatever fails. */
export interface FailureGroups {
  /** The number of the entry's group, or null for one that passed. */
  add(entry: ReplayEntry): number | null;
  /** In order of their numbers. */
  list(): readonly FailureGroup[];
}

const [MOST_GROUPS, MOST_FIRST, MOST_TITLE] = [500, 3, 200];

/** Groups without anything in them; `expected` names what answers were compared with. */
export function failureGroups(expected: string): FailureGroups {
  const numbers = new Map<string, number>();
  const groups: (FailureGroup & {count: number; first: FailedEvent[]})[] = [];
  return {
    add(entry) {
      const kind = entryVerdict(entry);
      if (kind === 'passed') return null;
      const full = numbers.size >= MOST_GROUPS;
      const title = titleOf(entry, {kind, expected});
      const known = numbers.has(`${kind} ${title}`);
      const shown = full && !known ? OTHERS[kind] : title;
      const key = `${kind} ${shown}`;
      const number = numbers.get(key) ?? groups.length;
      const group = (groups[number] ??= {kind, title: shown, count: 0, first: []});
      numbers.set(key, number);
      group.count += 1;
      const {eventId, place} = entry;
      const isFirst = group.first.length === 0;
      const differences = isFirst ? differenceLines(entry) : [];
      const logs = isFirst && kind === 'error' ? lastLines(entry) : [];
      if (group.first.length < MOST_FIRST) group.first.push({eventId, place, differences, logs});
      return number;
    },
    list: () => groups,
  };
}

/** Biggest first; of equal ones, the one that came first. */
export const bySize = (groups: readonly FailureGroup[]): readonly FailureGroup[] =>
  groups.toSorted((one, other) => other.count - one.count);

const OTHERS = {difference: 'other differences', error: 'other errors'} as const;

function titleOf(
  entry: ReplayEntry,
  {kind, expected}: {readonly kind: 'difference' | 'error'; readonly expected: string},
): string {
  if (kind === 'error') return withoutParticulars(errorText(entry));
  if (entry.check === 'missing') return 'there is no golden';
  const paths = [...new Set((entry.diff ?? []).map(({path}) => path.replace(/\[\d+\]/g, '[*]')))];
  const more = paths.length > MOST_PATHS ? ` and ${paths.length - MOST_PATHS} more` : '';
  const where = paths.slice(0, MOST_PATHS).join(', ');
  const what = paths.length === 0 ? `differs from ${expected}` : `differs at ${where}${more}`;
  return firstLine(what, MOST_TITLE);
}

const MOST_PATHS = 3;

/** Enough to see what has changed; all of them are in the results and in other reports. */
function differenceLines({diff}: ReplayEntry): readonly string[] {
  const all = diff ?? [];
  const shown = all.slice(0, MOST_PATHS).map((one) => firstLine(differenceText(one), MOST_LINE));
  const more = all.length - shown.length;
  return more > 0 ? [...shown, `and ${countText(more, 'more difference')}`] : shown;
}

const MOST_LINE = 300;
const MOST_LINES = 5;

const lastLines = (entry: ReplayEntry): readonly string[] =>
  logText(entry)
    .split('\n')
    .filter((line) => line !== '')
    .slice(-MOST_LINES)
    .map((line) => firstLine(line, MOST_LINE));

/** `TypeError: boom`, or the status where there are no words; Lambda's own begin with the request's id. */
export const errorText = ({error, status}: Pick<ReplayEntry, 'error' | 'status'>): string =>
  error === null
    ? status
    : `${error.type}: ${error.message.replace(/^RequestId: \S+ Error: /, '')}`;

const withoutParticulars = (text: string): string =>
  firstLine(text, MOST_TITLE)
    .replace(/[\da-f]{8}-(?:[\da-f]{4}-){3}[\da-f]{12}/gi, '‹id›')
    .replace(/\b(?=[a-f]*\d)[\da-f]{16,}\b/gi, '‹id›')
    .replace(/\d+(?:[.,:]\d+)*/g, '‹n›');
