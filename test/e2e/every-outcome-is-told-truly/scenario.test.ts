import {fileURLToPath} from 'node:url';
import {describe, expect, it} from '@jest/globals';
import {lambdock, type Run} from '../../support/cli.js';
import {CASES, NUMBERS, UNHANDLED, type Case, type Family} from './cases.js';

const PROJECT = fileURLToPath(new URL('../../fixtures/functions/lambdock.yml', import.meta.url));
const UUID = /^[\da-f]{8}-[\da-f]{4}-[\da-f]{4}-[\da-f]{4}-[\da-f]{12}$/;
const SLOW = 120_000;

const invoke = (family: Family, row: Case, flags: readonly string[] = []): Promise<Run> =>
  lambdock(['invoke', `${family}-${row.function}`, '-p', PROJECT, '-e', '-', ...flags], {
    stdin: row.event,
  });

function expectStdout(run: Run, row: Case, family: Family): void {
  const wanted =
    typeof row.stdout === 'string' || row.stdout instanceof RegExp
      ? row.stdout
      : row.stdout[family];
  const text = run.stdout.toString();
  if (typeof wanted === 'string') expect(text).toBe(wanted);
  else expect(text).toMatch(wanted);
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
  readonly initDurationMs: number | null;
  readonly maxMemoryUsedMb: number | null;
  readonly coldStart: boolean;
  readonly driver: string;
}

function expectEnvelope(run: Run, row: Case, family: Family): void {
  const envelope = JSON.parse(run.stdout.toString()) as TestEnvelope;
  expect(envelope.status).toBe(row.status);
  expect(envelope).toMatchObject({schemaVersion: 1, coldStart: true, attempts: 1, driver: 'rie'});
  expect(envelope.requestId).toMatch(UUID);
  expect(envelope.maxMemoryUsedMb === null || envelope.maxMemoryUsedMb > 1).toBe(true);
  const wanted = row.error?.[family];
  expect(envelope.error === null).toBe(wanted === undefined);
  expect(envelope.error?.type).toBe(wanted?.[0]);
  expect(envelope.error?.message ?? '').toMatch(wanted?.[1] ?? /^$/);
}

describe.each<Family>(['nodejs', 'python'])('a %s function that', (family) => {
  const rows = [...CASES, NUMBERS[family], UNHANDLED[family]];

  it.each(rows.map((row) => [row.title, row] as const))(
    '%s is told truly',
    async (_title, row) => {
      const plain = await invoke(family, row);
      expect([plain.exitCode, plain.signal]).toEqual([row.exitCode, null]);
      expectStdout(plain, row, family);
      expectReport(plain);
      expect(plain.stderr).toMatch(row.stderr ?? /REPORT/);
      const json = await invoke(family, row, ['--json']);
      expect(json.exitCode).toBe(row.exitCode);
      expectEnvelope(json, row, family);
    },
    SLOW,
  );

  it(
    'takes an event of six megabytes and refuses a larger one before any container',
    async () => {
      const most = `"${'e'.repeat(6_291_554)}"`;
      const fits = await invoke(family, {...CASES[0]!, event: most}, ['-q']);
      expect([fits.exitCode, fits.stdout.equals(Buffer.from(most))]).toEqual([0, true]);
      const over = await invoke(family, {...CASES[0]!, event: `"${'e'.repeat(6_291_555)}"`});
      expect([over.exitCode, over.stdout.length]).toEqual([2, 0]);
      expect(over.stderr).toMatch(/EVENT_TOO_LARGE/);
      expect(over.stderr).not.toMatch(/START/);
    },
    SLOW,
  );
});
