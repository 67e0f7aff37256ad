import {h} from './dom.js';
import {EVERYTHING, isFiltered, type Query} from './query.js';
import type {Row} from './row.js';
import {countText, msText} from './texts.js';

/** What narrows the table. */
export interface Toolbar {
  readonly element: HTMLElement;
  show(query: Query, found: number): void;
  focusSearch(): void;
}

const VERDICTS = [
  [null, 'all'],
  ['passed', 'passed'],
  ['difference', 'different'],
  ['error', 'failed'],
] as const;

const TYPING_MS = 120;

/** A search field and filters; `change` hears what they want. */
export function openToolbar(
  rows: readonly Row[],
  groupTitle: (group: number) => string,
  change: (part: Partial<Query>) => void,
): Toolbar {
  const {search, deep, verdicts, status, clear} = fields(rows, change);
  const narrowed = h('span', {class: 'narrowed'});
  const found = h('output', {class: 'found', role: 'status'});
  const element = h(
    'div',
    {class: 'toolbar', role: 'search'},
    search,
    h('label', {class: 'deep'}, deep, 'in events, answers and logs'),
    h('div', {class: 'verdicts', role: 'group', 'aria-label': 'Outcome'}, ...verdicts),
    status,
    narrowed,
    clear,
    found,
  );
  return {
    element,
    focusSearch: () => search.focus(),
    show(query, count) {
      if (search.value !== query.text) search.value = query.text;
      deep.checked = query.deep;
      status.value = query.status ?? '';
      for (const [at, [verdict]] of VERDICTS.entries())
        verdicts[at]?.setAttribute('aria-pressed', String(verdict === query.verdict));
      narrowed.textContent = narrowedText(query, groupTitle);
      clear.hidden = !isFiltered(query);
      found.textContent = `${countText(count)} of ${countText(rows.length)} events`;
    },
  };
}

function fields(rows: readonly Row[], change: (part: Partial<Query>) => void) {
  let typing = 0;
  const search = h('input', {
    type: 'search',
    placeholder: 'Search events ( / )',
    'aria-label': 'Search events',
    oninput: () => {
      clearTimeout(typing);
      typing = window.setTimeout(() => change({text: search.value}), TYPING_MS);
    },
  });
  const deep = h('input', {type: 'checkbox', onchange: () => change({deep: deep.checked})});
  const verdicts = VERDICTS.map(([verdict, name]) =>
    h('button', {type: 'button', onclick: () => change({verdict})}, name),
  );
  const names = [...new Set(rows.map((row) => row.status))].sort();
  const status = h(
    'select',
    {'aria-label': 'Status', onchange: () => change({status: status.value || null})},
    h('option', {value: ''}, 'any status'),
    ...names.map((name) => h('option', {value: name}, name)),
  );
  const clear = h(
    'button',
    {type: 'button', class: 'clear', onclick: () => change(EVERYTHING)},
    'Clear',
  );
  return {search, deep, verdicts, status, clear};
}

function narrowedText({group, range}: Query, groupTitle: (group: number) => string): string {
  const parts = [
    ...(group === null ? [] : [groupTitle(group)]),
    ...(range === null ? [] : [rangeText(range)]),
  ];
  return parts.join(' · ');
}

const rangeText = ([from, to]: readonly [number, number]): string =>
  to === Infinity ? `${msText(from)} and more` : `${msText(from)} to ${msText(to)}`;
