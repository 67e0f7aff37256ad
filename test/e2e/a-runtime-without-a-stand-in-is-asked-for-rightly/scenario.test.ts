import {randomUUID} from 'node:crypto';
import {mkdir, readFile, writeFile} from 'node:fs/promises';
import {join} from 'node:path';
import {afterAll, beforeAll, expect, it, jest} from '@jest/globals';
import {openProject, type E2eProject} from '../../support/e2e-project.js';
import {openTestImages, type TestImages} from '../../support/test-images.js';

jest.setTimeout(60_000);

/** Runtimes for which no registry has the parts of a stand-in: an image that records takes their place. */
const ROWS = [
  ['dotnet6', 'dotnet:6', 'Shop::Shop.Function::Handle', 'Shop.dll'],
  ['dotnet8', 'dotnet:8', 'Shop::Shop.Function::Handle', 'Shop.dll'],
  ['dotnet10', 'dotnet:10', 'Shop', 'Shop.dll'],
  ['java11', 'java:11', 'shop.Handler::handle', 'shop/Handler.class'],
  ['ruby3.4', 'ruby:3.4', 'app.handler', 'app.rb'],
] as const;

const registry = `lambdock-test/recorder-${randomUUID().slice(0, 8)}`;
const RECORDER = new URL('../../fixtures/functions/shell-cases/bootstrap', import.meta.url);
const BASES = ['public.ecr.aws/lambda/provided:al2023', 'lambdock/stand-in/provided:al2023'];

let project: E2eProject;
let images: TestImages;

beforeAll(async () => {
  project = await openProject();
  images = openTestImages(project.engine);
  const found = await Promise.all(BASES.map((name) => project.engine.inspectImage(name)));
  const base = BASES.find((_name, index) => found[index] !== null);
  if (base === undefined) throw new Error('no base image: lambdock images build provided.al2023');
  const recorder = await images.build({
    Dockerfile: `FROM ${base}\nCOPY bootstrap /var/runtime/bootstrap\nENV LAYERS_SEEN=/opt\n`,
    bootstrap: await readFile(RECORDER, 'utf8'),
  });
  const functions: Record<string, object> = {};
  for (const [runtime, image, handler, file] of ROWS) {
    const folder = join(project.folder, runtime);
    await mkdir(join(folder, file, '..'), {recursive: true});
    await writeFile(join(folder, file), runtime);
    const [repository = '', tag = ''] = image.split(':');
    await project.docker.getImage(recorder).tag({repo: `${registry}/${repository}`, tag});
    functions[runtime.replace('.', '-')] = {runtime, handler, code: `./${runtime}`};
  }
  await writeFile(join(project.folder, 'lambdock.yml'), JSON.stringify({functions}));
});

afterAll(async () => {
  await project[Symbol.asyncDispose]();
  for (const [, image] of ROWS) {
    await project.docker.getImage(`${registry}/${image}`).remove({force: true});
  }
  await images[Symbol.asyncDispose]();
});

it.each(ROWS)('%s runs in %s with the handler %s', async (...row) => {
  const [runtime, image, handler] = row;
  const run = await project.run([
    ...['invoke', runtime.replace('.', '-'), '--registry', registry],
    ...['-d', '{"do":"environment"}', '--json'],
  ]);
  expect(`${run.exitCode} ${run.stderr}`).toMatch(/^0 /);
  expect(JSON.parse(run.stdout.toString())).toMatchObject({
    image: {base: `${registry}/${image}`, standIn: false},
    payload: {
      _HANDLER: handler,
      AWS_EXECUTION_ENV: `AWS_Lambda_${runtime}`,
      LAMBDA_TASK_ROOT: '/var/task',
      LAMBDA_RUNTIME_DIR: '/var/runtime',
      AWS_LAMBDA_FUNCTION_NAME: runtime.replace('.', '-'),
      AWS_LAMBDA_INITIALIZATION_TYPE: 'on-demand',
      TZ: ':UTC',
    },
  });
});
