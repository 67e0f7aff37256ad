import {randomBytes} from 'node:crypto';
import {mkdir, writeFile} from 'node:fs/promises';
import {join} from 'node:path';
import {afterAll, afterEach, beforeAll, beforeEach, describe, expect, it} from '@jest/globals';
import {openProject, type E2eProject} from '../../support/e2e-project.js';
import {openGate, type EngineGate} from '../../support/engine-gate.js';

const SLOW = 60_000;

let project: E2eProject;
let gate: EngineGate;
beforeAll(async () => {
  project = await openProject();
  for (const name of ['steady', 'waits', 'python']) await project.run(['build', name]);
});
afterAll(async () => project[Symbol.asyncDispose]());
beforeEach(async () => {
  gate = await openGate();
});
afterEach(async () => gate[Symbol.asyncDispose]());

/** After one more run: no container, one image per function and none without a name. */
async function expectSwept(args: readonly string[]): Promise<void> {
  const next = await project.run(args);
  expect([next.exitCode, next.stdout.toString()]).toEqual([0, '1']);
  await project.untilNoContainer();
  const images = await project.images();
  const functions = images.map(({labels}) => labels['dev.lambdock.function']);
  expect(functions.length).toBe(new Set(functions).size);
  expect(images.every(({tags}) => tags.length === 1)).toBe(true);
}

/** Runs until the engine has done what is asked for, and kills lambdock before it hears of it. */
async function killAt(request: RegExp, args: readonly string[]): Promise<void> {
  const held = gate.hold(request);
  const run = project.start(args, {env: {DOCKER_HOST: gate.url}});
  await held.reached();
  run.child.kill('SIGKILL');
  expect((await run.ended()).signal).toBe('SIGKILL');
}

const edit = async (name: string): Promise<void> =>
  writeFile(join(project.folder, name, 'edit.txt'), randomBytes(8));

describe('a lambdock killed', () => {
  it(
    'during an invocation is swept by an invoke of another function',
    async () => {
      const run = project.start(['invoke', 'waits', '-d', '{}']);
      await run.untilStderr('in the handler');
      run.child.kill('SIGKILL');
      await run.ended();
      expect((await project.containers()).map(({state}) => state)).toEqual(['running']);
      await expectSwept(['invoke', 'python', '-d', '1']);
    },
    SLOW,
  );

  it.each([
    ['a container is created', /^POST \S*\/containers\/create/],
    ['a container is started', /^POST \S*\/start/],
  ])(
    'while %s is swept by an invoke of another function',
    async (_title, request) => {
      await killAt(request, ['invoke', 'waits', '-d', '{}']);
      expect((await project.containers()).length).toBe(1);
      await expectSwept(['invoke', 'python', '-d', '1']);
    },
    SLOW,
  );

  it.each([
    ['an image’s container is created', /^POST \S*\/containers\/create\?\S*name=/],
    ['code is sent', /^PUT \S*\/archive/],
    ['an image is committed', /^POST \S*\/commit/],
  ])(
    'while %s is swept by an invoke of the same function, which builds it',
    async (_title, request) => {
      await edit('steady');
      await killAt(request, ['build', 'steady']);
      expect((await project.containers()).length).toBe(1);
      await expectSwept(['invoke', 'steady', '-d', '1']);
    },
    SLOW,
  );

  it.each([
    ['code is sent', /^PUT \S*\/archive/],
    ['an image is committed', /^POST \S*\/commit/],
  ])(
    'while %s is swept by an invoke of another function',
    async (_title, request) => {
      await edit('steady');
      await killAt(request, ['build', 'steady']);
      await expectSwept(['invoke', 'python', '-d', '1']);
    },
    SLOW,
  );

  it.each([
    ['the same', 'steady', true],
    ['another', 'python', false],
  ])(
    'between dependencies and code leaves no half image after an invoke of %s function',
    async (_title, next, isUsed) => {
      const dependency = join(project.folder, 'steady', 'node_modules', 'dependency');
      await mkdir(dependency, {recursive: true});
      await writeFile(join(dependency, 'index.js'), `// ${randomBytes(8).toString('hex')}`);
      gate.hold(/^PUT \S*\/archive/).release();
      await killAt(/^PUT \S*\/archive/, ['build', 'steady']);
      const [left] = await project.containers();
      const {Image: nameless} = await project.docker.getContainer(left?.id ?? '').inspect();
      expect((await project.engine.inspectImage(nameless))?.tags).toEqual([]);
      await expectSwept(['invoke', next, '-d', '1']);
      expect((await project.engine.inspectImage(nameless)) !== null).toBe(isUsed);
    },
    SLOW,
  );
});
