import {afterAll, beforeAll, describe, expect, it, jest} from '@jest/globals';
import {openProject, type E2eProject} from '../../support/e2e-project.js';

jest.setTimeout(90_000);

let project: E2eProject;

beforeAll(async () => {
  project = await openProject({
    fixture: 'projects/serverless',
    file: 'serverless.yml',
    env: {AWS_EC2_METADATA_DISABLED: 'true'},
  });
});
afterAll(async () => {
  await project[Symbol.asyncDispose]();
});

interface Row {
  readonly name: string;
  readonly aliases: readonly string[];
  readonly error?: {readonly code: string; readonly message: string};
  readonly [key: string]: unknown;
}

const listed = async (...flags: readonly string[]): Promise<readonly Row[]> => {
  const run = await project.run(['functions', 'list', '--json', ...flags]);
  return (JSON.parse(run.stdout.toString()) as {functions: readonly Row[]}).functions;
};

interface Answer {
  readonly variables?: Readonly<Record<string, string | null>>;
  readonly word?: string;
  readonly files: readonly string[];
}

const answer = async (event: unknown, ...args: readonly string[]): Promise<Answer> => {
  const run = await project.run(['invoke', ...args, '-d', JSON.stringify(event)]);
  expect(`${run.exitCode} ${run.stderr}`).toMatch(/^0 /);
  return JSON.parse(run.stdout.toString()) as Answer;
};

describe('a serverless project', () => {
  it('has a list of functions that is the truth, each with its settings or with what is wrong with them', async () => {
    const rows = await listed();
    expect(rows.map(({name, aliases}) => [name, ...aliases])).toEqual([
      ['sources', 'shop-dev-sources'],
      ['layered', 'shop-dev-layered'],
      ['stored', 'shop-dev-stored'],
      ['python', 'shop-dev-python'],
      ['named', 'shop-dev-by-name'],
      ['image', 'shop-dev-image'],
      ['built', 'shop-dev-built'],
      ['unresolved', 'shop-dev-unresolved'],
      ['deployed', 'shop-dev-deployed'],
      ['packaged', 'shop-dev-packaged'],
    ]);
    const node = {runtime: 'nodejs22.x', architecture: 'x86_64', memoryMb: 256, timeoutMs: 6000};
    expect(rows).toMatchObject([
      {...node, handler: 'src/variables.handler', timeoutMs: 10_000},
      {...node, layers: [{kind: 'directory', path: `${project.folder}/layers/words`}]},
      node,
      {...node, runtime: 'python3.13', handler: 'src/app.handler'},
      {...node, architecture: 'arm64', physicalName: 'shop-dev-by-name'},
      {runtime: null, code: {kind: 'image', reference: 'acme/worker:1.4'}},
      {runtime: null, code: {kind: 'build', context: `${project.folder}/worker`, args: {V: '1'}}},
      {error: {code: 'REFERENCE_UNRESOLVED'}},
      {error: {}},
      {...node, code: {kind: 'archive', path: `${project.folder}/build/packaged.zip`}},
    ]);
    expect(rows[7]?.error?.message).toMatch(
      /^serverless\.yml:\d+:\d+: functions\.unresolved\.timeout: \$\{env:NOBODY_SETS_THIS\} is not known/,
    );
  });

  it('runs for the stage that a flag or LAMBDOCK_STAGE names', async () => {
    const [flagged] = await listed('--stage', 'prod');
    expect(flagged).toMatchObject({aliases: ['shop-prod-sources'], timeoutMs: 30_000});
    const run = await project.run(['functions', 'list', '--json'], {
      env: {LAMBDOCK_STAGE: 'prod'},
    });
    const {functions} = JSON.parse(run.stdout.toString()) as {functions: readonly Row[]};
    expect(functions[0]).toMatchObject({timeoutMs: 30_000});
  });

  it('gives a function every kind of variable, and its own folder without what patterns leave out', async () => {
    const expected = {
      STAGE: 'dev',
      SHARED: 'of every function',
      SELF: 'orders-dev',
      NESTED: 'https://localhost/dev',
      OPT: 'no stage',
      ENV: 'the file of dev',
      PARAM: 'localhost',
      JSON: 'a json file',
      TEXT: 'a text of shop',
      TYPED: 'typed',
      SLS: 'dev',
      AWS: 'us-east-1',
      GIT: 'no git',
      BOOL: 'true',
      SUB: '${self:service}',
      NUMBER: '1.10',
      QUEUE: 'by flag',
      SIBLING: 'by flag',
    };
    const flags = ['--env', 'QUEUE=by flag', '--env', 'SIBLING=by flag'];
    const {variables, files} = await answer(Object.keys(expected), 'sources', ...flags);
    expect(variables).toEqual(expected);
    // Of layers/ there is only what the test itself puts into every folder.
    expect(files).toEqual(['layers', 'src']);
  });

  it('takes a layer of the project by its reference, and a function by its physical name', async () => {
    expect(await answer({}, 'shop-dev-layered')).toEqual({
      word: 'from a layer',
      files: ['src', 'src/layered.js'],
    });
  });

  it('needs AWS for no variable that a flag replaces', async () => {
    const names = ['SSM', 'SECRET', 'STACK', 'OBJECT', 'ACCOUNT'];
    const flags = names.flatMap((name) => ['--env', `${name}=${name} by flag`]);
    const {variables} = await answer(names, 'stored', '--offline', ...flags);
    expect(variables).toEqual(Object.fromEntries(names.map((name) => [name, `${name} by flag`])));
  });

  it('names what is not known of a function that needs it', async () => {
    const run = await project.run(['invoke', 'unresolved', '-d', '{}', '--json']);
    expect(run.exitCode).toBe(2);
    expect(JSON.parse(run.stdout.toString())).toMatchObject({
      error: {code: 'REFERENCE_UNRESOLVED'},
    });
  });
});
