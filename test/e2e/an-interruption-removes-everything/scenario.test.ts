import {readFile, writeFile} from 'node:fs/promises';
import {randomBytes} from 'node:crypto';
import {join} from 'node:path';
import {afterAll, afterEach, beforeAll, beforeEach, describe, expect, it} from '@jest/globals';
import {CLI, type Run} from '../../support/cli.js';
import {openProject, type E2eProject} from '../../support/e2e-project.js';
import {openGate, type EngineGate} from '../../support/engine-gate.js';
import {startCli} from '../../support/start-cli.js';
import {until} from '../../support/until.js';

const SLOW = 60_000;
/** An end that takes longer than this hangs. */
const END_MS = 12_000;
const SIGNALS = [
  ['SIGINT', 130],
  ['SIGTERM', 143],
] as const;

let project: E2eProject;
let gate: EngineGate;
beforeAll(async () => {
  project = await openProject();
  for (const name of ['steady', 'waits', 'slow-init']) await project.run(['build', name]);
});
afterAll(async () => project[Symbol.asyncDispose]());
beforeEach(async () => {
  gate = await openGate();
});
afterEach(async () => gate[Symbol.asyncDispose]());

/** No container, no image beside those that were there, no temporary file. */
async function expectNothingLeft(images: readonly string[]): Promise<void> {
  await project.untilNoContainer();
  expect(await imageNames()).toEqual(images);
  expect(await project.leftInTemp()).toEqual([]);
}

const imageNames = async (): Promise<readonly string[]> =>
  (await project.images()).map(({tags, id}) => tags[0] ?? id).sort();

function expectInterrupted(run: Run, exitCode: number): void {
  expect([run.exitCode, run.signal]).toEqual([exitCode, null]);
  expect(run.stdout.toString()).toBe('');
  expect(run.stderr).toMatch(/^Error \[(SIGINT|SIGTERM)\]: /m);
  expect(run.stderr).not.toMatch(/^\s+at /m);
  expect(run.stderr).not.toMatch(/not everything|Warning: not/);
}

describe.each(SIGNALS)('%s', (signal, exitCode) => {
  it(
    'while the event is awaited on stdin ends at once',
    async () => {
      const run = project.start(['invoke', 'steady', '-e', '-'], {
        stdio: ['pipe', 'pipe', 'pipe'],
      });
      await run.untilStderr('stdin');
      run.child.kill(signal);
      expectInterrupted(await run.ended(END_MS), exitCode);
    },
    SLOW,
  );

  it.each([
    ['is created', /^POST \S*\/containers\/create/],
    ['is attached to', /^POST \S*\/attach/],
    ['is started', /^POST \S*\/start/],
    ['is looked at', /^GET \S*\/containers\/[\da-f]+\/json/],
  ])(
    'while the container %s removes it',
    async (_title, request) => {
      const images = await imageNames();
      const held = gate.hold(request);
      const run = project.start(['invoke', 'waits', '-d', '{}'], {env: {DOCKER_HOST: gate.url}});
      await held.reached();
      run.child.kill(signal);
      held.release();
      expectInterrupted(await run.ended(END_MS), exitCode);
      await expectNothingLeft(images);
    },
    SLOW,
  );

  it.each([
    ['a function initialises', 'slow-init', 'in the init'],
    ['a function has the event', 'waits', 'in the handler'],
  ])(
    'while %s removes the container',
    async (_title, name, text) => {
      const images = await imageNames();
      const run = project.start(['invoke', name, '-d', '{}']);
      await run.untilStderr(text);
      run.child.kill(signal);
      expectInterrupted(await run.ended(END_MS), exitCode);
      await expectNothingLeft(images);
    },
    SLOW,
  );

  it.each([
    ['an image’s container is created', /^POST \S*\/containers\/create\?\S*name=/],
    ['code is sent', /^PUT \S*\/archive/],
    ['an image is committed', /^POST \S*\/commit/],
  ])(
    'while %s leaves no half image',
    async (_title, request) => {
      await writeFile(join(project.folder, 'python', 'edit.txt'), randomBytes(8));
      const held = gate.hold(request);
      const run = project.start(['invoke', 'python', '-d', '1'], {env: {DOCKER_HOST: gate.url}});
      await held.reached();
      run.child.kill(signal);
      held.release();
      expectInterrupted(await run.ended(END_MS), exitCode);
      await project.untilNoContainer();
      // What was done before the signal was heard is a whole image, and the next invoke uses it.
      const made = await project.images();
      expect(made.every(({tags}) => tags.length === 1)).toBe(true);
      expect(
        made.filter(({labels}) => labels['dev.lambdock.function'] === 'python').length <= 1,
      ).toBe(true);
      expect((await project.run(['invoke', 'python', '-d', '1'])).stdout.toString()).toBe('1');
    },
    SLOW,
  );

  it(
    'while a large folder is sent leaves no half image',
    async () => {
      const images = await imageNames();
      await writeFile(join(project.folder, 'steady', 'large.bin'), randomBytes(180_000_000));
      const run = project.start(['build', 'steady']);
      await until('build container', async () =>
        (await project.containers()).some(({labels}) => labels['dev.lambdock.role'] === 'build'),
      );
      run.child.kill(signal);
      expectInterrupted(await run.ended(END_MS), exitCode);
      await expectNothingLeft(images);
    },
    SLOW,
  );
});

