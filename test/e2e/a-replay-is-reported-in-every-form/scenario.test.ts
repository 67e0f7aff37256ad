import {readdir, readFile, writeFile} from 'node:fs/promises';
import {join} from 'node:path';
import {afterAll, beforeAll, describe, expect, it} from '@jest/globals';
import {parse} from 'junit2json';
import type {ReplayEntry} from '../../../src/core/replay-entry.js';
import type {ReplaySummary} from '../../../src/core/replay-summary.js';
import type {PageDetail} from '../../../src/replay/reporters/page-data.js';
import type {Run} from '../../support/cli.js';
import {inShell} from '../../support/cli-shell.js';
import {openProject, type E2eProject} from '../../support/e2e-project.js';

const SLOW = 120_000;
const SECRET = 'hunter22-and-more';
const EVENTS = 40;
const REPORTS = ['plain', 'json', 'ndjson', 'junit', 'github', 'html'] as const;

let project: E2eProject;
let run: Run;
const reports = new Map<string, string>();

beforeAll(async () => {
  project = await openProject({fixture: 'projects/reported'});
  const lines = Array.from({length: EVENTS}, (_, order) =>
    JSON.stringify({order, ...(order === 3 && {token: SECRET})}),
  );
  await writeFile(join(project.folder, 'orders.ndjson'), [...lines, '{"order":'].join('\n'));
  const reporters = REPORTS.flatMap((name) => ['--reporter', `${name}=${name}.out`]);
  run = await project.run([
    ...['replay', 'orders', 'orders.ndjson', '--concurrency', '2', '--results', 'results.out'],
    ...[...reporters, '--reporter', 'tty', '--logs', 'logs'],
  ]);
  for (const name of [...REPORTS, 'results'])
    reports.set(name, await readFile(join(project.folder, `${name}.out`), 'utf8'));
}, SLOW);
afterAll(async () => project[Symbol.asyncDispose]());

const report = (name: string): string => reports.get(name) ?? '';
const entriesOf = (text: string): ReplayEntry[] =>
  text
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as ReplayEntry);

/** What the page knows of the events, in the order of the rows. */
const eventsOn = (page: string): readonly PageDetail['event'][] =>
  [...page.matchAll(/<script type="application\/json" class="data-details">(.*?)<\/script>/gs)]
    .flatMap(([, json = '']) => JSON.parse(json) as readonly PageDetail[])
    .map(({event}) => event);

