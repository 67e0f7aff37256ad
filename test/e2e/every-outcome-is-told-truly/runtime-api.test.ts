import {afterAll, describe, expect, it} from '@jest/globals';
import {exitCodeOf} from '../../../src/core/exit-code.js';
import type {FunctionOverrides} from '../../../src/core/options.js';
import {startLibrary, type LibraryAnswer} from '../../support/library-process.js';
import {casesOf, type Case} from './cases.js';
import {functionName, subjects, writeProject, type Subject} from './subjects.js';

const SLOW = 120_000;
const ALL = await subjects();
const PROJECT = await writeProject(ALL);
const HERE = ALL.filter(({missing}) => missing === null);

const library = startLibrary();

function overridesOf(flags: readonly string[]): FunctionOverrides {
  const at = (flag: string): number => Number(flags[flags.indexOf(flag) + 1]);
  return {
    ...(flags.includes('--timeout') && {timeoutSeconds: at('--timeout')}),
    ...(flags.includes('--memory') && {memoryMb: at('--memory')}),
  };
}

/** The answer, and the output as the command line shows it: with the line that tells a failure. */
async function invoke(
  subject: Subject,
  {flags, behaviour, event}: Pick<Case, 'flags' | 'behaviour' | 'event'>,
): Promise<LibraryAnswer> {
  const options = {
    project: PROJECT,
    driver: 'runtime-api',
    overrides: overridesOf(flags),
  } as const;
  const told = await library.invoke({options, name: functionName(subject, behaviour), event});
  const {status, error} = told.result;
  const failure =
    error === null ? '' : `Function error [${status}]: ${error.type}: ${error.message}`;
  return {...told, output: `${told.output}\n${failure}`};
}

/** The end of a container does not tell an abort from the status 134 that a shell makes of it. */
const hosted = (row: Case): Case =>
  row.error?.[1].source.includes('exit status 134') === true
    ? {...row, stdout: /signal: aborted/, error: [row.error[0], /signal: aborted$/]}
    : row;

function expectAnswer(answer: Buffer, {stdout}: Case): void {
  if (stdout instanceof RegExp) expect(answer.toString()).toMatch(stdout);
  else if (typeof stdout === 'string') expect(answer.toString()).toBe(stdout);
  else expect(answer.toString('hex')).toBe(stdout.toString('hex'));
}

function expectReport({result, output}: LibraryAnswer): void {
  const ids = [...output.matchAll(/^(START|END|REPORT) RequestId: (\S+)/gm)];
  expect(ids.map(([, word]) => word)).toEqual(['START', 'END', 'REPORT']);
  expect(new Set(ids.map(([, , id]) => id))).toEqual(new Set([result.requestId]));
}

afterAll(async () => {
  await library[Symbol.asyncDispose]();
});

describe.each(HERE.map((subject) => [subject.name, subject] as const))(
  '%s, driven by lambdock itself',
  (_name, subject) => {
    it.each(casesOf(subject.dialect).map((row) => [row.title, hosted(row)] as const))(
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
        expectAnswer(told.body, row);
      },
      SLOW,
    );
  },
);
