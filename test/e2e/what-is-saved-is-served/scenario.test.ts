import {readFile, rename, writeFile} from 'node:fs/promises';
import {join} from 'node:path';
import {describe, expect, it} from '@jest/globals';
import {DRIVERS, type Driver} from '../../../src/core/driver.js';
import {openProject, type E2eProject} from '../../support/e2e-project.js';
import type {Started} from '../../support/start-cli.js';
import {until} from '../../support/until.js';

const LIMIT_MS = 180_000;

interface Answer {
  readonly status: number;
  readonly functionError: string | null;
  readonly payload: Readonly<Record<string, unknown>>;
}

/** Callers of one function who ask again as soon as they are answered. */
interface Load extends AsyncDisposable {
  readonly answers: readonly Answer[];
}

function load(url: string, name: string, callers: number): Load {
  const answers: Answer[] = [];
  let isOver = false;
  const caller = async (): Promise<void> => {
    while (!isOver) {
      const path = `/2015-03-31/functions/${name}/invocations`;
      const response = await fetch(url + path, {method: 'POST', body: '{}'});
      answers.push({
        status: response.status,
        functionError: response.headers.get('x-amz-function-error'),
        payload: (await response.json()) as Answer['payload'],
      });
    }
  };
  const all = Promise.all(Array.from({length: callers}, caller));
  return {
    answers,
    async [Symbol.asyncDispose]() {
      isOver = true;
      await all;
    },
  };
}

const untilAnswer = (of: Load, key: string, value: unknown): Promise<true> =>
  until(
    `answer with ${key} ${String(value)}`,
    () => of.answers.at(-1)?.payload[key] === value,
    60_000,
  );

const instances = ({answers}: Load, from: number): ReadonlySet<unknown> =>
  new Set(answers.slice(from).map(({payload}) => payload['instance']));

async function listening(server: Started): Promise<string> {
  await server.untilStderr('\nready\n');
  return /listening on (\S+)/.exec(server.stderr())?.[1] ?? '';
}

/** Breaks the first function so that the driver can know of it before an event. */
async function breakFirst(project: E2eProject, driver: Driver): Promise<() => Promise<void>> {
  const file = join(project.folder, 'first/index.js');
  const [layer, elsewhere] = [join(project.folder, 'shared'), join(project.folder, 'elsewhere')];
  const text = await readFile(file, 'utf8');
  if (driver === 'rie') await rename(layer, elsewhere);
  else await writeFile(file, 'exports.handler = async () => {');
  return async () => {
    if (driver === 'rie') await rename(elsewhere, layer);
    await writeFile(file, text.replace('version: 2', 'version: 3'));
  };
}

describe('serve --watch, while callers never stop', () => {
  it.each(DRIVERS)(
    'serves code, layers and settings as they are saved, replaces nothing else, and fails no request, with the driver %s',
    async (driver) => {
      await using project = await openProject({fixture: 'projects/watched'});
      const server = project.start(['serve', '--watch', '--port', '0', '-q', '--driver', driver]);
      const url = await listening(server);
      const file = (path: string): string => join(project.folder, path);
      const edit = async (path: string, from: string, to: string): Promise<void> =>
        writeFile(file(path), (await readFile(file(path), 'utf8')).replace(from, to));
      {
        await using first = load(url, 'first', 2);
        await using second = load(url, 'second', 1);
        await untilAnswer(first, 'layer', 'one');
        await untilAnswer(second, 'setting', 'old');

        await edit('first/index.js', 'version: 1', 'version: 2');
        await untilAnswer(first, 'version', 2);
        await edit('shared/text/word.txt', 'one', 'two');
        await untilAnswer(first, 'layer', 'two');

        const mend = await breakFirst(project, driver);
        await server.untilStderr('first: what was saved cannot be served');
        await mend();
        await untilAnswer(first, 'version', 3);
        expect(instances(second, 0).size).toBe(1);

        await server.untilStderr('first: what was saved is served now');
        const before = first.answers.length;
        const served = instances(first, before - 1);
        await edit('lambdock.yml', 'SETTING: old', 'SETTING: [');
        await server.untilStderr('the project: what was saved cannot be served');
        await edit('lambdock.yml', 'SETTING: [', 'SETTING: new');
        await untilAnswer(second, 'setting', 'new');
        expect([...served].every((one) => instances(first, before).has(one))).toBe(true);

        const all = [...first.answers, ...second.answers];
        expect(all.filter(({status, functionError}) => status !== 200 || functionError)).toEqual(
          [],
        );
      }
      server.child.kill('SIGTERM');
      expect((await server.ended()).exitCode).toBe(143);
      await project.untilNoContainer();
    },
    LIMIT_MS,
  );
});
