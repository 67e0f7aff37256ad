import {readdir, readFile, writeFile} from 'node:fs/promises';
import {join} from 'node:path';
import {afterAll, afterEach, beforeAll, describe, expect, it} from '@jest/globals';
import type {Envelope} from '../../../src/core/envelope.js';
import type {RunningContainer} from '../../../src/core/inventory.js';
import {LABELS} from '../../../src/core/labels.js';
import {parseOwner} from '../../../src/core/owner.js';
import {openProject, type E2eProject} from '../../support/e2e-project.js';
import {until} from '../../support/until.js';

const SLOW = 120_000;

let project: E2eProject;
beforeAll(async () => {
  project = await openProject({fixture: 'projects/warm'});
  await project.run(['build', 'counts']);
}, SLOW);
afterEach(async () => {
  await project.run(['down']);
  await untilNobodyKeeps();
});
afterAll(async () => project[Symbol.asyncDispose]());

interface Answer {
  readonly count: number;
  readonly said: string | null;
  readonly stage: string | null;
  readonly code: string;
}

async function invoke(
  event: object,
  ...flags: readonly string[]
): Promise<Envelope & {payload: Answer}> {
  const args = ['invoke', 'counts', '-d', JSON.stringify(event), '--json', '-q', ...flags];
  const {exitCode, stdout, stderr} = await project.run(args);
  expect([exitCode, stderr.includes('Error')]).toEqual([0, false]);
  return JSON.parse(stdout.toString()) as Envelope & {payload: Answer};
}

const warmFolder = (): string => join(project.env['LAMBDOCK_CACHE'] ?? '', 'warm');

/** The process that ends warm containers forgets everything when it goes. */
const untilNobodyKeeps = (): Promise<unknown> =>
  until('end of the keeper', async () => {
    const names = await readdir(warmFolder(), {recursive: true}).catch(() => []);
    return names.every((name) => !name.endsWith('keeper'));
  });

async function shown(): Promise<readonly RunningContainer[]> {
  const own = new Set((await project.containers()).map(({id}) => id));
  const {stdout} = await project.run(['ps', '--json']);
  const {containers} = JSON.parse(stdout.toString()) as {containers: RunningContainer[]};
  return containers.filter(({id}) => own.has(id));
}

describe('invoke --keep-warm', () => {
  it(
    'leaves a container that the next invoke answers from, flag or not, until down ends it',
    async () => {
      const first = await invoke({say: 'a'}, '--keep-warm', '5m');
      const second = await invoke({say: 'b'}, '--keep-warm');
      const third = await invoke({say: 'c'});
      expect([first, second, third].map(({payload}) => payload)).toEqual([
        {count: 1, said: 'a', stage: null, code: 'first'},
        {count: 2, said: 'b', stage: null, code: 'first'},
        {count: 3, said: 'c', stage: null, code: 'first'},
      ]);
      expect([first.coldStart, second.coldStart, third.coldStart]).toEqual([true, false, false]);
      expect(second.timings).toMatchObject({buildMs: null, startMs: null, stopMs: null});
      expect(second.logs).toMatchObject([{message: 'counting', requestId: second.requestId}]);
      const [container, ...others] = await shown();
      expect(others).toEqual([]);
      // Each call begins the rest anew, for as long as the last one with the flag said: ten minutes.
      const leftMs = Date.parse(container?.warmUntil ?? '') - Date.now();
      expect([leftMs > 5 * 60_000, leftMs <= 10 * 60_000]).toEqual([true, true]);
      const {stdout} = await project.run(['down']);
      expect(stdout.toString()).toMatch(/removed 1 container/);
      await project.untilNoContainer();
      await untilNobodyKeeps();
    },
    SLOW,
  );

  it(
    'never answers with old code or another environment, and keeps no container of old code',
    async () => {
      await invoke({}, '--keep-warm');
      expect((await invoke({}, '--keep-warm', '--env', 'STAGE=test')).payload).toMatchObject({
        count: 1,
        stage: 'test',
      });
      expect((await invoke({}, '--memory', '256')).coldStart).toBe(true);
      const file = join(project.folder, 'counts/index.mjs');
      const code = await readFile(file, 'utf8');
      await writeFile(file, code.replace("'first'", "'second'"));
      const edited = await invoke({}, '--keep-warm');
      expect(edited.payload).toMatchObject({count: 1, code: 'second', stage: null});
      await until('one container', async () => (await project.containers()).length === 1);
      expect((await invoke({})).payload).toMatchObject({count: 2, code: 'second'});
      await writeFile(file, code);
    },
    SLOW,
  );

  it(
    'goes by itself when it has rested long enough, and so does who keeps it',
    async () => {
      await invoke({}, '--keep-warm', '500ms');
      await project.untilNoContainer();
      await untilNobodyKeeps();
      expect((await invoke({}, '--keep-warm', '5m')).coldStart).toBe(true);
    },
    SLOW,
  );

  it(
    'answers ten at once, each its own event, and keeps no more than two',
    async () => {
      await invoke({}, '--keep-warm');
      const names = Array.from({length: 10}, (_, index) => `caller ${index}`);
      const answers = await Promise.all(names.map((say) => invoke({say}, '--keep-warm')));
      expect(answers.map(({payload}) => payload.said)).toEqual(names);
      await until('two containers', async () => (await project.containers()).length === 2);
      expect((await invoke({})).coldStart).toBe(false);
    },
    SLOW,
  );
});

