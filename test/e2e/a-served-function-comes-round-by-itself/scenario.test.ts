import {mkdir, readFile, writeFile} from 'node:fs/promises';
import {join} from 'node:path';
import {afterEach, beforeEach, describe, expect, it} from '@jest/globals';
import {openProject, type E2eProject} from '../../support/e2e-project.js';
import type {Started} from '../../support/start-cli.js';
import {until} from '../../support/until.js';

const LIMIT_MS = 120_000;

/** What both functions do first: a line for each init, so that a test can count them. */
const NOTE = (name: string): string =>
  `require('node:fs').appendFileSync('/mnt/outside/${name}', 'init\\n');\n`;

const CODE = {
  waits: `${NOTE('waits')}if (!require('node:fs').existsSync('/mnt/outside/database'))
  throw new Error('no database');
exports.handler = async () => 'answered';
`,
  lacks: `${NOTE('lacks')}exports.other = async () => 'never';\n`,
};

const SETTINGS = `
defaults:
  runtime: nodejs22.x
  docker: {mounts: ['./outside:/mnt/outside']}
functions:
  waits: {handler: index.handler, code: ./waits}
  lacks: {handler: index.handler, code: ./lacks}
`;

let project: E2eProject;
const servers: Started[] = [];
beforeEach(async () => {
  project = await openProject();
  const at = (path: string): string => join(project.folder, path);
  await mkdir(at('outside'));
  await writeFile(at('lambdock.yml'), SETTINGS);
  for (const [name, text] of Object.entries(CODE)) {
    await mkdir(at(name), {recursive: true});
    await writeFile(at(`${name}/index.js`), text);
    await writeFile(at(`${name}/project.txt`), project.folder);
  }
});
afterEach(async () => {
  for (const {child} of servers.splice(0)) child.kill('SIGTERM');
  await project[Symbol.asyncDispose]();
});

async function listening(args: readonly string[]): Promise<{url: string; started: Started}> {
  const started = project.start(['serve', '--port', '0', ...args]);
  servers.push(started);
  await started.untilStderr('\nready\n');
  return {url: /listening on (\S+)/.exec(started.stderr())?.[1] ?? '', started};
}

const inits = async (name: string): Promise<number> =>
  (await readFile(join(project.folder, 'outside', name), 'utf8')).split('\n').length - 1;

const count = (text: string, part: string): number => text.split(part).length - 1;

const FLAGS = ['--driver', 'runtime-api', '--concurrency', '1'];

describe('a served function whose init fails', () => {
  it(
    'is tried again until it comes through, which /readyz and one line on stderr tell; one whose code is at fault is not',
    async () => {
      const {url, started} = await listening(FLAGS);
      await until('another try', async () => (await inits('waits')) >= 2, 60_000);
      const before = await fetch(`${url}/readyz`);
      expect([before.status, (await before.text()).split('\n')]).toEqual([
        503,
        [
          'warming up',
          'waits: its init fails: Error: no database',
          expect.stringContaining('lacks: its init fails: Runtime.HandlerNotFound'),
          '',
        ],
      ]);
      expect(await inits('lacks')).toBe(1);
      await writeFile(join(project.folder, 'outside/database'), '');
      await started.untilStderr('waits: its init has come through');
      expect(await (await fetch(`${url}/readyz`)).text()).not.toContain('waits');
      expect(await (await fetch(`${url}/metrics`)).text()).toContain(
        'lambdock_ready{function="waits"} 1',
      );
      const path = '/2015-03-31/functions/waits/invocations';
      const inAll = await inits('waits');
      expect(await (await fetch(url + path, {method: 'POST'})).json()).toBe('answered');
      expect([await inits('waits'), await inits('lacks')]).toEqual([inAll, 1]);
      expect(count(started.stderr(), 'waits: its init fails')).toBe(1);
      started.child.kill('SIGTERM');
      expect((await started.ended()).exitCode).toBe(143);
    },
    LIMIT_MS,
  );

  it(
    'keeps no end waiting, and leaves nothing',
    async () => {
      const {started} = await listening([...FLAGS, 'waits']);
      await until('another try', async () => (await inits('waits')) >= 2, 60_000);
      started.child.kill('SIGTERM');
      expect((await started.ended()).exitCode).toBe(143);
      await project.untilNoContainer();
    },
    LIMIT_MS,
  );
});
