import {appendFile, readFile, writeFile} from 'node:fs/promises';
import {join} from 'node:path';
import {afterAll, beforeAll, describe, expect, it} from '@jest/globals';
import {LABELS} from '../../../src/core/labels.js';
import {CLOSED_NETWORK} from '../../../src/sandbox/closed-network.js';
import type {JournalHead} from '../../../src/core/replay-journal.js';
import type {ReplayEntry} from '../../../src/core/replay-entry.js';
import type {ReplaySummary} from '../../../src/core/replay-summary.js';
import type {Run} from '../../support/cli.js';
import {openProject, type E2eProject} from '../../support/e2e-project.js';
import {seeded} from '../../support/seeded.js';
import type {Started} from '../../support/start-cli.js';
import {until} from '../../support/until.js';

/** 10000 shows the promise in full, and takes minutes. */
const EVENTS = Number(process.env['LAMBDOCK_REPLAY_EVENTS'] ?? 2000);
/** Without it the usual one of a replay. */
const DRIVER = process.env['LAMBDOCK_REPLAY_DRIVER'];
const KILLS = 20;
const LIMIT_MS = 120_000 + EVENTS * 50;
const RUN = [
  ...['replay', 'any', 'events.ndjson', '--concurrency', '2', '--json', '-q'],
  ...(DRIVER === undefined ? [] : ['--driver', DRIVER]),
];

let project: E2eProject;
let whole: readonly ReplayEntry[];
let summary: ReplaySummary;
let wholeRun: Run;
beforeAll(async () => {
  project = await openProject({fixture: 'projects/replay'});
  const chance = seeded(9);
  const lines = Array.from({length: EVENTS}, (_, n) => JSON.stringify({n, way: wayOf(chance())}));
  await writeFile(join(project.folder, 'events.ndjson'), `${lines.join('\n')}\nno event\n`);
  await project.run(['build', 'any']);
  const run = await start('whole.ndjson').ended(LIMIT_MS);
  wholeRun = run;
  summary = summaryOf(run.stdout);
  whole = await entriesOf('whole.ndjson');
}, LIMIT_MS);
afterAll(async () => project[Symbol.asyncDispose]());

const wayOf = (chance: number): string =>
  chance < 0.004 ? 'exit' : chance < 0.06 ? 'throw' : 'answer';

const start = (results: string, ...more: string[]): Started =>
  project.start([...RUN, '--results', results, ...more]);

const summaryOf = (stdout: Buffer): ReplaySummary => JSON.parse(stdout.toString()) as ReplaySummary;

const linesOf = async (file: string): Promise<readonly string[]> =>
  (await readFile(join(project.folder, file), 'utf8').catch(() => '')).split('\n').slice(0, -1);

async function entriesOf(file: string): Promise<readonly ReplayEntry[]> {
  const entries = (await linesOf(file)).map((line) => JSON.parse(line) as ReplayEntry);
  return entries.toSorted((one, other) => one.index - other.index);
}

/** What does not depend on the moment. */
const told = (entries: readonly ReplayEntry[]): readonly unknown[] =>
  entries.map(({index, eventId, status, payload, error, place, exitCode}) => [
    index,
    eventId,
    status,
    (payload as {n: number} | null)?.n,
    status === 'crashed' ? [exitCode] : [error?.type, error?.message],
    place,
  ]);

/** Not how long it took, and how often something was tried. */
const lasting = (of: ReplaySummary): unknown => ({...of, durationMs: 0, wallMs: 0, retried: 0});

/** One is kept for all runs that there ever are. */
const networks = async (): Promise<readonly string[]> => {
  const found = await project.engine.listNetworks({[LABELS.role]: 'network'});
  return found.map(({name}) => name);
};

/** Fails at once when the run ends before. */
const untilResults = (run: Started, file: string, count: number): Promise<number> =>
  until(
    `${count} results`,
    async () => {
      const {length} = await linesOf(file);
      if (length < count && run.child.exitCode !== null) throw new Error(run.stderr());
      return length >= count ? length : null;
    },
    LIMIT_MS,
  );

