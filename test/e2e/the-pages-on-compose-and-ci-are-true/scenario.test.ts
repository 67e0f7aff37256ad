import {spawn} from 'node:child_process';
import {mkdir, readFile, symlink, writeFile} from 'node:fs/promises';
import {createServer, type AddressInfo} from 'node:net';
import {dirname, join} from 'node:path';
import {fileURLToPath} from 'node:url';
import {afterAll, beforeAll, describe, expect, it, jest} from '@jest/globals';
import {parse} from 'yaml';
import {CLI} from '../../support/cli.js';
import {bundled, composeProject, type ComposeProject} from '../../support/compose-project.js';
import {openProject, type E2eProject} from '../../support/e2e-project.js';

jest.setTimeout(120_000);

/** What this machine has in the place of images that only a registry has. */
const NODE = 'lambdock-test/fake-lambda-api:latest';
const MOTO = 'lambdock-test/moto:latest';

const ORDERS = `
import {connect} from 'node:net';
import {GetParameterCommand, PutParameterCommand, SSMClient} from '@aws-sdk/client-ssm';
const ssm = new SSMClient({});
const asked = ({hostname, port}) => new Promise((resolve, reject) =>
  connect(Number(port), hostname).on('error', reject).once('data', (text) => resolve(String(text))));
export const handler = async () => {
  await ssm.send(new PutParameterCommand({Name: '/a', Value: 'kept', Type: 'String', Overwrite: true}));
  const {Parameter} = await ssm.send(new GetParameterCommand({Name: '/a'}));
  return {parameter: Parameter.Value, database: await asked(new URL(process.env.DATABASE_URL))};
};
`;
/** A test as a user may have it: fails unless the function answers rightly. */
const TEST = `
const url = process.env.AWS_ENDPOINT_URL_LAMBDA + '/2015-03-31/functions/hello/invocations';
const answer = await fetch(url, {method: 'POST', body: '{"name": "CI"}'});
const {hello} = await answer.json();
if (hello !== 'CI') throw new Error('no greeting: ' + hello);
console.log('tests passed');
`;

interface Job {
  readonly steps: readonly {
    readonly run?: string;
    readonly env?: Readonly<Record<string, string>>;
    readonly if?: string;
  }[];
}

interface GitLab {
  readonly lambdas: {
    readonly image: string;
    readonly variables: Readonly<Record<string, string>>;
    readonly before_script: readonly string[];
    readonly script: readonly string[];
    readonly after_script: readonly string[];
  };
}

let project: E2eProject;
let port: number;

const page = (name: string): Promise<string> =>
  readFile(fileURLToPath(new URL(`../../../docs/${name}`, import.meta.url)), 'utf8');

const blocks = (text: string, language: string): readonly string[] =>
  [...text.matchAll(/^```(\w+)\n([\s\S]*?)^```/gm)].flatMap(([, name, body = '']) =>
    name === language ? [body] : [],
  );

/** Lines that install what the tests have already, from registries that they may not have. */
const isInstallation = (line: string): boolean => /^(npm install --global|apk add) /.test(line);

interface ShellRun {
  readonly exitCode: number | null;
  readonly output: string;
}

/** Runs lines as a CI does: one shell each, until one fails. */
async function shell(
  lines: readonly string[],
  env: Readonly<Record<string, string>>,
): Promise<ShellRun> {
  const {folder} = project;
  const script = ['set -eu', ...lines].join('\n').replaceAll('127.0.0.1:3001', `127.0.0.1:${port}`);
  return new Promise((resolve, reject) => {
    const child = spawn('bash', ['-c', script], {
      cwd: folder,
      env: {
        ...project.env,
        PATH: `${join(folder, 'bin')}:${process.env['PATH'] ?? ''}`,
        LAMBDOCK_PUBLISH: `127.0.0.1:${port}`,
        COMPOSE_PROJECT_NAME: `lambdock-pages-${process.pid}`,
        ...env,
      },
    });
    let output = '';
    child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()));
    child.stderr.on('data', (chunk: Buffer) => (output += chunk.toString()));
    child.on('error', reject);
    child.on('close', (exitCode) => resolve({exitCode, output}));
  });
}

/** A port that is free now. */
const freePort = (): Promise<number> =>
  new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const {port: found} = server.address() as AddressInfo;
      server.close(() => resolve(found));
    });
  });

beforeAll(async () => {
  port = await freePort();
  project = await openProject();
  const [yaml = ''] = blocks(await page('compose.md'), 'yaml');
  const files: Readonly<Record<string, string>> = {
    'ci/lambdock.yml':
      'version: 1\nfunctions:\n  hello: {runtime: nodejs22.x, handler: index.handler, code: ./hello}\n',
    'lambdock.yml': yaml,
    'orders/index.src.mjs': ORDERS,
    'hello/index.mjs': 'export const handler = async ({name}) => ({hello: name});\n',
    'test.mjs': TEST,
    'package.json': '{"type": "module", "scripts": {"test": "node test.mjs"}}',
  };
  for (const [path, content] of Object.entries(files)) {
    const file = join(project.folder, path);
    await mkdir(dirname(file), {recursive: true});
    await writeFile(file, content);
  }
  await mkdir(join(project.folder, 'bin'));
  await symlink(CLI, join(project.folder, 'bin', 'lambdock'));
});

