import {mkdir, rm, writeFile} from 'node:fs/promises';
import {join} from 'node:path';
import {afterAll, beforeAll, describe, expect, it, jest} from '@jest/globals';
import {baseImage} from '../../support/base-images.js';
import type {Run} from '../../support/cli.js';
import {openProject, type E2eProject} from '../../support/e2e-project.js';
import {eventsDuring} from '../../support/engine-events.js';

jest.setTimeout(60_000);

const HANDLER = `const {existsSync} = require('fs');
exports.handler = async () => [process.env.V, existsSync('secret.txt'), existsSync('lib/kept.txt')];
`;

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
