import type {PageRow} from '../src/replay/reporters/page-data.js';

/** An event as the table works with it. */
export interface Row {
  /** Position in the order of the run, from 0. */
  readonly index: number;
  readonly id: string;
  readonly place: string;
  readonly status: string;
  readonly verdict: 'passed' | 'difference' | 'error';
  readonly durationMs: number | null;
  readonly attempts: number;
  readonly marks: readonly string[];
  readonly problem: string;
  readonly group: number | null;
  /** What a search looks in, in lower case. */
  readonly searched: string;
}

/** A row of the file with names. */
export function rowOf(row: PageRow, index: number): Row {
  const [id, place, status, verdict, durationMs, attempts, marks, problem, group] = row;
  const searched = [id, place, status, problem, ...marks].join('\n').toLowerCase();
  return {index, id, place, status, verdict, durationMs, attempts, marks, problem, group, searched};
}
