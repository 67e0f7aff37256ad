import {readFile, writeFile} from 'node:fs/promises';
import {join} from 'node:path';
import {afterAll, beforeAll, describe, expect, it} from '@jest/globals';
import {parse} from 'junit2json';
import type {ReplayEntry} from '../../../src/core/replay-entry.js';
import type {ReplaySummary} from '../../../src/core/replay-summary.js';
import type {Run} from '../../support/cli.js';
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
  const lines = Array.from({length: EVENTS}, (_, order) => JSON.stringify({order}));
  await writeFile(join(project.folder, 'orders.ndjson'), [...lines, '{"order":'].join('\n'));
  const reporters = REPORTS.flatMap((name) => ['--reporter', `${name}=${name}.out`]);
  run = await project.run([
    ...['replay', 'orders', 'orders.ndjson', '--concurrency', '2', '--results', 'results.out'],
    ...[...reporters, '--reporter', 'tty'],
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
    expect(suite?.testcase?.[3]?.['system-out']?.join('\n')).toContain('order 3 with ***');
  });

  it('shows no value of a secret variable, in the results neither', () => {
    for (const [name, text] of reports)
      expect([name, text.includes(SECRET)]).toEqual([name, false]);
  });
});
