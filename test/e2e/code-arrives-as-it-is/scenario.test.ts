import {chmod, mkdir, readFile, symlink, writeFile} from 'node:fs/promises';
import {dirname, join} from 'node:path';
import {afterAll, beforeAll, describe, expect, it} from '@jest/globals';
import {openProject, type E2eProject} from '../../support/e2e-project.js';
import {makeZip} from '../../support/make-zip.js';

const SLOW = 60_000;
const FOLDERS = `version: 1
defaults: {runtime: nodejs22.x, timeout: 10, memory: 256}
functions:
  hello: {handler: index.handler, code: ./hello, layers: [./layer-one, ./layer-two.zip]}
  zipped: {handler: index.handler, code: ./code.zip}
`;

let project: E2eProject;

const put = async (path: string, content: string | Uint8Array): Promise<void> => {
  const file = join(project.folder, path);
  await mkdir(dirname(file), {recursive: true});
  await writeFile(file, content);
};

beforeAll(async () => {
  project = await openProject({fixture: 'projects/answers'});
  const handler = 'exports.handler = require("./lib/code").handler;';
  const code = await readFile(join(project.folder, 'hello/index.js'));
  await put('lambdock.yml', FOLDERS);
  await put('hello/bin/tool', '#!/bin/sh');
  await chmod(join(project.folder, 'hello/bin/tool'), 0o755);
  await symlink('bin/tool', join(project.folder, 'hello/linked'));
  await put('hello/node_modules/dep/index.js', 'module.exports = "dep 1";');
  await put('hello/notes.md', 'left out');
  await put('hello/keep.md', 'kept');
  await put('hello/.lambdockignore', '*.md\n!keep.md\n');
  await put('layer-one/nodejs/node_modules/layered/index.js', 'module.exports = "one";');
  await put('layer-one/who', 'one');
  await put('layer-one/only-one', 'one');
  await put(
    'layer-two.zip',
    makeZip([
      {path: 'who', content: 'two'},
      {path: 'bin/run', content: '#!/bin/sh', mode: 0o100755},
    ]),
  );
  await put(
    'code.zip',
    makeZip([
      {path: 'index.js', content: handler},
      {path: 'lib/code.js', content: code},
      {path: 'bin/tool', content: '#!/bin/sh', mode: 0o100755},
      {path: 'linked', content: 'bin/tool', mode: 0o120777},
    ]),
  );
}, SLOW);

afterAll(async () => {
  await project[Symbol.asyncDispose]();
});

type Answer = Readonly<Record<string, unknown>>;

async function ask(name: string, event: object, ...flags: readonly string[]): Promise<unknown> {
  const run = await project.run(['invoke', name, '-d', JSON.stringify(event), '-q', ...flags]);
  expect([run.exitCode, run.stderr]).toEqual([0, '']);
  return JSON.parse(run.stdout.toString());
}

const tree = async (name: string, folder: string): Promise<Answer> =>
  (await ask(name, {do: 'tree', folder})) as Answer;

