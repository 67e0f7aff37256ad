import {mkdir, readdir, writeFile} from 'node:fs/promises';
import {join} from 'node:path';
import {afterAll, beforeAll, describe, expect, it, jest} from '@jest/globals';
import {baseImage} from '../../support/base-images.js';
import {openProject, type E2eProject} from '../../support/e2e-project.js';
import {eventsDuring} from '../../support/engine-events.js';
import {openRegistry, type Registry} from '../../support/registry.js';
import {openTestImages, type TestImages} from '../../support/test-images.js';

const SLOW = 60_000;
jest.setTimeout(SLOW);

const HANDLER = `exports.handler = async (event) => ({
  event,
  env: process.env,
  uid: process.getuid(),
  cwd: process.cwd(),
  tmp: (require('fs').writeFileSync('/tmp/x', 'y'), 'written'),
});
exports.other = async () => 'other';
`;
const ENTRY = `#!/bin/sh
export OWN_ENTRY=yes ARGUMENTS="$*" GIVEN_HANDLER="$_HANDLER"
exec /lambda-entrypoint.sh "$1"
`;
const LOGIN = {username: 'robot', password: 'e2e-registry-secret'};

let project: E2eProject;
let images: TestImages;
let registry: Registry;
let locked: Registry;
let digest: string;
let base: string;

const dockerfile = (...lines: readonly string[]): string =>
  [`FROM ${base}`, 'COPY index.js /var/task/', ...lines].join('\n');

const build = (...lines: readonly string[]): Promise<string> =>
  images.build({
    'index.js': HANDLER,
    'entry.sh': ENTRY,
    Dockerfile: dockerfile(...lines),
  });

const write = (functions: readonly string[]): Promise<void> =>
  writeFile(join(project.folder, 'lambdock.yml'), `functions:\n  ${functions.join('\n  ')}\n`);

interface Seen {
  readonly event: unknown;
  readonly env: Readonly<Record<string, string>>;
  readonly uid: number;
  readonly cwd: string;
  readonly tmp: string;
}

async function invoke(name: string, ...flags: readonly string[]): Promise<[Seen, string]> {
  const run = await project.run(['invoke', name, '-d', '{"a":1}', ...flags]);
  expect(`${run.exitCode} ${run.stderr}`).toMatch(/^0 /);
  return [JSON.parse(run.stdout.toString()) as Seen, run.stderr];
}

beforeAll(async () => {
  project = await openProject();
  images = openTestImages(project.engine);
  registry = await openRegistry();
  locked = await openRegistry({login: LOGIN, like: registry});
  base = await baseImage('node');
});

afterAll(async () => {
  await project[Symbol.asyncDispose]();
  await images[Symbol.asyncDispose]();
  await registry[Symbol.asyncDispose]();
  await locked[Symbol.asyncDispose]();
});

const isMade = (event: string): boolean => /commit|extract-to-dir|archive-path|^image/.test(event);

describe('an image without an emulator', () => {
  it('runs under one that is added once and said once', async () => {
    const image = await build('RUN rm /usr/local/bin/aws-lambda-rie', 'CMD ["index.handler"]');
    await write([`bare: {image: "${image}"}`]);
    const [seen, told] = await invoke('bare');
    expect(seen).toMatchObject({event: {a: 1}, cwd: '/var/task', uid: 0});
    expect(told).toContain(`${image} has no Runtime Interface Emulator`);
    const events = await eventsDuring(project, async () => {
      const [again, silent] = await invoke('bare');
      expect(again.event).toEqual({a: 1});
      expect(silent).not.toContain('Emulator');
    });
    expect(events.filter(isMade)).toEqual([]);
    expect(events.filter((event) => event === 'container create')).toHaveLength(1);
  });

  it('runs as user 1000 too', async () => {
    const image = await build(
      'RUN rm /usr/local/bin/aws-lambda-rie',
      'ENTRYPOINT ["/lambda-entrypoint.sh"]',
      'USER 1000',
      'CMD ["index.handler"]',
    );
    await write([`bare: {image: "${image}"}`]);
    const [seen] = await invoke('bare');
    expect(seen).toMatchObject({uid: 1000, tmp: 'written'});
  });
});

