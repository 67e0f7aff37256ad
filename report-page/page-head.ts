import type {PageHead} from '../src/replay/reporters/page-data.js';
import {h} from './dom.js';
import type {FileData} from './file-data.js';
import {countText, msText} from './texts.js';

/** Name, outcome and circumstances of the run. */
export function pageHead({head: {summary, run}, rows}: FileData): HTMLElement {
  // An event that failed and has no golden either counts in several figures of the summary.
  const bad = rows.reduce((sum, {verdict}) => sum + (verdict === 'passed' ? 0 : 1), 0);
  const outcome = bad === 0 ? 'all well' : `${countText(bad)} not well`;
  return h(
    'header',
    {class: 'page-head'},
    h(
      'div',
      {class: 'title'},
      h('h1', {}, run.function),
      h('span', {class: `chip ${bad === 0 ? 'passed' : 'error'}`}, outcome),
      themeButton(),
    ),
    h('p', {class: 'run'}, runText({summary, run})),
  );
}

function runText({summary, run}: PageHead): string {
  const {events, wallMs} = summary;
  const formats = [...new Set(Object.values(run.formats))].join(', ');
  const egress =
    run.egress === 'none'
      ? 'no network'
      : run.egress === 'open'
        ? 'network open'
        : `network ${run.egress.network}`;
  return [
    `${countText(events)} records of ${run.inputs.join(', ')}${formats === '' ? '' : ` (${formats})`}`,
    `in ${msText(wallMs)}`,
    `driver ${run.driver}`,
    egress,
    ...(run.seed === null ? [] : [`seed ${run.seed}`]),
    ...(run.shard === null ? [] : [`shard ${run.shard}`]),
    run.began.replace('T', ' ').replace(/\.\d+Z$/, ' UTC'),
    `lambdock ${run.version}`,
  ].join(' · ');
}

const THEMES = ['auto', 'light', 'dark'] as const;

function themeButton(): HTMLElement {
  let at = 0;
  const name = (): string => `Colours: ${THEMES[at] ?? 'auto'}`;
  const button = h('button', {
    type: 'button',
    class: 'theme',
    onclick: () => {
      at = (at + 1) % THEMES.length;
      document.documentElement.dataset['theme'] = THEMES[at];
      button.textContent = name();
    },
  });
  button.textContent = name();
  return button;
}