describe('code', () => {
  it(
    'of a folder keeps modes and links, and leaves out what .lambdockignore names',
    async () => {
      const found = await tree('hello', '/var/task');
      expect(found).toMatchObject({
        bin: 'd',
        'bin/tool': 'f 755 #!/bin/sh',
        'index.js': expect.stringMatching(/^f 644 /),
        'keep.md': 'f 644 kept',
        linked: 'l bin/tool',
        node_modules: 'd',
        'node_modules/dep': 'd',
        'node_modules/dep/index.js': 'f 644 module.exports = "dep 1";',
      });
      expect(Object.keys(found)).not.toContain('notes.md');
      expect(Object.keys(found)).not.toContain('.lambdockignore');
    },
    SLOW,
  );

  it(
    'of a zip keeps executable bits and links',
    async () => {
      expect(await tree('zipped', '/var/task')).toMatchObject({
        'bin/tool': 'f 755 #!/bin/sh',
        linked: 'l bin/tool',
        'lib/code.js': expect.stringMatching(/^f 644 /),
      });
    },
    SLOW,
  );

  it(
    'of layers lies in /opt, where later ones win and modules are found',
    async () => {
      expect(await tree('hello', '/opt')).toMatchObject({
        who: 'f 644 two',
        'only-one': 'f 644 one',
        'bin/run': 'f 755 #!/bin/sh',
      });
      expect(await ask('hello', {do: 'require', name: 'layered'})).toBe('one');
      const turned = ['--layer', './layer-two.zip', '--layer', './layer-one'];
      expect(await ask('hello', {do: 'read', file: '/opt/who'}, ...turned)).toBe('one');
    },
    SLOW,
  );

  it(
    'that is edited is sent again alone: dependencies stay where they are',
    async () => {
      expect((await project.run(['build', 'hello'])).exitCode).toBe(0);
      await put('hello/bin/tool', '#!/bin/bash');
      const plan = await project.run(['build', 'hello', '--dry-run', '--json']);
      const {plans} = JSON.parse(plan.stdout.toString()) as {plans: {steps: Answer[]}[]};
      const steps = plans[0]?.steps.map(({kind, action}) => [kind, action]);
      expect(steps).toEqual([
        ['base', 'keep'],
        ['layer', 'keep'],
        ['layer', 'keep'],
        ['dependencies', 'keep'],
        ['code', 'add'],
      ]);
      await put('hello/node_modules/dep/index.js', 'module.exports = "dep 2";');
      const text = await project.run(['build', 'hello', '--dry-run']);
      expect(text.stdout.toString()).toMatch(/add +dependencies .* changed since/);
      expect(await ask('hello', {do: 'require', name: 'dep'})).toBe('dep 2');
    },
    SLOW,
  );
});

describe('the container', () => {
  it(
    'joins a network, where the function and its neighbours have names',
    async () => {
      const name = `lambdock-e2e-${process.pid}`;
      const network = await project.docker.createNetwork({Name: name});
      try {
        const neighbour = await project.docker.createContainer({
          Image: 'lambdock/stand-in/nodejs:22',
          Entrypoint: ['/var/lang/bin/node', '-e'],
          Cmd: ['require("node:http").createServer((_, r) => r.end("hi")).listen(80)'],
          HostConfig: {NetworkMode: name, AutoRemove: true},
          NetworkingConfig: {EndpointsConfig: {[name]: {Aliases: ['db']}}},
        });
        await neighbour.start();
        try {
          const flags = ['--network', name];
          expect(await ask('hello', {do: 'fetch', url: 'http://db/'}, ...flags)).toBe('hi');
          expect(await ask('hello', {do: 'lookup', name: 'hello'}, ...flags)).toMatch(/^\d+\./);
        } finally {
          await neighbour.remove({force: true});
        }
      } finally {
        await project.untilNoContainer();
        await network.remove();
      }
    },
    SLOW,
  );

  it(
    'knows the hosts of --add-host and the folders of --mount',
    async () => {
      await put('data/file', 'from the host');
      const flags = ['--add-host', 'db.example:10.1.2.3', '--mount', './data:/mnt/data:ro'];
      expect(await ask('hello', {do: 'lookup', name: 'db.example'}, ...flags)).toBe('10.1.2.3');
      expect(await ask('hello', {do: 'read', file: '/mnt/data/file'}, ...flags)).toBe(
        'from the host',
      );
      const write = JSON.stringify({do: 'write', file: '/mnt/data/new'});
      const refused = await project.run(['invoke', 'hello', '-d', write, ...flags]);
      expect([refused.exitCode, refused.stdout.toString()]).toEqual([
        1,
        expect.stringContaining('EROFS'),
      ]);
    },
    SLOW,
  );

  it(
    'has the memory and the time that flags give, over the project',
    async () => {
      const flags = ['--memory', '300', '--timeout', '7'];
      const context = (await ask('hello', {do: 'context'}, ...flags)) as Answer;
      expect(context['memoryLimitInMB']).toBe('300');
      expect(context['remaining']).toBeLessThanOrEqual(7000);
      expect(await ask('hello', {do: 'memoryLimit'}, ...flags)).toBe(300 * 1024 * 1024);
    },
    SLOW,
  );
});