describe('an image with an entry point of its own', () => {
  it('runs it, with the environment and the folder that the image sets', async () => {
    const image = await build(
      'COPY entry.sh /entry.sh',
      'ENV OF_IMAGE=here STAGE=image',
      'WORKDIR /opt',
      'ENTRYPOINT ["/entry.sh"]',
      'CMD ["/var/task/index.handler"]',
    );
    await write([
      `own: {image: "${image}", environment: {STAGE: project}}`,
      `config: {image: "${image}", imageConfig: {command: [index.other], entryPoint: [/lambda-entrypoint.sh], workingDirectory: /var/task}}`,
      `folder: {image: "${image}", imageConfig: {workingDirectory: /var}}`,
      `words: {image: "${image}", imageConfig: {command: [/var/task/index.handler, --level, "3"]}}`,
    ]);
    const [own] = await invoke('own');
    expect(own).toMatchObject({cwd: '/opt'});
    expect(own.env).toMatchObject({OWN_ENTRY: 'yes', OF_IMAGE: 'here', STAGE: 'project'});
    expect((await invoke('config'))[0]).toBe('other');
    expect((await invoke('folder'))[0]).toMatchObject({cwd: '/var'});
    const [words] = await invoke('words');
    expect(words.env).toMatchObject({
      ARGUMENTS: '/var/task/index.handler --level 3',
      GIVEN_HANDLER: '/var/task/index.handler',
    });
  });

  it('runs it as user 1000', async () => {
    const image = await build('USER 1000', 'CMD ["index.handler"]');
    await write([`user: {image: "${image}"}`]);
    expect((await invoke('user'))[0]).toMatchObject({uid: 1000, tmp: 'written'});
  });

  it('that starts the emulator itself runs it once', async () => {
    const image = await build(
      'RUN mkdir /emulator && mv /usr/local/bin/aws-lambda-rie /emulator/aws-lambda-rie',
      'ENTRYPOINT ["/emulator/aws-lambda-rie", "/lambda-entrypoint.sh"]',
      'CMD ["index.handler"]',
    );
    await write([`self: {image: "${image}"}`]);
    const [seen, told] = await invoke('self');
    expect(seen.event).toEqual({a: 1});
    expect(told).not.toContain('Emulator');
  });
});

