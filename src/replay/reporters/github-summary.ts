import {expectedName, type Reporter} from '../../core/replay-report.js';
import {durationText} from '../../core/duration-text.js';
import {cutText} from './cut-text.js';
import {bySize, failureGroups} from './failure-groups.js';
import {placeText} from '../../core/recorded-event.js';
import {named, numberText, skipText, statusText} from './summary-lines.js';

const MOST_GROUPS = 20;
const MOST_CELL = 300;

/** Markdown for the page of a workflow's step. */
export const githubSummary: Reporter = async function* (report) {
  const {summary, run} = report;
  const groups = failureGroups(expectedName(run));
  for await (const entry of report.entries()) groups.add(entry);
  const found = bySize(groups.list());
  const {p50, p95, max} = summary.durationMs;
  const ms = (value: number | null): string => (value === null ? '-' : durationText(value));
  yield `### ${found.length === 0 ? '✅' : '❌'} lambdock replay ${code(run.function)}\n\n`;
  yield* table([
    ['events', 'run', 'skipped', 'differences', 'tried again', 'p50', 'p95', 'max', 'time'],
    [
      ...[summary.events, summary.run, summary.skipped, summary.differences, summary.retried].map(
        numberText,
      ),
      ...[p50, p95, max, summary.wallMs].map(ms),
    ],
  ]);
  const skips = skipText(summary);
  yield `${statusText(summary)}${skips === null ? '' : `; skipped: ${skips}`}\n\n`;
  if (found.length === 0) return;
  const rows = found
    .slice(0, MOST_GROUPS)
    .map(({count, title, first: [event]}) => [
      numberText(count),
      code(title),
      event === undefined ? '' : code(named(event.eventId, placeText(event.place))),
    ]);
  yield* table([['count', 'failure', 'first event'], ...rows]);
  const more = found.length - MOST_GROUPS;
  if (more > 0) yield `and ${numberText(more)} more kinds of failure\n\n`;
};

function* table([head = [], ...rows]: readonly (readonly string[])[]): Generator<string> {
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |\n`;
  yield line(head);
  yield line(head.map(() => '---'));
  yield* rows.map(line);
  yield '\n';
}

/** Text that Markdown and HTML take as it is: an entity never begins a link, a tag or a cell. */
const code = (text: string): string =>
  `<code>${cutText(text, MOST_CELL).replace(/[^\p{L}\p{N} ]/gu, entity)}</code>`;

const entity = (char: string): string => {
  const point = char.codePointAt(0) ?? 0;
  return point < 0x20 || (point >= 0xd800 && point <= 0xdfff) ? ' ' : `&#${point};`;
};
