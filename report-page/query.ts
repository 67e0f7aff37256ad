import type {Row} from './row.js';

/** Columns that the table sorts by. */
export type SortKey = 'index' | 'id' | 'status' | 'durationMs' | 'attempts' | 'problem';

/** Which events are shown, in which order. */
export interface Query {
  readonly text: string;
  /** Whether the text is looked for in answers, diffs and logs too. */
  readonly deep: boolean;
  readonly verdict: Row['verdict'] | null;
  readonly status: string | null;
  readonly group: number | null;
  /** Durations from the first to below the second. */
  readonly range: readonly [number, number] | null;
  readonly sort: SortKey;
  readonly descending: boolean;
}

/** All events, in the order of the run. */
export const EVERYTHING: Query = {
  text: '',
  deep: false,
  verdict: null,
  status: null,
  group: null,
  range: null,
  sort: 'index',
  descending: false,
};

/** Whether a query leaves events out. */
export const isFiltered = ({text, verdict, status, group, range}: Query): boolean =>
  text !== '' || [verdict, status, group, range].some((part) => part !== null);

/** The rows that fit, sorted; `deepText` gives what else an event says, in lower case. */
export function selectRows(
  rows: readonly Row[],
  query: Query,
  deepText: (index: number) => string,
): readonly Row[] {
  const words = query.text
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => word !== '');
  const found = rows.filter(
    (row) =>
      fits(row, query) &&
      words.every(
        (word) => row.searched.includes(word) || (query.deep && deepText(row.index).includes(word)),
      ),
  );
  if (query.sort !== 'index') found.sort(COMPARE[query.sort]);
  return query.descending ? found.reverse() : found;
}

const fits = (row: Row, {verdict, status, group, range}: Query): boolean =>
  (verdict === null || row.verdict === verdict) &&
  (status === null || row.status === status) &&
  (group === null || row.group === group) &&
  (range === null ||
    (row.durationMs !== null && row.durationMs >= range[0] && row.durationMs < range[1]));

const texts = new Intl.Collator(undefined, {numeric: true});

const COMPARE: Readonly<Record<SortKey, (one: Row, other: Row) => number>> = {
  index: (one, other) => one.index - other.index,
  id: (one, other) => texts.compare(one.id, other.id),
  status: (one, other) => texts.compare(one.status, other.status),
  durationMs: (one, other) => (one.durationMs ?? -1) - (other.durationMs ?? -1),
  attempts: (one, other) => one.attempts - other.attempts,
  problem: (one, other) => texts.compare(one.problem, other.problem),
};
