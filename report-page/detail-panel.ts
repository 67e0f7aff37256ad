import type {PageDetail} from '../src/replay/reporters/page-data.js';
import {h} from './dom.js';
import {statusText} from './grid-line.js';
import type {Row} from './row.js';
import {msText} from './texts.js';

/** All of one event, beside the table. */
export interface DetailPanel {
  readonly element: HTMLElement;
  show(row: Row, detail: PageDetail | null): void;
  focus(): void;
}

/** A closed panel; Escape and its button close it. */
export function openPanel(onClose: () => void): DetailPanel {
  const element = h('aside', {class: 'panel', tabindex: -1, hidden: true, 'aria-label': 'Event'});
  const close = (): void => {
    element.hidden = true;
    onClose();
  };
  element.addEventListener('keydown', ({key}) => {
    if (key === 'Escape') close();
  });
  return {
    element,
    focus: () => element.focus(),
    show(row, detail) {
      element.hidden = false;
      element.setAttribute('aria-label', `Event ${row.id}`);
      element.replaceChildren(titleOf(row, close), factsOf(row, detail), ...partsOf(row, detail));
      element.scrollTop = 0;
    },
  };
}

const titleOf = (row: Row, close: () => void): HTMLElement =>
  h(
    'header',
    {class: 'panel-head'},
    h('h2', {}, row.id),
    h('span', {class: `chip ${row.verdict}`}, statusText(row)),
    h('button', {type: 'button', class: 'close', 'aria-label': 'Close', onclick: close}, '✕'),
  );

function factsOf(row: Row, detail: PageDetail | null): HTMLElement {
  const facts: readonly (readonly [string, string])[] = [
    ['recorded at', row.place],
    ['duration', row.durationMs === null ? 'not measured' : msText(row.durationMs)],
    ...(row.attempts > 1 ? [['attempts', String(row.attempts)] as const] : []),
    ...(row.marks.length > 0 ? [['marks', row.marks.join(', ')] as const] : []),
    ...(detail?.facts ?? []),
  ];
  const list = h('dl', {class: 'facts'});
  for (const [name, value] of facts) list.append(h('dt', {}, name), h('dd', {}, value));
  return list;
}

function partsOf(row: Row, detail: PageDetail | null): readonly HTMLElement[] {
  if (detail === null) {
    const why =
      'Event, answer and logs were left out, as the page would be too large with them. The results file (--results) has them.';
    return [h('p', {class: 'note'}, why), ...(row.problem === '' ? [] : [block(row.problem)])];
  }
  const {event, diff, error, payload, logs} = detail;
  return [
    ...(diff.length === 0 ? [] : [part('Differences', diffTable(diff))]),
    ...(error === null ? [] : [part('Error', errorBlock(error))]),
    part('Event', 'why' in event ? quiet(`Not shown: ${event.why}.`) : block(event.text)),
    part('Answer', payload === null ? quiet('The function gave none.') : block(payload)),
    part('Logs', logs === '' ? quiet('It logged nothing.') : block(logs)),
  ];
}

const part = (title: string, content: HTMLElement): HTMLElement =>
  h('section', {}, h('h3', {}, title), content);

const block = (text: string): HTMLElement => h('pre', {tabindex: 0}, text);

const quiet = (text: string): HTMLElement => h('p', {class: 'note'}, text);

const errorBlock = ({type, message, stack}: NonNullable<PageDetail['error']>): HTMLElement =>
  h(
    'pre',
    {tabindex: 0, class: 'error-text'},
    h('strong', {}, `${type}: ${message}`),
    stack.length === 0 ? null : `\n${stack.join('\n')}`,
  );

function diffTable(diff: PageDetail['diff']): HTMLElement {
  const head = ['Where', 'Expected', 'Got'].map((name) => h('th', {scope: 'col'}, name));
  const rows = diff.map(({path, kind, expected, actual}) =>
    h(
      'tr',
      {},
      h('th', {scope: 'row'}, kind === 'status' ? 'status' : path),
      h('td', {class: 'expected'}, expected ?? '–'),
      h('td', {class: 'actual'}, actual ?? '–'),
    ),
  );
  return h(
    'div',
    {class: 'scroll', tabindex: 0},
    h('table', {class: 'diff'}, h('thead', {}, h('tr', {}, ...head)), h('tbody', {}, ...rows)),
  );
}
