import {mkdir, rm, writeFile} from 'node:fs/promises';
import {join} from 'node:path';
import {afterAll, beforeAll, describe, expect, it, jest} from '@jest/globals';
import {baseImage} from '../../support/base-images.js';
import type {Run} from '../../support/cli.js';
import {openProject, type E2eProject} from '../../support/e2e-project.js';
import {eventsDuring} from '../../support/engine-events.js';
import {openRegistry} from '../../support/registry.js';
import {openTestImages} from '../../support/test-images.js';

jest.setTimeout(60_000);

const HANDLER = `const {existsSync} = require('fs');
exports.handler = async () => [process.env.V, existsSync('secret.txt'), existsSync('lib/kept.txt')];
`;

const LOGIN = {username: 'robot', password: 'e2e-dockerfile-secret'};

let project: E2eProject;

const put = (path: string, text: string): Promise<void> =>
  writeFile(join(project.folder, 'worker', path), text);
const declare = (build: string): Promise<void> =>
  writeFile(join(project.folder, 'lambdock.yml'), `functions:\n  built: {build: ${build}}\n`);
const invoke = (...flags: readonly string[]): Promise<Run> =>
  project.run(['invoke', 'built', '-d', '{}', ...flags]);
const answer = async (): Promise<unknown> => {
  const run = await invoke();
  expect(`${run.exitCode} ${run.stderr}`).toMatch(/^0 /);
  return JSON.parse(run.stdout.toString());
};
const dockerfile = async (...lines: readonly string[]): Promise<void> =>
  put('Dockerfile', [`FROM ${await baseImage('node')} AS base`, ...lines].join('\n'));
const tags = async (): Promise<readonly string[]> =>
  (await project.images('built')).flatMap((image) => image.tags);

beforeAll(async () => {
  project = await openProject();
  await mkdir(join(project.folder, 'worker', 'lib'), {recursive: true});
  await put('index.js', HANDLER);
  await put('secret.txt', 'x');
  await put('lib/kept.txt', 'x');
  await put('lib/left.txt', 'x');
  await put('.dockerignore', 'secret.txt\nlib/*\n!lib/kept.txt\n');
  await dockerfile(
    'ARG V=none',
    'ENV V=$V',
    'COPY . /var/task/',
    'CMD ["index.handler"]',
    'FROM base AS other',
    'ENV V=other',
  );
});

afterAll(async () => {
  await project[Symbol.asyncDispose]();
});