afterAll(async () => {
  await project[Symbol.asyncDispose]();
});

describe('docs/compose.md', () => {
  let shop: ComposeProject;

  afterAll(async () => {
    await shop[Symbol.asyncDispose]();
  });

  it('wires a function, a database and AWS together', async () => {
    const {folder} = project;
    const text = await page('compose.md');
    const [, compose = ''] = blocks(text, 'yaml');
    const {services} = parse(compose) as {services: Record<string, object>};
    expect(Object.keys(services)).toEqual(['db', 'aws', 'web']);
    // A listener stands for the database, and images of this machine for those of registries.
    const listener = `require('node:net').createServer((socket) => socket.end('a row')).listen(5432)`;
    const stead = {
      services: {
        db: {
          image: NODE,
          entrypoint: ['node', '-e', listener],
          healthcheck: {test: ['CMD', 'node', '-e', '0'], interval: '1s'},
        },
        aws: {image: MOTO},
        web: {image: NODE, entrypoint: ['node', '-e', 'setInterval(() => undefined, 60_000)']},
      },
    };
    await writeFile(join(folder, 'compose.yaml'), compose);
    await writeFile(join(folder, 'stead.json'), JSON.stringify(stead));
    await writeFile(
      join(folder, 'orders', 'index.mjs'),
      await bundled(join(folder, 'orders', 'index.src.mjs'), process.cwd()),
    );
    const made = blocks(text, 'sh')[1]?.split('\n')[0] ?? '';
    expect(await shell([made], {})).toMatchObject({exitCode: 0});
    shop = composeProject({folder, file: 'compose.yaml', more: ['stead.json']});
    await shop.compose(['up', '--detach', '--wait', '--wait-timeout', '100']);
    const url = `http://127.0.0.1:${port}/2015-03-31/functions/orders/invocations`;
    const answer = await fetch(url, {method: 'POST', body: '{}'});
    expect(await answer.json()).toEqual({parameter: 'kept', database: 'a row'});
  });
});

describe('docs/ci.md', () => {
  beforeAll(async () => {
    const yaml = await readFile(join(project.folder, 'ci/lambdock.yml'), 'utf8');
    await writeFile(join(project.folder, 'lambdock.yml'), yaml);
  });

  it('has a workflow for GitHub whose steps run', async () => {
    const [workflow = ''] = blocks(await page('ci.md'), 'yaml');
    const {jobs} = parse(workflow) as {jobs: Record<string, Job>};
    const steps = jobs['lambdas']?.steps ?? [];
    const usual = steps.filter((step) => step.if === undefined && step.run !== undefined);
    const lines = usual.flatMap(({run = '', env = {}}) => [
      ...Object.entries(env).map(([name, value]) => `export ${name}=${value}`),
      ...run.split('\n').filter((line) => !isInstallation(line)),
    ]);
    const last = steps.flatMap((step) => (step.if === undefined ? [] : [step.run ?? '']));
    const run = await shell(lines, {});
    const end = await shell(last, {});
    expect([run.exitCode, run.output]).toEqual([0, expect.stringContaining('tests passed')]);
    expect([end.exitCode, end.output]).toEqual([0, expect.stringContaining('listening on port')]);
  });

  it('has a job for GitLab whose scripts run', async () => {
    const [, job = ''] = blocks(await page('ci.md'), 'yaml');
    const {lambdas} = parse(job) as GitLab;
    const {variables, before_script, script, after_script} = lambdas;
    expect(before_script.every(isInstallation)).toBe(true);
    // The image is Alpine, whose `env` is BusyBox's: the first line of the command line needs GNU's.
    const [firstLine = ''] = (await readFile(CLI, 'utf8')).split('\n');
    expect([lambdas.image, firstLine]).toEqual(['docker:28-cli', '#!/usr/bin/env -S node --']);
    expect(before_script[0]?.split(' ')).toContain('coreutils');
    // The engine of this machine, and not one in a container of the job.
    const env = Object.fromEntries(
      Object.entries(variables)
        .filter(([name]) => !name.startsWith('DOCKER_'))
        .map(([name, value]) => [
          name,
          value.replace(/docker:3001|0\.0\.0\.0:3001/, `127.0.0.1:${port}`),
        ]),
    );
    const run = await shell(script, env);
    const end = await shell(after_script, env);
    expect([run.exitCode, run.output]).toEqual([0, expect.stringContaining('tests passed')]);
    expect(end.exitCode).toBe(0);
  });

  it('runs the tests as a service, with their exit code', async () => {
    const text = await page('ci.md');
    const [, , compose = ''] = blocks(text, 'yaml');
    await writeFile(
      join(project.folder, 'compose.ci.yml'),
      compose.replace('image: node:22', `image: ${NODE}\n    entrypoint: []`),
    );
    const [made = '', run = '', down = ''] = (blocks(text, 'sh')[0] ?? '').split('\n');
    const good = await shell([made, run], {});
    await writeFile(join(project.folder, 'test.mjs'), 'process.exit(5);');
    const bad = await shell([run], {});
    const end = await shell([down], {});
    expect([good.exitCode, good.output]).toEqual([0, expect.stringContaining('tests passed')]);
    expect([bad.exitCode, end.exitCode]).toEqual([5, 0]);
  });
});