describe('a replay of events that fail by chance', () => {
  it('has one result for each, counts that add up, and leaves nothing behind', async () => {
    expect(wholeRun.exitCode).toBe(1);
    expect(whole.map(({index}) => index)).toEqual(Array.from({length: EVENTS}, (_, n) => n));
    expect(new Set(whole.map(({eventId}) => eventId)).size).toBe(EVENTS);
    expect(summary).toMatchObject({
      events: EVENTS + 1,
      run: EVENTS,
      skipped: 1,
      skippedBy: {malformed: 1},
      retried: 0,
    });
    expect(summary.byStatus['function-error']).toBeGreaterThan(0);
    expect(summary.byStatus.crashed).toBeGreaterThan(0);
    expect(Object.values(summary.byStatus).reduce((sum, count) => sum + count)).toBe(EVENTS);
    await project.untilNoContainer();
    expect(await networks()).toEqual([CLOSED_NETWORK]);
  });

  it(
    `gives the same results while ${KILLS} containers are killed, and marks what ran again`,
    async () => {
      const run = start('killed.ndjson');
      let kills = 0;
      while (kills < KILLS) {
        const next = Math.floor(((kills + 0.5) * EVENTS) / (KILLS + 1));
        await untilResults(run, 'killed.ndjson', next);
        const running = (await project.containers()).filter(({state}) => state === 'running');
        const victim = running[kills % Math.max(1, running.length)];
        if (victim === undefined) continue;
        const killed = await project.docker.getContainer(victim.id).kill().then(yes, no);
        if (killed) kills += 1;
      }
      const {exitCode, stdout} = await run.ended(LIMIT_MS);
      expect(exitCode).toBe(1);
      const entries = await entriesOf('killed.ndjson');
      expect(told(entries)).toEqual(told(whole));
      expect(lasting(summaryOf(stdout))).toEqual(lasting(summary));
      expect(summaryOf(stdout).retried).toBe(entries.filter(({attempts}) => attempts > 1).length);
      await project.untilNoContainer();
    },
    LIMIT_MS,
  );

  it(
    'goes on after five kills of lambdock itself and a torn line, as if nothing had been',
    async () => {
      for (let kills = 1; kills <= 5; kills += 1) {
        const run = start('resumed.ndjson', '--resume');
        const before = (await linesOf('resumed.ndjson')).length;
        await untilResults(run, 'resumed.ndjson', Math.max(before + 10, (kills * EVENTS) / 7));
        run.child.kill('SIGKILL');
        expect((await run.ended()).signal).toBe('SIGKILL');
        await appendFile(join(project.folder, 'resumed.ndjson'), '{"schemaVersion":1,"func');
      }
      const refused = await start('resumed.ndjson').ended();
      expect([refused.exitCode, refused.stdout.toString()]).toEqual([
        2,
        expect.stringContaining('RESULTS_UNFINISHED'),
      ]);
      const others = [
        '--limit',
        '7',
        '--env',
        'SECRET=hunter2',
        '--client-context',
        '{"a":"hunter2"}',
      ];
      const other = await start('resumed.ndjson', '--resume', '--allow-egress', ...others).ended();
      const refusal = JSON.parse(other.stdout.toString()) as {error: {details: unknown}};
      expect([other.exitCode, refusal.error.details]).toMatchObject([
        2,
        {
          differing: [
            '--limit: was null, is 7',
            'egress (--network, --allow-egress): was "none", is "open"',
            '--env: differs',
            '--client-context: differs',
          ],
        },
      ]);
      const {exitCode, stdout} = await start('resumed.ndjson', '--resume').ended(LIMIT_MS);
      expect(exitCode).toBe(1);
      expect(told(await entriesOf('resumed.ndjson'))).toEqual(told(whole));
      expect(lasting(summaryOf(stdout))).toEqual(lasting(summary));
      const [head = ''] = await linesOf('resumed.ndjson.journal');
      const {earlierMs} = JSON.parse(head) as JournalHead;
      expect(summaryOf(stdout).wallMs).toBeGreaterThan(earlierMs ?? Number.NaN);
      await project.untilNoContainer();
    },
    LIMIT_MS,
  );

  it(
    'leaves nothing of a run that was killed once another has begun, its results unnamed and its events kept waiting',
    async () => {
      const inTemp = async (pattern: RegExp): Promise<readonly string[]> =>
        (await project.leftInTemp()).filter((name) => pattern.test(name));
      const held = () => inTemp(/^lambdock-(replay|events)-[^/]*$/);
      const claims = () => inTemp(/^lambdock-(replay|events)-[^/]*\/owner$/);
      const run = project.start([...RUN, '--shuffle']);
      await until(
        'both folders',
        async () => ((await claims()).length === 2 ? true : null),
        LIMIT_MS,
      );
      run.child.kill('SIGKILL');
      expect((await run.ended()).signal).toBe('SIGKILL');
      expect(await held()).toHaveLength(2);
      await project.start([...RUN, '--limit', '3']).ended(LIMIT_MS);
      expect(await held()).toEqual([]);
      await project.untilNoContainer();
    },
    LIMIT_MS,
  );

  it(
    'is the sum of its shards, which merge refuses to take for more or less than they are',
    async () => {
      for (const n of [1, 2, 3])
        await start(`part-${n}.ndjson`, '--shard', `${n}/3`).ended(LIMIT_MS);
      const parts = [1, 2, 3].map((n) => `part-${n}.ndjson`);
      const merge = (...args: string[]) => project.run(['merge', '--json', ...args]);
      const merged = await merge(...parts, '--results', 'merged.ndjson');
      expect(merged.exitCode).toBe(1);
      expect(lasting(summaryOf(merged.stdout))).toEqual(lasting(summary));
      expect(told(await entriesOf('merged.ndjson'))).toEqual(told(whole));
      expect((await linesOf('merged.ndjson')).length).toBe(EVENTS);
      const over = await merge(...parts, '--results', 'events.ndjson');
      expect([over.exitCode, over.stdout.toString()]).toEqual([
        2,
        expect.stringContaining('events.ndjson is there already'),
      ]);
      expect((await linesOf('events.ndjson')).length).toBe(EVENTS + 1);
      const again = await merge('merged.ndjson');
      expect(summaryOf(again.stdout)).toEqual(summaryOf(merged.stdout));
      for (const [args, words] of [
        [parts.slice(1), 'missing: 1/3'],
        [[...parts, 'part-2.ndjson'], 'shard 2/3 is there twice'],
        [[...parts.slice(0, 2), 'whole.ndjson'], 'split differently'],
      ] as const) {
        const refused = await merge(...args);
        expect([refused.exitCode, refused.stdout.toString()]).toEqual([
          2,
          expect.stringContaining(words),
        ]);
      }
    },
    LIMIT_MS,
  );

  it(
    'keeps the order of a key, and runs several keys at once, by --group-by',
    async () => {
      const lines = Array.from({length: 60}, (_, n) =>
        JSON.stringify({n, key: `k${n % 4}`, ms: n % 3 === 0 ? 25 : 3}),
      );
      await writeFile(join(project.folder, 'keys.ndjson'), lines.join('\n'));
      const args = ['replay', 'any', 'keys.ndjson', '--group-by', '$.key', '--concurrency', '3'];
      const run = await project.run([...args, '--results', 'keys.out', '-q']);
      expect(run.exitCode).toBe(0);
      const spans = (await entriesOf('keys.out')).map(
        ({payload}) =>
          payload as {readonly n: number; readonly began: number; readonly ended: number},
      );
      const early = spans.filter(({n, began}) =>
        spans.some((other) => other.n < n && other.n % 4 === n % 4 && other.ended > began),
      );
      expect(early).toEqual([]);
      const overlapping = spans.filter(({n, began, ended}) =>
        spans.some((other) => other.n !== n && other.began < ended && other.ended > began),
      );
      expect(overlapping.length).toBeGreaterThan(0);
    },
    LIMIT_MS,
  );
});

const yes = (): boolean => true;
const no = (): boolean => false;
