import {h} from './dom.js';
import type {FileData} from './file-data.js';
import {edgesOf, histogram} from './histogram.js';
import type {Query} from './query.js';
import type {Row} from './row.js';
import {countText, msText} from './texts.js';

/** Asks the table for the events of a part of the overview. */
export type Narrow = (part: Partial<Query>) => void;

const MOST_SLOW = 8;
const MOST_GROUPS = 50;

/** Counts, latency, slowest, failures: what is above the table. */
export function overview(data: FileData, narrow: Narrow, open: (row: Row) => void): HTMLElement {
  return h(
    'div',
    {class: 'overview'},
    counts(data, narrow),
    latency(data.rows, narrow),
    slowest(data.rows, open),
    failures(data, narrow),
    skippedRecords(data),
  );
}

function counts({head: {summary}, rows}: FileData, narrow: Narrow): HTMLElement {
  const of = (verdict: Row['verdict']): number =>
    rows.reduce((sum, row) => sum + (row.verdict === verdict ? 1 : 0), 0);
  const parts = [
    ['passed', 'passed', of('passed')],
    ['difference', 'different', of('difference')],
    ['error', 'failed', of('error')],
  ] as const;
  const bar = h('div', {class: 'bar', 'aria-hidden': 'true'});
  for (const [verdict, , count] of parts) {
    const piece = h('span', {class: verdict});
    piece.style.flexGrow = String(count);
    if (count > 0) bar.append(piece);
  }
  const cards = parts.map(([verdict, name, count]) =>
    h(
      'button',
      {type: 'button', class: `card ${verdict}`, onclick: () => narrow({verdict})},
      h('b', {}, countText(count)),
      name,
    ),
  );
  const others: readonly (readonly [string, number])[] = [
    ['skipped', summary.skipped],
    ['failures, then stopped', summary.stoppedAfter ?? 0],
    ['tried again', summary.retried],
    ['state-dependent', summary.stateDependent],
    ['without a golden', summary.missing],
    ['kept off the network', summary.blocked],
  ];
  const rest = others
    .filter(([name, count]) => count > 0 || name === 'skipped')
    .map(([name, count]) => h('div', {class: 'card'}, h('b', {}, countText(count)), name));
  return h(
    'section',
    {class: 'counts', 'aria-label': 'Counts'},
    bar,
    h('div', {class: 'cards'}, ...cards, ...rest),
  );
}

function latency(rows: readonly Row[], narrow: Narrow): HTMLElement {
  const durations = rows.flatMap(({durationMs}) => (durationMs === null ? [] : [durationMs]));
  const bars = histogram(durations);
  const edges = edgesOf(bars, durations);
  const highest = Math.max(1, ...bars.map(({count}) => count));
  const columns = bars.map(({from, to, count}, at) => {
    const range = `${msText(edges[at] ?? 0)} to ${msText(edges[at + 1] ?? 0)}`;
    const label = `${range}: ${countText(count)} events`;
    const column = h('button', {
      type: 'button',
      class: 'column',
      title: label,
      'aria-label': label,
      disabled: count === 0,
      onclick: () => narrow({range: [from, to]}),
    });
    column.style.setProperty('--share', String(count / highest));
    return column;
  });
  const marks = [0, 0.25, 0.5, 0.75, 1].map((share) =>
    h('span', {}, msText(edges[Math.round(share * (edges.length - 1))] ?? 0)),
  );
  const content =
    bars.length === 0
      ? [h('p', {class: 'note'}, 'No duration was measured.')]
      : [
          h(
            'div',
            {class: 'columns', role: 'group', 'aria-label': 'Latency histogram'},
            ...columns,
          ),
          h('div', {class: 'scale', 'aria-hidden': 'true'}, ...marks),
          percentiles(durations),
        ];
  return h('section', {class: 'latency'}, h('h2', {}, 'Latency'), ...content);
}

function percentiles(durations: readonly number[]): HTMLElement {
  const sorted = Float64Array.from(durations).sort();
  const at = (share: number): number =>
    sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? 0;
  const list = h('dl', {class: 'percentiles'});
  for (const [name, share] of [
    ['p50', 0.5],
    ['p90', 0.9],
    ['p95', 0.95],
    ['p99', 0.99],
    ['max', 1],
  ] as const)
    list.append(h('div', {}, h('dt', {}, name), h('dd', {}, msText(at(share)))));
  return list;
}

function slowest(rows: readonly Row[], open: (row: Row) => void): HTMLElement {
  const slow = rows
    .filter(({durationMs}) => durationMs !== null)
    .sort((one, other) => (other.durationMs ?? 0) - (one.durationMs ?? 0))
    .slice(0, MOST_SLOW);
  const items = slow.map((row) =>
    h(
      'li',
      {},
      h(
        'button',
        {type: 'button', class: 'link', onclick: () => open(row)},
        h('span', {class: 'name'}, row.id),
        h('span', {class: 'figure'}, msText(row.durationMs ?? 0)),
      ),
    ),
  );
  return h('section', {class: 'slowest'}, h('h2', {}, 'Slowest'), h('ol', {}, ...items));
}

function failures({tail: {groups}}: FileData, narrow: Narrow): HTMLElement {
  const sorted = [...groups.entries()].sort(([, one], [, other]) => other.count - one.count);
  const items = sorted
    .slice(0, MOST_GROUPS)
    .map(([group, {kind, title, count}]) =>
      h(
        'li',
        {},
        h(
          'button',
          {type: 'button', class: 'link', onclick: () => narrow({group})},
          h('span', {class: `figure ${kind}`}, countText(count)),
          h('span', {class: 'name', title}, title),
        ),
      ),
    );
  const more = sorted.length - items.length;
  return h(
    'section',
    {class: 'failures'},
    h('h2', {}, 'Failures'),
    items.length === 0 ? h('p', {class: 'note'}, 'None.') : h('ol', {}, ...items),
    more > 0 ? h('p', {class: 'note'}, `and ${countText(more)} more kinds`) : null,
  );
}

function skippedRecords({tail: {skipped, skippedMore}}: FileData): HTMLElement | string {
  if (skipped.length === 0) return '';
  const items = skipped.map(({place, reason, message}) =>
    h('li', {}, h('b', {}, reason), ` ${place}: ${message}`),
  );
  const more = skippedMore > 0 ? [h('li', {}, `and ${countText(skippedMore)} more`)] : [];
  const title = `Records that were not run (${countText(skipped.length + skippedMore)})`;
  return h('details', {class: 'skipped'}, h('summary', {}, title), h('ul', {}, ...items, ...more));
}