describe('a replay with seven reporters', () => {
  it('exits 1 and draws nothing off a terminal', () => {
    expect(run.exitCode).toBe(1);
    expect(run.stdout.toString()).toContain(
      `orders: ${EVENTS + 1} events, ${EVENTS} run, 1 skipped`,
    );
    expect(run.stderr).not.toMatch(/\d+\/s/);
    expect(run.stderr).not.toContain('\u001b');
  });

  it('has one entry for each event, in the order of the recording', () => {
    const places = entriesOf(report('ndjson')).map(({place}) => place.line);
    expect(places).toEqual(Array.from({length: EVENTS}, (_, line) => line + 1));
  });

  it('tells the same counts everywhere', async () => {
    const summary = JSON.parse(report('json')) as ReplaySummary;
    expect(summary).toMatchObject({
      events: EVENTS + 1,
      run: EVENTS,
      skipped: 1,
      byStatus: {ok: 34, 'function-error': 6},
      failures: 6,
    });
    const suites = await parse(report('junit'));
    expect(suites).toMatchObject({
      testsuite: [{name: 'orders', tests: EVENTS + 1, errors: 6, failures: 0, skipped: 1}],
    });
    expect(report('github').match(/^::error /gm)).toHaveLength(6);
    expect(report('plain')).toContain('6 × TypeError: no price of order ‹n› for ***');
  });

  it('has the logs of each event with that event', async () => {
    for (const {logs, place} of entriesOf(report('ndjson'))) {
      const said = logs.map(({message}) => message).filter((text) => text.startsWith('order '));
      expect(said).toEqual([`order ${(place.line ?? 0) - 1} with ***`]);
    }
    const suites = await parse(report('junit'));
    const [suite] = suites && 'testsuite' in suites ? (suites.testsuite ?? []) : [];
    const files = await readdir(join(project.folder, 'logs'));
    expect(files).toHaveLength(EVENTS);
    const file = await readFile(join(project.folder, 'logs', 'orders.ndjson%3A4.log'), 'utf8');
    expect(file.split('\n').filter((line) => line.includes('order '))).toEqual([
      expect.stringMatching(/order 3 with \*\*\*$/),
    ]);
    expect(suite?.testcase?.[3]?.['system-out']?.join('\n')).toContain('order 3 with ***');
  });

  it('has the recorded event of each row on the page, and so have merged results', async () => {
    const events = eventsOn(report('html'));
    expect(events).toHaveLength(EVENTS);
    expect(events.slice(2, 4)).toEqual([
      {text: '{\n  "order": 2\n}'},
      {text: '{\n  "order": 3,\n  "token": "***"\n}'},
    ]);
    await project.run(['merge', 'results.out', '--reporter', 'html=merged.out']);
    const merged = await readFile(join(project.folder, 'merged.out'), 'utf8');
    reports.set('merged', merged);
    expect(eventsOn(merged)).toEqual(
      events.with(3, {why: 'it holds the value of a secret variable, which is not known here'}),
    );
  });

  it('that failures ended says so, and so do merged results', async () => {
    const words = [
      ...['replay', 'orders', 'orders.ndjson', '--concurrency', '1', '--fail-fast', '-q'],
      ...['--results', 'stopped.out'],
    ];
    const stopped = await project.run(words);
    const why = 'stopped after 1 failure (--fail-fast): what comes behind was not run';
    expect(stopped).toMatchObject({exitCode: 1, stderr: `${why}\n`});
    const forms = ['json', 'junit', 'html', 'plain'];
    const reporters = forms.flatMap((form) => ['--reporter', `${form}=stopped.${form}`]);
    const merged = await project.run(['merge', 'stopped.out', '-q', ...reporters]);
    const texts = forms.map((form) => readFile(join(project.folder, `stopped.${form}`), 'utf8'));
    const said = [/"stoppedAfter": ?1/, /stoppedAfter" value="1"/, /"stoppedAfter":1/];
    for (const [at, text] of (await Promise.all(texts)).entries())
      expect(text).toMatch(said[at] ?? /stopped after 1 failure/);
    expect(merged).toMatchObject({exitCode: 1, stderr: `stopped.out: ${why}\n`});
    const results = await readFile(join(project.folder, 'stopped.out'), 'utf8');
    // Failures that were there count: the same command runs nothing more.
    expect(await project.run([...words, '--resume'])).toMatchObject({
      exitCode: 1,
      stderr: `${why}\n`,
    });
    expect(await readFile(join(project.folder, 'stopped.out'), 'utf8')).toBe(results);
    await project.run([...words.toSpliced(6, 0, '2'), '--resume']);
    expect(await readFile(join(project.folder, 'stopped.out'), 'utf8')).not.toBe(results);
  });

  it('says that a report was cut off, whatever became of the events', async () => {
    for (const words of ['--reporter junit', '--reporter html', '--json', '--no-color']) {
      const {stderr, exitCode} = await inShell(
        project,
        `lambdock merge results.out -q ${words} > /dev/full`,
      );
      expect([words, exitCode]).toEqual([words, 3]);
      expect(stderr).toMatch(/^Error \[DISK_FAILED\]: the output could not be written: ENOSPC/m);
    }
  });

  it('shows no value of a secret variable, in the results neither', () => {
    for (const [name, text] of reports)
      expect([name, text.includes(SECRET)]).toEqual([name, false]);
  });
});
