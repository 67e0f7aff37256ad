import {mkdtemp, readFile, rm} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {afterEach, beforeEach, describe, expect, it} from '@jest/globals';
import Merge from '../../src/commands/merge.js';
import Replay from '../../src/commands/replay.js';
import type {ReplayReport} from '../../src/core/replay-report.js';
import {failedEntry, sampleEntry, sampleReport} from '../support/replay-sample.js';
import {runCommand, type CommandRun} from '../support/run-command.js';
import {fakeFunction} from '../support/samples.js';

const green = sampleReport([sampleEntry(0), sampleEntry(1)]);
const red = sampleReport([sampleEntry(0), failedEntry(1, ['timed-out', 'T', 'slow'])]);
const OURS = ['GITHUB_ACTIONS', 'GITHUB_STEP_SUMMARY', 'GITHUB_WORKSPACE'];

let folder: string;
let before: [string, string | undefined][];
let runs: number;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'lambdock-reports-'));
  before = OURS.map((name) => [name, process.env[name]]);
  for (const name of OURS) Reflect.deleteProperty(process.env, name);
  runs = 0;
});
afterEach(async () => {
  for (const [name, value] of before) {
    if (value === undefined) Reflect.deleteProperty(process.env, name);
    else process.env[name] = value;
  }
  await rm(folder, {recursive: true, force: true});
});

const replay = (report: ReplayReport, ...argv: readonly string[]): Promise<CommandRun> =>
  runCommand(Replay, ['orders', 'orders.ndjson', ...argv], {
    function: () =>
      fakeFunction({
        replay: async () => {
          runs += 1;
          return {
            ...report,
            results: 'results.ndjson',
            notes: [],
            [Symbol.asyncDispose]: async () => undefined,
          };
        },
      }),
  });

const read = (name: string): Promise<string> => readFile(join(folder, name), 'utf8');

describe('replay: reporters', () => {
  it('puts the summary in words on stdout when nothing else is asked for', async () => {
    const run = await replay(green);
    expect(run.stdout).toContain('orders: 2 events, 2 run in');
    expect(run.exitCode).toBe(0);
  });

  it('exits 1 and groups what failed', async () => {
    const run = await replay(red);
    expect(run.stdout).toContain('1 × T: slow');
    expect(run.exitCode).toBe(1);
  });

  it('shows tabs of a log as they are, and nothing that moves the cursor', async () => {
    const log = {
      timestamp: 't',
      requestId: 'r',
      level: 'ERROR',
      message: 'Invoke Error \t{"a"}\u0007\n',
    };
    const failed = failedEntry(0, ['function-error', 'E', 'm'], {logs: [log]});
    const run = await replay(sampleReport([failed]));
    expect(run.stdout).toContain('| t ERROR Invoke Error \t{"a"}\uFFFD');
  });

  it('leaves stdout to --json', async () => {
    const run = await replay(red, '--json');
    expect(JSON.parse(run.stdout)).toEqual(red.summary);
    expect(run.stderr).toContain('orders: 2 events');
    const quiet = await replay(red, '--json', '-q');
    expect([quiet.stderr, JSON.parse(quiet.stdout)]).toEqual(['', red.summary]);
  });

  it('writes several at once, each into its file', async () => {
    const run = await replay(
      red,
      ...['junit', 'html', 'json', 'ndjson', 'plain', 'github'].flatMap((name) => [
        '--reporter',
        `${name}=${join(folder, name)}`,
      ]),
    );
    expect(run.stdout).toBe('');
    expect(await read('junit')).toContain('<testsuite name="orders" tests="2"');
    expect(await read('html')).toMatch(/^<!doctype html>/);
    expect(JSON.parse(await read('json'))).toEqual(red.summary);
    expect((await read('ndjson')).trim().split('\n')).toHaveLength(2);
    expect(await read('plain')).toContain('1 × T: slow');
    expect(await read('github')).toContain('::error file=orders.ndjson,line=2,');
  });

  it('gives stdout to the one that has no file, and the words to stderr', async () => {
    const run = await replay(red, '--reporter', 'plain', '--reporter', 'junit');
    expect(run.stdout).toMatch(/^<\?xml .*<\/testsuites>\n$/s);
    expect(run.stderr).toContain('orders: 2 events');
  });

  it.each([
    [['--reporter', 'junit', '--reporter', 'html'], 'junit and html would both write to stdout'],
    [['--reporter', 'ndjson', '--json'], 'ndjson and --json would both write to stdout'],
    [['--reporter', 'junti=r.xml'], 'did you mean --reporter junit?'],
    [['--reporter', 'tty=x'], 'writes no file'],
    [['--reporter', 'junit='], 'names no file'],
    [['--reporter', 'junit=a', '--reporter', 'html=a'], 'two reporters would write to a'],
    [['--reporter', 'json', '--reporter', 'github'], 'which carries another report'],
  ])('refuses %j before anything runs', async (argv, words) => {
    const run = await replay(green, ...argv);
    expect(run.exitCode).toBe(2);
    expect(run.stdout + run.stderr).toContain(words);
    expect(runs).toBe(0);
  });

  it('refuses a file that cannot be written before anything runs', async () => {
    const run = await replay(green, '--reporter', `junit=${join(folder, 'none/report.xml')}`);
    expect(run.exitCode).toBe(3);
    expect(run.stderr).toContain('mkdir -p');
    expect(runs).toBe(0);
  });

  it('writes the others, and the summary, where one finds the disk full, and then fails', async () => {
    const run = await replay(
      red,
      ...['html=/dev/full', `junit=${join(folder, 'junit')}`, 'plain'].flatMap((name) => [
        '--reporter',
        name,
      ]),
      '-q',
    );
    expect(await read('junit')).toContain('<testsuite name="orders" tests="2"');
    expect(run.stdout).toContain('1 × T: slow');
    expect(run.stderr).toContain('Error [DISK_FAILED]: the report /dev/full cannot be written');
    expect(run.exitCode).toBe(3);
  });

  it('refuses more execution environments than any machine has, before anything runs', async () => {
    const run = await replay(green, '--concurrency', '1001');
    expect([run.exitCode, runs]).toEqual([2, 0]);
    expect(run.stderr).toContain('1000');
  });

  it('annotates by itself on GitHub, and adds to the page of the step', async () => {
    process.env['GITHUB_ACTIONS'] = 'true';
    process.env['GITHUB_STEP_SUMMARY'] = join(folder, 'page.md');
    const run = await replay(red);
    expect(run.stdout).toContain('::error file=orders.ndjson,line=2,title=orders order-1::T: slow');
    expect(await read('page.md')).toContain('lambdock replay <code>orders</code>');
  });

  it('says nothing of GitHub where stdout carries data', async () => {
    process.env['GITHUB_ACTIONS'] = 'true';
    const run = await replay(red, '--json');
    expect(JSON.parse(run.stdout)).toEqual(red.summary);
  });
});

describe('merge: reporters', () => {
  it('are those of a replay', async () => {
    const merged = {
      ...red,
      results: 'merged.ndjson',
      notes: [],
      [Symbol.asyncDispose]: async () => undefined,
    };
    const junit = join(folder, 'junit.xml');
    const run = await runCommand(
      Merge,
      ['one.ndjson', 'two.ndjson', '--reporter', 'plain', '--reporter', `junit=${junit}`],
      {mergeReplays: async () => merged},
    );
    expect(run.exitCode).toBe(1);
    expect(run.stdout).toContain('1 × T: slow');
    expect(await read('junit.xml')).toContain('<testsuite name="orders" tests="2"');
  });
});