describe('an image of a registry', () => {
  const BARE = ['RUN rm /usr/local/bin/aws-lambda-rie', 'CMD ["index.handler"]'];

  it('is pulled once by its digest', async () => {
    digest = await registry.push(await build(...BARE), 'team/worker:1');
    const image = `${registry.host}/team/worker:1@${digest}`;
    await write([`pinned: {image: "${image}"}`]);
    const [seen] = await invoke('pinned', '--pull', 'missing');
    expect(seen.event).toEqual({a: 1});
    const asked = registry.requests().length;
    const events = await eventsDuring(project, () => invoke('pinned', '--pull', 'missing'));
    expect(registry.requests()).toHaveLength(asked);
    expect(events.filter(isMade)).toEqual([]);
    await project.docker.getImage(`${registry.host}/team/worker@${digest}`).remove({force: true});
  });

  it('that wants a login is told with the command, then comes with the login that docker keeps', async () => {
    const image = `${locked.host}/team/worker@${digest}`;
    await write([`secret: {image: "${image}"}`]);
    const config = join(project.folder, 'docker-config');
    await mkdir(config);
    const ask = (...flags: readonly string[]) =>
      project.run(['invoke', 'secret', '-d', '{"a":1}', '--pull', 'missing', ...flags], {
        env: {DOCKER_CONFIG: config},
      });
    const none = await ask('-q');
    expect([none.exitCode, none.stdout.toString()]).toEqual([3, '']);
    expect(none.stderr).toMatch(/^Error \[IMAGE_PULL_FAILED\]: .*wants a login, and there is none/);
    expect(none.stderr).toContain(`docker login ${locked.host}`);
    const auths = (password: string) => ({
      [locked.host]: {
        auth: Buffer.from(`${LOGIN.username}:${password}`).toString('base64'),
      },
    });
    await writeFile(join(config, 'config.json'), JSON.stringify({auths: auths('wrong-e2e')}));
    const wrong = await ask('-q');
    expect([wrong.exitCode, wrong.stderr]).toEqual([3, expect.stringMatching(/docker login/)]);
    expect(wrong.stderr).not.toContain('wrong-e2e');
    await writeFile(join(config, 'config.json'), JSON.stringify({auths: auths(LOGIN.password)}));
    const right = await ask('-v');
    expect(`${right.exitCode} ${right.stderr}`).toMatch(/^0 /);
    expect(right.stderr).not.toContain(LOGIN.password);
    expect(JSON.parse(right.stdout.toString())).toMatchObject({event: {a: 1}});
    await project.docker.getImage(image).remove({force: true});
  });

  it('that does not have it says so', async () => {
    await write([`none: {image: "${registry.host}/team/none:1"}`]);
    const run = await project.run(['invoke', 'none', '-d', '{}', '-q', '--pull', 'missing']);
    expect(run.exitCode).toBe(3);
    expect(run.stderr).toMatch(/IMAGE_PULL_FAILED.*team\/none:1 could not be pulled.*not found/);
  });
});

describe('an image that cannot run', () => {
  it('because it ends at once has an outcome of its own', async () => {
    const image = await build('ENTRYPOINT ["/bin/sh", "-c", "exit 3"]');
    await write([`ends: {image: "${image}"}`]);
    const run = await project.run(['invoke', 'ends', '-d', '{}', '--json', '-q']);
    expect(run.exitCode).toBe(1);
    expect(JSON.parse(run.stdout.toString())).toMatchObject({
      status: 'init-error',
      error: {type: 'Runtime.ExitError', message: expect.stringContaining('exit status 3')},
    });
  });

  it('because its entry point is not there names it', async () => {
    const image = await images.build({
      Dockerfile: 'FROM scratch\nCOPY x /x\nENTRYPOINT ["/no/such/entry"]\nCMD ["a.b"]',
      x: 'x',
    });
    await write([`absent: {image: "${image}"}`]);
    const run = await project.run(['invoke', 'absent', '-d', '{}', '--json', '-q']);
    expect(`${run.exitCode} ${run.stdout.toString()}`).toMatch(/^1 /);
    expect(run.stdout.toString()).toContain('Runtime.InvalidEntrypoint');
  });

  it('because it is for another platform says so', async () => {
    const image = await images.build(
      {Dockerfile: 'FROM scratch\nCOPY x /x\nENTRYPOINT ["/x"]', x: 'x'},
      'linux/arm64',
    );
    await write([`far: {image: "${image}"}`]);
    const run = await project.run(['invoke', 'far', '-d', '{}', '-q']);
    expect(run.exitCode).toBe(3);
    expect(run.stderr).toMatch(/\[IMAGE_UNUSABLE\]: .* is for arm64, the function is for x86_64/);
  });

  it('because its name is none says where', async () => {
    await write(['odd: {image: "https://example.com/worker:1"}']);
    const run = await project.run(['invoke', 'odd', '-d', '{}', '-q']);
    expect(run.exitCode).toBe(2);
    expect(run.stderr).toMatch(
      /lambdock\.yml:2:\d+: functions\.odd\.image: found .*without a scheme/,
    );
  });

  it('leaves no container behind', async () => {
    await project.untilNoContainer();
    expect(await readdir(project.folder)).toContain('lambdock.yml');
  });
});
