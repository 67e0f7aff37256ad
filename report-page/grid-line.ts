import {h} from './dom.js';
import type {SortKey} from './query.js';
import type {Row} from './row.js';
import {countText, msText} from './texts.js';

/** Height of a row; the stylesheet has the same. */
export const ROW = 34;

/** The id of a row's element. */
export const idOf = (row: Row): string => `row-${row.index}`;

/** The `at`-th row of the table. */
export function lineOf(row: Row, at: number, isCurrent: boolean): HTMLElement {
  const cell = (name: SortKey, ...children: readonly (Node | string)[]): HTMLElement =>
    h('div', {role: 'gridcell', class: `cell ${name}`}, ...children);
  const marks = row.marks.map((mark) => h('span', {class: `mark ${mark}`}, mark));
  const line = h(
    'div',
    {
      role: 'row',
      id: idOf(row),
      class: `line ${row.verdict}`,
      'data-at': at,
      'aria-rowindex': at + 2,
      'aria-selected': String(isCurrent),
    },
    cell('index', countText(row.index + 1)),
    cell('id', row.id),
    cell('status', h('span', {class: `chip ${row.verdict}`}, statusText(row))),
    cell('durationMs', row.durationMs === null ? '–' : msText(row.durationMs)),
    cell('attempts', row.attempts > 1 ? String(row.attempts) : ''),
    cell('problem', ...marks, row.problem),
  );
  line.style.transform = `translateY(${at * ROW}px)`;
  return line;
}

/** `ok`, `timed-out`; an answer that is not the golden's is told as that. */
export const statusText = ({status, verdict}: Row): string =>
  verdict === 'difference' && status === 'ok' ? 'different' : status;