describe('a function with a Dockerfile', () => {
  it('is built from what .dockerignore leaves, with its arguments, and once', async () => {
    await declare('{context: ./worker, args: {V: 1.10}, target: base}');
    expect(await answer()).toEqual(['1.10', false, true]);
    const before = await tags();
    const events = await eventsDuring(project, answer);
    expect(events.filter((event) => /^image|commit|extract/.test(event))).toEqual([]);
    // What is left out changes nothing.
    await put('lib/left.txt', 'y');
    expect(await answer()).toEqual(['1.10', false, true]);
    expect(await tags()).toEqual(before);
  });

  it('is built anew for another target or content, and the image before goes', async () => {
    const before = await tags();
    await declare('./worker');
    expect(await answer()).toEqual(['other', false, true]);
    await put('index.js', 'exports.handler = async () => "changed"');
    expect(await answer()).toBe('changed');
    const after = await tags();
    expect(after).toHaveLength(1);
    expect(before).not.toEqual(after);
  });

  it('with a target that is no stage says which there are, and where', async () => {
    await declare('{context: ./worker, target: bass}');
    const run = await invoke('-q');
    expect(run.exitCode).toBe(2);
    expect(run.stderr).toMatch(
      /\[PROJECT_INVALID\]: lambdock\.yml:2:\d+: build\.target of built: found "bass", .*base, other/,
    );
  });

  it('starts from AWS’s image, or its stand-in, which is said and never gets AWS’s name', async () => {
    await declare('{context: ./worker, args: {NODE: "22"}}');
    const rest = ['WORKDIR /var/task', 'COPY . ./', 'CMD ["index.handler"]'].join('\n');
    await put('Dockerfile', `ARG NODE\nFROM public.ecr.aws/lambda/nodejs:\${NODE}\n${rest}`);
    await put('index.js', 'exports.handler = async () => "on AWS’s"');
    const isStandIn = (await baseImage('node')).startsWith('lambdock/');
    const runs = [await invoke('--json'), await invoke('--json')];
    for (const run of runs) {
      expect(`${run.exitCode} ${run.stderr}`).toMatch(/^0 /);
      expect(JSON.parse(run.stdout.toString())).toMatchObject({
        payload: 'on AWS’s',
        image: {standIn: isStandIn},
      });
      expect(
        /Warning: the stand-in .*nodejs:22 is used .* in the Dockerfile/.test(run.stderr),
      ).toBe(isStandIn);
    }
    expect(await tags()).toHaveLength(1);
    const images = await project.docker.listImages();
    const ofAws = images
      .flatMap(({RepoTags}) => RepoTags ?? [])
      .filter((tag) => tag.startsWith('public'));
    expect(ofAws.length > 0).toBe(!isStandIn);
    await put('Dockerfile', 'FROM public.ecr.aws/lambda/nodejs:22\nRUN exit 7\n');
    const failed = await invoke('-q');
    expect(failed.exitCode).toBe(3);
    expect(failed.stderr.includes('a stand-in has no dnf, npm, pip or javac')).toBe(isStandIn);
  });

  it('whose image is absent and not to be pulled names it', async () => {
    await put('Dockerfile', 'FROM public.ecr.aws/lambda/dotnet:8\n');
    const run = await invoke('-q');
    expect(run.exitCode).toBe(3);
    expect(run.stderr).toMatch(
      /\[IMAGE_NOT_FOUND\]: .*lambda\/dotnet:8, which the Dockerfile of built/,
    );
    await put('Dockerfile', 'FROM public.ecr.aws/lambda/nodejs:22\n');
    const mirror = await invoke('-q', '--registry', 'mirror.example/aws', '--stand-in', 'never');
    expect(mirror.stderr).toMatch(/\[IMAGE_NOT_FOUND\]: mirror\.example\/aws\/nodejs:22/);
  });

  it('comes from a registry with the login that docker keeps', async () => {
    await using registry = await openRegistry({login: LOGIN});
    await using images = openTestImages(project.engine);
    const small = await images.build({Dockerfile: 'FROM scratch\nCOPY x /x', x: 'x'});
    await registry.push(small, 'team/assets:1');
    const config = join(project.folder, 'docker-config');
    await mkdir(config, {recursive: true});
    const auth = Buffer.from(`${LOGIN.username}:${LOGIN.password}`).toString('base64');
    await dockerfile(
      `COPY --from=${registry.host}/team/assets:1 /x /var/task/x`,
      'COPY . /var/task/',
      'CMD ["index.handler"]',
    );
    const ask = async (auths: object): Promise<Run> => {
      await writeFile(join(config, 'config.json'), JSON.stringify({auths}));
      const env = {DOCKER_CONFIG: config, LAMBDOCK_PULL: 'missing'};
      return project.run(['invoke', 'built', '-d', '{}', '-q'], {env});
    };
    const none = await ask({});
    expect([none.exitCode, none.stderr]).toEqual([3, expect.stringMatching(/wants a login/)]);
    const right = await ask({[registry.host]: {auth}});
    expect(`${right.exitCode} ${right.stderr}`).toMatch(/^0 /);
    expect(right.stderr).not.toContain(LOGIN.password);
    await project.docker.getImage(`${registry.host}/team/assets:1`).remove({force: true});
  });

  it('is built by one of two that want it at once', async () => {
    await put('index.js', 'exports.handler = async () => "for two"');
    await dockerfile('RUN sleep 1', 'COPY . /var/task/', 'CMD ["index.handler"]');
    const runs = await Promise.all([invoke('-v'), invoke('-v')]);
    expect(runs.map(({stdout}) => stdout.toString())).toEqual(['"for two"', '"for two"']);
    const builders = runs.filter(({stderr}) => /^build \S+: done/m.test(stderr));
    expect(builders).toHaveLength(1);
    expect(await tags()).toHaveLength(1);
  });

  it('that fails tells the step and the last lines', async () => {
    await declare('./worker');
    await dockerfile('RUN echo before-the-end && exit 7');
    const run = await invoke('-q');
    expect([run.exitCode, run.stdout.toString()]).toEqual([3, '']);
    expect(run.stderr).toMatch(/\[IMAGE_BUILD_FAILED\]: .*Dockerfile, Step 2\/\d+ : RUN echo/);
    expect(run.stderr).toContain('non-zero code: 7');
    expect(run.stderr).toMatch(/^ +before-the-end$/m);
  });

  it('that is no Dockerfile, or not there, is told', async () => {
    await put('Dockerfile', 'FROM scratch\nFROB x\n');
    const odd = await invoke('-q');
    expect([odd.exitCode, odd.stderr]).toEqual([3, expect.stringMatching(/BUILD_FAILED.*FROB/i)]);
    await rm(join(project.folder, 'worker', 'Dockerfile'));
    const absent = await invoke('-q');
    expect(absent.exitCode).toBe(2);
    expect(absent.stderr).toMatch(
      /\[CODE_NOT_FOUND\]: lambdock\.yml:2:\d+: .*worker\/Dockerfile cannot be read \(ENOENT\)/,
    );
    await declare('./none');
    const none = await invoke('-q');
    expect([none.exitCode, none.stderr]).toEqual([2, expect.stringMatching(/none.*ENOENT/)]);
  });
});
