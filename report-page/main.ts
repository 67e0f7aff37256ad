import {openPanel} from './detail-panel.js';
import {h} from './dom.js';
import {readFileData} from './file-data.js';
import {openGrid} from './grid.js';
import {overview} from './overview.js';
import {pageHead} from './page-head.js';
import {EVERYTHING, selectRows, type Query, type SortKey} from './query.js';
import type {Row} from './row.js';
import {openToolbar} from './toolbar.js';

/** Columns whose great values are what one looks for. */
const GREATEST_FIRST: readonly SortKey[] = ['durationMs', 'attempts', 'problem'];

const data = readFileData();
let query: Query = EVERYTHING;

const split = h('div', {class: 'split'});
const panel = openPanel(() => {
  split.classList.remove('open');
  grid.focus();
});
const open = (row: Row): void => {
  split.classList.add('open');
  panel.show(row, data.detail(row.index));
};
const grid = openGrid({
  onOpen: (row, byKey) => {
    open(row);
    if (byKey) panel.focus();
  },
  onMove: (row) => {
    if (!panel.element.hidden) open(row);
  },
  onSort: (sort) =>
    change({
      sort,
      descending: query.sort === sort ? !query.descending : GREATEST_FIRST.includes(sort),
    }),
});
const toolbar = openToolbar(
  data.rows,
  (group) => data.tail.groups[group]?.title ?? '',
  (part) => change(part),
);

function change(part: Partial<Query>): void {
  query = {...query, ...part};
  const rows = selectRows(data.rows, query, (index) => data.deepText(index));
  toolbar.show(query, rows.length);
  grid.show(rows, query.sort, query.descending);
}

/** From the overview: what was narrowed before is forgotten, and the table comes into view. */
function narrow(part: Partial<Query>): void {
  change({...EVERYTHING, sort: query.sort, descending: query.descending, ...part});
  table.scrollIntoView({block: 'start'});
}

function openFromOverview(row: Row): void {
  open(row);
  table.scrollIntoView({block: 'start'});
  panel.focus();
}

split.append(grid.element, panel.element);
const table = h('section', {class: 'events'}, h('h2', {}, 'Events'), toolbar.element, split);
document
  .getElementById('page')
  ?.replaceChildren(pageHead(data), overview(data, narrow, openFromOverview), table);
change({});

document.addEventListener('keydown', (event) => {
  const isTyping = event.target instanceof HTMLInputElement;
  if (event.key !== '/' || isTyping) return;
  event.preventDefault();
  toolbar.focusSearch();
});
