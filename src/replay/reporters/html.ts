import {createHash} from 'node:crypto';
import type {ReplayEntry} from '../../core/replay-entry.js';
import {expectedName, type Reporter, type ReplayReport} from '../../core/replay-report.js';
import {skippedPlaceText} from '../../core/recorded-event.js';
import {failureGroups, type FailureGroups} from './failure-groups.js';
import {SCRIPT, STYLE} from './generated/page.js';
import {
  CHUNK,
  DATA,
  type PageDetail,
  type PageHead,
  type PageRow,
  type PageTail,
} from './page-data.js';
import {detailBudget, detailOf, rowOf} from './page-entry.js';
import {scriptJson} from './script-json.js';
import {xmlText} from './xml-text.js';

const MOST_SKIPPED = 1000;

/**
 * One file that is a page: data, style and script are in it, and its own policy forbids everything
 * else. Rows go out in chunks as they are read; what the table does with them is report-page/.
 */
export const htmlReporter: Reporter = async function* (report) {
  const {summary, run} = report;
  yield headOf(run.function);
  yield data({id: DATA.head}, {summary, run} satisfies PageHead);
  const groups = failureGroups(expectedName(run));
  const written = {without: 0};
  yield* chunks(report, groups, written);
  const {skipped, more} = await firstSkipped(report);
  const tail: PageTail = {
    groups: groups.list(),
    skipped,
    skippedMore: more,
    without: written.without,
  };
  yield data({id: DATA.tail}, tail);
  yield `<script>${SCRIPT}</script>\n</body>\n</html>\n`;
};

const hashOf = (text: string): string =>
  `'sha256-${createHash('sha256').update(text).digest('base64')}'`;

function headOf(name: string): string {
  const policy = `default-src 'none'; base-uri 'none'; form-action 'none'; img-src data:; script-src ${hashOf(SCRIPT)}; style-src ${hashOf(STYLE)}`;
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<link rel="icon" href="data:,">
<title>${xmlText(name)} – lambdock replay</title>
<style>${STYLE}</style>
</head>
<body>
<div id="page"><noscript>This report is a table that a script draws: allow scripts for this file to read it.</noscript></div>
`;
}

const data = (name: {readonly id?: string; readonly class?: string}, value: unknown): string => {
  const [[key, text] = ['class', '']] = Object.entries(name);
  return `<script type="application/json" ${key}="${text}">${scriptJson(value)}</script>\n`;
};

async function* chunks(
  report: ReplayReport,
  groups: FailureGroups,
  written: {without: number},
): AsyncGenerator<string> {
  const budget = detailBudget();
  let rows: PageRow[] = [];
  let details: (PageDetail | null)[] = [];
  const flush = (): string => {
    const text = data({class: DATA.rows}, rows) + data({class: DATA.details}, details);
    [rows, details] = [[], []];
    return text;
  };
  await using recorded = report.recorded();
  for await (const line of report.lines()) {
    const entry = JSON.parse(line) as ReplayEntry;
    const group = groups.add(entry);
    rows.push(rowOf(entry, group));
    const detail = detailOf(entry, {line, recorded: await recorded.of(entry)});
    const fitting = budget.fit(entry, detail);
    details.push(fitting);
    if (fitting === null) written.without += 1;
    if (rows.length === CHUNK) yield flush();
  }
  if (rows.length > 0) yield flush();
}

async function firstSkipped(
  report: ReplayReport,
): Promise<{readonly skipped: PageTail['skipped']; readonly more: number}> {
  const skipped: PageTail['skipped'][number][] = [];
  let more = 0;
  for await (const record of report.skipped()) {
    const {reason, message} = record;
    if (skipped.length < MOST_SKIPPED)
      skipped.push({place: skippedPlaceText(record), reason, message});
    else more += 1;
  }
  return {skipped, more};
}