describe('a lambdock that is killed in the middle of an event', () => {
  it.each([
    ['its first one', false],
    ['one in a warm container', true],
  ])(
    'leaves %s to nobody: the next invoke has a fresh container',
    async (_title, isWarm) => {
      if (isWarm) await invoke({}, '--keep-warm');
      const args = ['invoke', 'counts', '-d', '{"hang":true}', '--keep-warm'];
      const run = project.start(args);
      await run.untilStderr('counting');
      run.child.kill('SIGKILL');
      await run.ended();
      const next = await invoke({say: 'me'}, '--keep-warm');
      expect([next.coldStart, next.payload.said, next.payload.count]).toEqual([true, 'me', 1]);
      expect((await project.containers()).length).toBe(1);
    },
    SLOW,
  );

  it(
    'at its first event has its container removed by who keeps it',
    async () => {
      await invoke({}, '--keep-warm', '1s', '--env', 'STAGE=other');
      const run = project.start(['invoke', 'counts', '-d', '{"hang":true}', '--keep-warm', '1s']);
      await run.untilStderr('counting');
      run.child.kill('SIGKILL');
      expect((await run.ended()).signal).toBe('SIGKILL');
      await project.untilNoContainer();
      await untilNobodyKeeps();
    },
    SLOW,
  );
});

describe('a keeper that is killed', () => {
  it(
    'leaves a warm container to the next start of lambdock, which sweeps it and uses none of it',
    async () => {
      await invoke({}, '--keep-warm');
      const [{labels} = {labels: {}}] = await project.containers();
      const owner = parseOwner((labels as Record<string, string>)[LABELS.owner] ?? '');
      process.kill(owner?.pid ?? 0, 'SIGKILL');
      const next = await invoke({}, '--keep-warm');
      expect([next.coldStart, next.payload.count]).toEqual([true, 1]);
      await until('one container', async () => (await project.containers()).length === 1);
    },
    SLOW,
  );
});

describe('the driver runtime-api', () => {
  it('keeps nothing, and is refused', async () => {
    const args = ['invoke', 'counts', '-d', '{}', '--keep-warm', '--driver', 'runtime-api'];
    const {exitCode, stderr} = await project.run(args);
    expect(exitCode).toBe(2);
    expect(stderr).toMatch(/--keep-warm works with the driver rie only/);
  });
});

describe('a function that ends badly', () => {
  it(
    'leaves no warm container',
    async () => {
      const args = ['invoke', 'counts', '-d', '{"hang":true}', '--timeout', '1', '--keep-warm'];
      expect((await project.run(args)).exitCode).toBe(124);
      await project.untilNoContainer();
    },
    SLOW,
  );
});