describe('a second Ctrl-C', () => {
  it(
    'leaves at once where the engine does not answer, and the next run sweeps what stayed',
    async () => {
      const run = project.start(['invoke', 'waits', '-d', '{}'], {env: {DOCKER_HOST: gate.url}});
      await run.untilStderr('in the handler');
      gate.stall();
      run.child.kill('SIGINT');
      await run.untilStderr('a second Ctrl-C leaves at once');
      run.child.kill('SIGINT');
      const {exitCode, stderr} = await run.ended(3000);
      expect(exitCode).toBe(130);
      expect(stderr).not.toMatch(/^\s+at /m);
      expect((await project.containers()).length).toBe(1);
      await project.run(['invoke', 'python', '-d', '1']);
      await project.untilNoContainer();
    },
    SLOW,
  );
});

describe('Ctrl-C in a terminal', () => {
  it(
    'reaches every process of a pipeline, and lambdock still removes its container',
    async () => {
      const line = `trap : INT; "${CLI}" invoke waits -d '{}' | cat; echo "\${PIPESTATUS[0]}" > status`;
      const {folder, env} = project;
      const job = startCli({command: ['bash', '-c', line], cwd: folder, env, detached: true});
      await job.untilStderr('in the handler');
      process.kill(-job.pid, 'SIGINT');
      expect((await job.ended(END_MS)).stderr).not.toMatch(/^\s+at /m);
      expect((await readFile(join(folder, 'status'), 'utf8')).trim()).toBe('130');
      await project.untilNoContainer();
    },
    SLOW,
  );
});

describe('an interruption at any moment', () => {
  it(
    'leaves no container and no other exit code than its own',
    async () => {
      for (let delay = 0; delay < 900; delay += 75) {
        const run = project.start(['invoke', 'waits', '-d', '{}', '--timeout', '60']);
        // Not waiting for anything: the moment itself is what is tried.
        await new Promise((resolve) => setTimeout(resolve, delay));
        run.child.kill('SIGINT');
        const {exitCode, signal, stderr} = await run.ended(END_MS);
        // Before lambdock's first line has run, the signal ends the process itself.
        expect([delay, signal ?? exitCode]).toEqual([delay, signal === null ? 130 : 'SIGINT']);
        expect(stderr).not.toMatch(/^\s+at /m);
      }
      await project.untilNoContainer();
    },
    SLOW,
  );
});
