import {h} from './dom.js';
import type {SortKey} from './query.js';
import type {Row} from './row.js';
import {idOf, lineOf, ROW} from './grid-line.js';

/** Rows drawn above and below what is seen. */
const SPARE = 8;

const COLUMNS: readonly (readonly [SortKey, string])[] = [
  ['index', '#'],
  ['id', 'Event'],
  ['status', 'Status'],
  ['durationMs', 'Duration'],
  ['attempts', 'Tries'],
  ['problem', 'What went wrong'],
];

/** What the table tells. */
export interface GridEvents {
  /** A row was opened; `byKey` when the keyboard did it, so that the focus may follow. */
  onOpen(row: Row, byKey: boolean): void;
  /** The current row is another one. */
  onMove(row: Row): void;
  onSort(key: SortKey): void;
}

/** The table of events: however many there are, only what is seen is in the document. */
export interface Grid {
  readonly element: HTMLElement;
  show(rows: readonly Row[], sort: SortKey, descending: boolean): void;
  focus(): void;
}

/** A table of nothing yet. */
export function openGrid(events: GridEvents): Grid {
  const {element, body, empty, headers} = gridElements(events);
  let rows: readonly Row[] = [];
  let current: number | null = null;

  const draw = (): void => drawSeen({element, body}, rows, current);
  const move = (to: number): void => {
    current = Math.max(0, Math.min(rows.length - 1, to));
    const row = rows[current];
    if (row === undefined) return;
    scrollTo(element, current);
    draw();
    events.onMove(row);
  };
  const open = (at: number, byKey: boolean): void => {
    move(at);
    const row = rows[at];
    if (row !== undefined) events.onOpen(row, byKey);
  };

  element.addEventListener('scroll', draw, {passive: true});
  new ResizeObserver(draw).observe(element);
  body.addEventListener('click', (event) => {
    const line = (event.target as Element).closest('[data-at]');
    if (line !== null) open(Number(line.getAttribute('data-at')), false);
  });
  onKeys(element, (key, page) => {
    const at = current ?? -1;
    if (key === 'Enter' || key === ' ') open(Math.max(0, at), true);
    else move(stepOf(key, {at, page, last: rows.length - 1}));
  });

  return {
    element,
    focus: () => element.focus(),
    show(shown, sort, descending) {
      const kept = current === null ? undefined : rows[current];
      rows = shown;
      const at = kept === undefined ? -1 : rows.indexOf(kept);
      current = at === -1 ? null : at;
      body.style.height = `${rows.length * ROW}px`;
      empty.hidden = rows.length > 0;
      element.setAttribute('aria-rowcount', String(rows.length + 1));
      element.scrollTop = 0;
      markSorted(headers, sort, descending);
      draw();
    },
  };
}

function drawSeen(
  {element, body}: {readonly element: HTMLElement; readonly body: HTMLElement},
  rows: readonly Row[],
  current: number | null,
): void {
  const first = Math.max(0, Math.floor(element.scrollTop / ROW) - SPARE);
  const seen = rows.slice(first, first + Math.ceil(element.clientHeight / ROW) + 2 * SPARE);
  body.replaceChildren(...seen.map((row, at) => lineOf(row, first + at, first + at === current)));
  const active = current === null ? undefined : seen[current - first];
  if (active === undefined) element.removeAttribute('aria-activedescendant');
  else element.setAttribute('aria-activedescendant', idOf(active));
}

function gridElements(events: GridEvents) {
  const headers = COLUMNS.map(([key, name]) => {
    const button = h('button', {type: 'button', onclick: () => events.onSort(key)}, name);
    return h('div', {role: 'columnheader', class: `cell ${key}`}, button);
  });
  const head = h('div', {role: 'row', class: 'head'}, ...headers);
  const body = h('div', {role: 'rowgroup', class: 'body'});
  const empty = h('p', {class: 'empty', hidden: true}, 'No event fits these filters.');
  const element = h(
    'div',
    {role: 'grid', class: 'grid', tabindex: 0, 'aria-label': 'Events', 'aria-readonly': 'true'},
    h('div', {role: 'rowgroup', class: 'heads'}, head),
    body,
    empty,
  );
  return {element, body, empty, headers};
}

/** Below the head, which stays. */
function scrollTo(element: HTMLElement, row: number): void {
  const top = row * ROW;
  const room = element.clientHeight - 2 * ROW;
  if (top < element.scrollTop) element.scrollTop = top;
  else if (top > element.scrollTop + room) element.scrollTop = top - room;
}

/** Keys that move in the table, or open; those of its buttons are theirs. */
const KEYS = ['ArrowDown', 'ArrowUp', 'PageDown', 'PageUp', 'Home', 'End', 'Enter', ' '];

function onKeys(element: HTMLElement, press: (key: string, page: number) => void): void {
  element.addEventListener('keydown', (event) => {
    const {key, target, altKey, ctrlKey, metaKey} = event;
    if (target !== element || altKey || ctrlKey || metaKey || !KEYS.includes(key)) return;
    event.preventDefault();
    press(key, Math.max(1, Math.floor(element.clientHeight / ROW) - 2));
  });
}

/** Where a key leads. */
function stepOf(
  key: string,
  {at, page, last}: {readonly at: number; readonly page: number; readonly last: number},
): number {
  const steps: Readonly<Record<string, number>> = {
    ArrowDown: at + 1,
    ArrowUp: at - 1,
    PageDown: at + page,
    PageUp: at - page,
    Home: 0,
    End: last,
  };
  return steps[key] ?? at;
}

function markSorted(headers: readonly HTMLElement[], sort: SortKey, descending: boolean): void {
  for (const [at, [key]] of COLUMNS.entries()) {
    const order = key !== sort ? 'none' : descending ? 'descending' : 'ascending';
    headers[at]?.setAttribute('aria-sort', order);
  }
}
