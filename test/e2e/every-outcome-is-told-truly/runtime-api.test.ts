import {afterAll, describe, expect, it} from '@jest/globals';
import {failureLine} from '../../../src/cli/format-result.js';
import {paintFor} from '../../../src/cli/paint.js';
import {exitCodeOf} from '../../../src/core/exit-code.js';
import type {InvocationResult} from '../../../src/core/invocation.js';
import type {FunctionOverrides} from '../../../src/core/options.js';
import {createLambdock, type Lambdock} from '../../../src/index.js';
import {casesOf, type Case} from './cases.js';
import {functionName, subjects, writeProject, type Subject} from './subjects.js';

const SLOW = 120_000;
const PLAIN = paintFor({noColor: true, isTerminal: false, variables: {}});
const ALL = await subjects();
const PROJECT = await writeProject(ALL);
const HERE = ALL.filter(({missing}) => missing === null);

/** One lambdock per set of flags: its environments go on from row to row. */
const opened = new Map<string, Promise<Lambdock>>();

function lambdockFor(flags: readonly string[]): Promise<Lambdock> {
  const key = flags.join(' ');
  const found = opened.get(key);
  if (found !== undefined) return found;
  const at = (flag: string): number => Number(flags[flags.indexOf(flag) + 1]);
  const overrides: FunctionOverrides = {
    ...(flags.includes('--timeout') && {timeoutSeconds: at('--timeout')}),
    ...(flags.includes('--memory') && {memoryMb: at('--memory')}),
  };
  const made = createLambdock({project: PROJECT, driver: 'runtime-api', overrides});
  opened.set(key, made);
  return made;
}

interface Told {
  readonly result: InvocationResult;
  readonly output: string;
}

async function invoke(
  subject: Subject,
  row: Pick<Case, 'flags' | 'behaviour' | 'event'>,
): Promise<Told> {
  const lambdock = await lambdockFor(row.flags);
  const chunks: Uint8Array[] = [];
  const result = await lambdock
    .function(functionName(subject, row.behaviour))
    .invoke(Buffer.from(row.event), {
      onOutput: (chunk) => {
        chunks.push(Uint8Array.from(chunk));
      },
    });
  const failure = failureLine(result, PLAIN);
  return {result, output: [Buffer.concat(chunks).toString(), failure ?? ''].join('\n')};
}

function expectAnswer(body: Uint8Array | null, {stdout}: Case): void {
  const answer = Buffer.from(body ?? []);
  if (stdout instanceof RegExp) expect(answer.toString()).toMatch(stdout);
  else if (typeof stdout === 'string') expect(answer.toString()).toBe(stdout);
  else expect(answer.toString('hex')).toBe(stdout.toString('hex'));
}

function expectReport({result, output}: Told): void {
  const ids = [...output.matchAll(/^(START|END|REPORT) RequestId: (\S+)/gm)];
  expect(ids.map(([, word]) => word)).toEqual(['START', 'END', 'REPORT']);
  expect(new Set(ids.map(([, , id]) => id))).toEqual(new Set([result.requestId]));
}

afterAll(async () => {
  for (const one of opened.values()) await (await one).dispose();
});

describe.each(HERE.map((subject) => [subject.name, subject] as const))(
  '%s, driven by lambdock itself',
  (_name, subject) => {
    it.each(casesOf(subject.dialect).map((row) => [row.title, row] as const))(
      'a function that %s is told truly',
      async (_title, row) => {
        const told = await invoke(subject, row);
        const {result, output} = told;
        expect([result.status, result.driver]).toEqual([row.status, 'runtime-api']);
        expect(exitCodeOf(result.outcome)).toBe(row.exitCode);
        expect(result.error?.type).toBe(row.error?.[0]);
        expect(result.error?.message ?? '').toMatch(row.error?.[1] ?? /^$/);
        expect(output).toMatch(row.stderr);
        expectReport(told);
        expectAnswer(result.body, row);
      },
      SLOW,
    );
  },
);
