import {randomUUID} from 'node:crypto';
import {readFile, rm} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {describe, expect, it} from '@jest/globals';
import {lambdock, type Run} from '../../support/cli.js';
import {casesOf, type Behaviour, type Case} from './cases.js';
import {functionName, subjects, writeProject, type Subject} from './subjects.js';

const UUID = /^[\da-f]{8}-[\da-f]{4}-[\da-f]{4}-[\da-f]{4}-[\da-f]{12}$/;
const SLOW = 120_000;
/** Here stdout without --json is looked at as well; elsewhere `--output` tells what it would be. */
const TWICE = new Set(['nodejs22.x', 'python3.13']);

const ALL = await subjects();
const PROJECT = await writeProject(ALL);

interface Asked {
  readonly subject: Subject;
  readonly behaviour: Behaviour;
  readonly event: string;
}

const invoke = ({subject, behaviour, event}: Asked, flags: readonly string[] = []): Promise<Run> =>
  lambdock(['invoke', functionName(subject, behaviour), '-p', PROJECT, '-e', '-', ...flags], {
    stdin: event,
  });

function expectAnswer(answer: Buffer, {stdout}: Case): void {
  if (stdout instanceof RegExp) expect(answer.toString()).toMatch(stdout);
  else if (typeof stdout === 'string') expect(answer.toString()).toBe(stdout);
  else expect(answer.toString('hex')).toBe(stdout.toString('hex'));
}

function expectReport(run: Run): void {
  const ids = [...run.stderr.matchAll(/^(START|END|REPORT) RequestId: (\S+)/gm)];
  expect(ids.map(([, word]) => word)).toEqual(['START', 'END', 'REPORT']);
  expect(new Set(ids.map(([, , id]) => id)).size).toBe(1);
}

interface TestEnvelope {
  readonly status: string;
  readonly requestId: string;
  readonly error: {readonly type: string; readonly message: string} | null;
  readonly maxMemoryUsedMb: number | null;
}

function expectEnvelope(run: Run, row: Case): void {
  const envelope = JSON.parse(run.stdout.toString()) as TestEnvelope;
  expect(envelope.status).toBe(row.status);
  expect(envelope).toMatchObject({schemaVersion: 1, coldStart: true, attempts: 1, driver: 'rie'});
  expect(envelope.requestId).toMatch(UUID);
  expect(envelope.maxMemoryUsedMb === null || envelope.maxMemoryUsedMb > 1).toBe(true);
  expect(envelope.error === null).toBe(row.error === null);
  expect(envelope.error?.type).toBe(row.error?.[0]);
  expect(envelope.error?.message ?? '').toMatch(row.error?.[1] ?? /^$/);
}

const LARGEST = 'takes an event of six megabytes, not one byte more,';
const HERE = ALL.filter(({missing}) => missing === null);

describe.each(HERE.map((subject) => [subject.name, subject] as const))('%s', (name, subject) => {
  it.each(casesOf(subject.dialect).map((row) => [row.title, row] as const))(
    'a function that %s is told truly',
    async (_title, row) => {
      const asked = {...row, subject};
      const file = join(tmpdir(), `lambdock-test-${randomUUID()}`);
      const json = await invoke(asked, ['--json', '--output', file, ...row.flags]);
      expect([json.exitCode, json.signal]).toEqual([row.exitCode, null]);
      expectEnvelope(json, row);
      expectReport(json);
      expect(json.stderr).toMatch(row.stderr);
      expectAnswer(await readFile(file), row);
      await rm(file);
      if (!TWICE.has(name)) return;
      const plain = await invoke(asked, row.flags);
      expect(plain.exitCode).toBe(row.exitCode);
      expectAnswer(plain.stdout, row);
      expectReport(plain);
    },
    SLOW,
  );

  it(
    'a function that takes an event of six megabytes, not one byte more, is told truly',
    async () => {
      const most = `"${'e'.repeat(6_291_554)}"`;
      const fits = await invoke({subject, behaviour: 'cases', event: most}, ['-q']);
      expect([fits.exitCode, fits.stdout.equals(Buffer.from(most))]).toEqual([0, true]);
      const event = `"${'e'.repeat(6_291_555)}"`;
      const over = await invoke({subject, behaviour: 'cases', event});
      expect([over.exitCode, over.stdout.length]).toEqual([2, 0]);
      expect(over.stderr).toMatch(/EVENT_TOO_LARGE/);
      expect(over.stderr).not.toMatch(/START/);
    },
    SLOW,
  );
});

for (const {name, dialect, missing} of ALL.filter(({missing}) => missing !== null)) {
  // eslint-disable-next-line jest/valid-title -- the name of a runtime
  describe(name, () => {
    const titles = [...casesOf(dialect).map(({title}) => title), LARGEST];

    // eslint-disable-next-line jest/no-disabled-tests, jest/expect-expect -- the matrix shows them as not runnable here
    it.skip.each(titles)(
      `a function that %s is told truly [not runnable here: ${missing}]`,
      () => undefined,
    );
  });
}
