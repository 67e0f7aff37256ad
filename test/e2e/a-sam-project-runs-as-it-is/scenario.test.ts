import {readFile, rm, writeFile} from 'node:fs/promises';
import {join} from 'node:path';
import {afterAll, beforeAll, describe, expect, it, jest} from '@jest/globals';
import {baseImage} from '../../support/base-images.js';
import {openProject, type E2eProject} from '../../support/e2e-project.js';

jest.setTimeout(120_000);

let project: E2eProject;

beforeAll(async () => {
  project = await openProject({fixture: 'projects/sam', file: 'template.yaml'});
  const dockerfile = join(project.folder, 'picture/Dockerfile');
  const text = await readFile(dockerfile, 'utf8');
  await writeFile(dockerfile, text.replace('BASE_IMAGE', await baseImage('node')));
});

afterAll(async () => {
  await project[Symbol.asyncDispose]();
});

interface Listed {
  readonly functions: readonly {
    readonly name: string;
    readonly aliases: readonly string[];
    readonly error?: {readonly code: string};
  }[];
}

async function list(...flags: readonly string[]): Promise<Listed['functions']> {
  const run = await project.run(['functions', 'list', '--json', ...flags]);
  expect(`${run.exitCode} ${run.stderr}`).toMatch(/^0 /);
  return (JSON.parse(run.stdout.toString()) as Listed).functions;
}

async function invoke(name: string, ...flags: readonly string[]): Promise<unknown> {
  const run = await project.run(['invoke', name, '-d', '{"a":1}', ...flags]);
  expect(`${run.exitCode} ${run.stderr}`).toMatch(/^0 /);
  return JSON.parse(run.stdout.toString()) as unknown;
}

describe('a SAM project', () => {
  it('lists its functions: those whose conditions hold, nested ones, and what is wrong with one', async () => {
    const functions = await list();
    expect(functions.map(({name, error}) => `${name} ${error?.code ?? 'fine'}`)).toEqual([
      'Hello fine',
      'Inline fine',
      'Picture fine',
      'Broken REFERENCE_UNRESOLVED',
      'Unknown fine',
      'Orders/Place fine',
    ]);
    expect(functions[0]).toMatchObject({
      aliases: ['dev-hello'],
      runtime: 'nodejs22.x',
      handler: 'index.handler',
      memoryMb: 256,
      timeoutMs: 20_000,
      code: {path: join(project.folder, 'hello')},
      layers: [{path: join(project.folder, 'layers/shared')}],
    });
    expect(functions[2]).toMatchObject({
      runtime: null,
      code: {kind: 'build', context: join(project.folder, 'picture'), args: {SAYS: 'cheese'}},
    });
    expect(functions[5]).toMatchObject({aliases: ['Place', 'dev-place']});
    const more = await list('--param', 'Extras=yes', '--param', 'Needed=9');
    expect(more.map(({name, error}) => [name, error?.code])).toEqual([
      ...['Hello', 'Inline', 'Picture', 'Extra', 'Broken'].map((name) => [name, undefined]),
      ['Unknown', undefined],
      ['Orders/Place', undefined],
    ]);
  });

  it('gives a function its layer and its variables as the template and parameters have them', async () => {
    expect(await invoke('qa-hello', '--param', 'ParameterKey=Stage,ParameterValue=qa')).toEqual({
      event: {a: 1},
      shared: 'of the layer',
      STAGE: 'qa',
      SHARED: 'true',
      LEVEL: 'info',
      TABLE: 'qa-orders',
      QUEUE_ARN: 'arn:aws:sqs:us-east-1:123456789012:jobs',
      URL: 'https://qa.example/${path}',
      PLACE: 'qa-place',
    });
  });

  it('runs code that is in the template, an image of its Dockerfile, and a function of a nested stack', async () => {
    expect(await invoke('Inline')).toEqual({stage: 'dev', event: {a: 1}});
    expect(await invoke('Picture')).toEqual({says: 'cheese', stage: 'dev'});
    expect(await invoke('Place')).toEqual({
      stage: 'dev',
      shared: 'of the layer',
      name: 'dev-place',
    });
  });

  it('takes its parameters of a samconfig.toml', async () => {
    const samconfig = join(project.folder, 'samconfig.toml');
    const settings = 'stack_name = "shop"\nparameter_overrides = "Stage=toml"';
    await writeFile(samconfig, `[default.deploy.parameters]\n${settings}\n`);
    const [hello] = await list();
    await rm(samconfig);
    expect(hello?.aliases).toEqual(['toml-hello']);
  });

  it('ends with 2 where a setting or a variable of the function is not known, and names it', async () => {
    const broken = await project.run(['invoke', 'Broken', '-d', '{}']);
    expect(broken.exitCode).toBe(2);
    expect(broken.stderr).toContain('Timeout of function Broken is !Ref Needed');
    expect(broken.stderr).toContain('--param Needed=VALUE');
    const unknown = await project.run(['invoke', 'Unknown', '-d', '{}']);
    expect(unknown.exitCode).toBe(2);
    expect(unknown.stderr).toMatch(/BUCKET[^]*!GetAtt Bucket.Arn/);
  });
});
