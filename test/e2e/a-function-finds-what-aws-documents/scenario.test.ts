import {readFile} from 'node:fs/promises';
import {join} from 'node:path';
import {describe, expect, it} from '@jest/globals';
import {inTempFolder} from '../../support/in-temp-folder.js';
import {lambdock} from '../../support/cli.js';
import {functionName, subjects, writeProject} from '../every-outcome-is-told-truly/subjects.js';
import {DIALECTS} from '../every-outcome-is-told-truly/dialects.js';
import {CONTEXTS} from './contexts.js';
import {differences, documentedFor, EXPLAINED} from './documented.js';

const SLOW = 60_000;
const ALL = await subjects();
const HERE = ALL.filter(({missing}) => missing === null);
const PROJECT = await writeProject(ALL);

async function answerOf(name: string, what: string): Promise<Record<string, string>> {
  const data = JSON.stringify({do: what});
  const run = await lambdock(['invoke', name, '-p', PROJECT, '-q', '-d', data]);
  return JSON.parse(run.stdout.toString()) as Record<string, string>;
}

/** Of each execution environment its own. */
const OF_ONE = ['AWS_LAMBDA_LOG_STREAM_NAME', 'AWS_LAMBDA_METADATA_TOKEN', 'HOSTNAME'];

const shared = (environment: Readonly<Record<string, string>>): Record<string, string> =>
  Object.fromEntries(
    Object.entries(environment).map(([name, value]) => [name, OF_ONE.includes(name) ? '' : value]),
  );

async function answerInReplay(name: string, what: string): Promise<Record<string, string>> {
  return inTempFolder({'events.ndjson': `${JSON.stringify({do: what})}\n`}, async (folder) => {
    const results = join(folder, 'results.ndjson');
    const events = join(folder, 'events.ndjson');
    await lambdock(['replay', name, events, '-p', PROJECT, '-q', '--results', results]);
    const [line = ''] = (await readFile(results, 'utf8')).split('\n');
    return (JSON.parse(line) as {payload: Record<string, string>}).payload;
  });
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
    'has the same environment among many events as alone',
    async () => {
      const alone = shared(await answerOf(name, 'environment'));
      expect(shared(await answerInReplay(name, 'environment'))).toEqual(alone);
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
