import {describe, expect, it} from '@jest/globals';
import {lambdock} from '../../support/cli.js';
import {functionName, subjects, writeProject} from '../every-outcome-is-told-truly/subjects.js';
import {DIALECTS} from '../every-outcome-is-told-truly/dialects.js';
import {CONTEXTS} from './contexts.js';
import {differences, documentedFor, EXPLAINED} from './documented.js';

const SLOW = 60_000;
const ALL = await subjects();
const HERE = ALL.filter(({missing}) => missing === null);
const PROJECT = await writeProject(ALL);

async function answerOf(name: string, what: string): Promise<Readonly<Record<string, string>>> {
  const data = JSON.stringify({do: what});
  const run = await lambdock(['invoke', name, '-p', PROJECT, '-q', '-d', data]);
  return JSON.parse(run.stdout.toString()) as Readonly<Record<string, string>>;
}

describe.each(HERE.map((subject) => [subject.name, subject] as const))('%s', (_name, subject) => {
  const name = functionName(subject, 'cases');

  it(
    'has the documented environment, but for lines that are explained',
    async () => {
      const found = await answerOf(name, 'environment');
      const difference = differences(found, documentedFor(subject.runtime));
      expect(difference.filter((line) => EXPLAINED[line] === undefined)).toEqual([]);
      expect(difference).toContain('~ AWS_SESSION_TOKEN');
    },
    SLOW,
  );

  it(
    'has the documented context',
    async () => {
      const [, wanted] =
        Object.entries(CONTEXTS).find(
          ([key]) => DIALECTS[key as keyof typeof DIALECTS] === subject.dialect,
        ) ?? [];
      expect(await answerOf(name, wanted?.ask ?? '')).toEqual(wanted?.of(name));
    },
    SLOW,
  );
});
