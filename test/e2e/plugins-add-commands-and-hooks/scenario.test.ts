import {cp, mkdir, symlink, writeFile} from 'node:fs/promises';
import {join} from 'node:path';
import {fileURLToPath} from 'node:url';
import {afterAll, beforeAll, expect, it, jest} from '@jest/globals';
import {openProject, type E2eProject} from '../../support/e2e-project.js';

jest.setTimeout(60_000);

const ROOT = fileURLToPath(new URL('../../../', import.meta.url));
const NAME = 'lambdock-plugin-example';
const WITH = {env: {LAMBDOCK_PLUGINS: NAME}};

let project: E2eProject;

beforeAll(async () => {
  project = await openProject({});
  const modules = join(project.folder, 'node_modules');
  await mkdir(join(modules, '@oclif'), {recursive: true});
  await symlink(join(ROOT, 'node_modules/@oclif/core'), join(modules, '@oclif/core'));
  await cp(join(ROOT, 'examples/plugin'), join(modules, NAME), {recursive: true});
  await cp(join(ROOT, 'examples/hooks'), project.folder, {recursive: true});
});
afterAll(async () => {
  await project[Symbol.asyncDispose]();
});

it('runs and lists a command of a plugin, with its oclif hooks', async () => {
  const run = await project.run(['whoami', 'Ada'], WITH);
  expect([run.exitCode, run.stdout.toString(), run.stderr]).toEqual([
    0,
    'you are Ada, and this is lambdock\n',
    'runs whoami\n',
  ]);
  const help = await project.run(['--help'], WITH);
  expect(help.stdout.toString()).toMatch(/^ +whoami +Greet somebody\.$/m);
});

it('calls lambdock hooks of a plugin before those of the project', async () => {
  const run = await project.run(['invoke', 'greet', '-d', '{}'], WITH);
  expect([run.exitCode, run.stdout.toString()]).toEqual([
    0,
    '{"message":"Hello the plugin","by":"lambdock"}',
  ]);
  expect(run.stderr).toMatch(/^runs invoke$/m);
});

it('knows nothing of a plugin that nobody names, and says so of one that is not there', async () => {
  expect((await project.run(['whoami'])).exitCode).toBe(2);
  const run = await project.run(['ps', '--json'], {env: {LAMBDOCK_PLUGINS: 'lambdock-plugin-no'}});
  expect(run.exitCode).toBe(2);
  expect(JSON.parse(run.stdout.toString())).toMatchObject({error: {code: 'PLUGIN_INVALID'}});
});

it('names a plugin that has a command that cannot be loaded', async () => {
  const broken = join(project.folder, 'node_modules/lambdock-plugin-broken');
  await cp(join(ROOT, 'examples/plugin'), broken, {recursive: true});
  await writeFile(join(broken, 'commands/lost.js'), "import 'no-such-package';");
  const run = await project.run(['whoami', '--json'], {env: {LAMBDOCK_PLUGINS: broken}});
  expect([run.exitCode, run.stderr]).toEqual([2, '']);
  expect(JSON.parse(run.stdout.toString())).toMatchObject({
    error: {code: 'PLUGIN_INVALID', message: expect.stringContaining('no-such-package')},
  });
});

it('takes the names in the user’s configuration too', async () => {
  const home = join(project.folder, 'config');
  await mkdir(join(home, 'lambdock'), {recursive: true});
  const plugins = [join(project.folder, 'node_modules', NAME)];
  await writeFile(join(home, 'lambdock/config.json'), JSON.stringify({plugins}));
  const run = await project.run(['whoami'], {env: {XDG_CONFIG_HOME: home}});
  expect([run.exitCode, run.stdout.toString()]).toEqual([
    0,
    'you are nobody, and this is lambdock\n',
  ]);
});
