import {describe, expect, it} from '@jest/globals';
import FunctionsList from '../../src/commands/functions/list.js';
import {LambdockError} from '../../src/errors/lambdock-error.js';
import {runCommand} from '../support/run-command.js';
import {sampleSpec} from '../support/samples.js';

const all = [
  sampleSpec(),
  sampleSpec({
    name: 'worker',
    runtime: null,
    handler: null,
    code: {kind: 'image', reference: 'acme/worker:1.4', config: {}},
  }),
];
const listFunctions = async () =>
  all.map((spec) => ({name: spec.name, aliases: [], spec, problem: null}));

describe('functions list', () => {
  it('shows every function of the project', async () => {
    const run = await runCommand(FunctionsList, [], {listFunctions});
    expect(run.exitCode).toBe(0);
    expect(run.stdout).toMatchInlineSnapshot(`
     "NAME    RUNTIME     HANDLER        ARCH    MEMORY  TIMEOUT  CODE
     hello   nodejs22.x  index.handler  x86_64  128 MB  3 s      /project/hello
     worker  image       -              x86_64  128 MB  3 s      acme/worker:1.4
     "
    `);
  });

  it('prints one JSON document with --json', async () => {
    const run = await runCommand(FunctionsList, ['--json'], {listFunctions});
    expect(JSON.parse(run.stdout)).toMatchObject({functions: [{name: 'hello'}, {name: 'worker'}]});
    expect(run.stderr).toBe('');
  });

  it('prints of variables where they are declared, and no value', async () => {
    const spec = sampleSpec({
      environment: {DB_HOST: {value: 'hunter2', origin: 'serverless.yml:4:7'}},
    });
    const only = async () => [{name: spec.name, aliases: [], spec, problem: null}];
    const run = await runCommand(FunctionsList, ['--json'], {listFunctions: only});
    expect(JSON.parse(run.stdout)).toMatchObject({
      functions: [{environment: {DB_HOST: {origin: 'serverless.yml:4:7'}}}],
    });
    expect(run.stdout).not.toContain('hunter2');
  });

  it('takes what a project is read with: region, profile, stage and stack', async () => {
    const argv = ['--region', 'eu-west-1', '--aws-profile', 'dev', '--stack', 'shop-dev'];
    const run = await runCommand(FunctionsList, argv, {listFunctions});
    expect(run.options).toMatchObject({region: 'eu-west-1', awsProfile: 'dev', stack: 'shop-dev'});
  });

  it('lists a function whose settings are not known, with the reason', async () => {
    const problem = new LambdockError('REFERENCE_UNRESOLVED', {message: 'nothing tells ${ssm:/x}'});
    const some = async () => [
      ...(await listFunctions()).slice(0, 1),
      {name: 'broken', aliases: ['shop-broken'], spec: null, problem},
    ];
    const words = await runCommand(FunctionsList, [], {listFunctions: some});
    expect(words.stdout).toContain('hello  nodejs22.x');
    expect(words.stdout).toContain('broken: nothing tells ${ssm:/x}');
    const json = await runCommand(FunctionsList, ['--json'], {listFunctions: some});
    expect(JSON.parse(json.stdout)).toMatchObject({
      functions: [
        {name: 'hello', runtime: 'nodejs22.x'},
        {name: 'broken', aliases: ['shop-broken'], error: {code: 'REFERENCE_UNRESOLVED'}},
      ],
    });
  });

  it('tells an error in words and in JSON', async () => {
    const broken = {
      listFunctions: async () => {
        throw new LambdockError('PROJECT_NOT_FOUND', {message: 'there is no project file'});
      },
    };
    const words = await runCommand(FunctionsList, ['--no-color'], broken);
    expect(words.exitCode).toBe(2);
    expect(words.stdout).toBe('');
    expect(words.stderr).toMatchInlineSnapshot(`
     "Error [PROJECT_NOT_FOUND]: there is no project file
       hint: name one with --project FILE, write one with \`lambdock init\`, or give --runtime, --handler and --code
     "
    `);
    const json = await runCommand(FunctionsList, ['--json'], broken);
    expect(json.exitCode).toBe(2);
    expect(json.stderr).toBe('');
    expect(JSON.parse(json.stdout)).toEqual({
      error: {
        code: 'PROJECT_NOT_FOUND',
        message: 'there is no project file',
        suggestions: [expect.stringContaining('lambdock init')],
        details: {},
      },
    });
  });

  it('calls an unforeseen error a bug, with its stack', async () => {
    const broken = {
      listFunctions: async () => {
        throw new TypeError('x is not a function');
      },
    };
    const run = await runCommand(FunctionsList, [], broken);
    expect(run.exitCode).toBe(70);
    expect(run.stderr).toContain('Error [BUG]: x is not a function');
    expect(run.stderr).toContain('functions-list.test');
  });

  it('exits 2 on a mistyped flag, with --json too', async () => {
    const words = await runCommand(FunctionsList, ['--projetc', 'x'], {listFunctions});
    expect(words.exitCode).toBe(2);
    expect(words.stderr).toContain('Error [USAGE]: unknown flag: --projetc');
    const json = await runCommand(FunctionsList, ['--json', '--projetc', 'x'], {listFunctions});
    expect(json.exitCode).toBe(2);
    expect(JSON.parse(json.stdout)).toMatchObject({error: {code: 'USAGE'}});
  });

  it('disposes of what it opened, also after a failure', async () => {
    let disposed = 0;
    const dispose = async () => {
      disposed += 1;
    };
    await runCommand(FunctionsList, [], {listFunctions, dispose});
    await runCommand(FunctionsList, [], {
      dispose,
      listFunctions: async () => {
        throw new Error('no');
      },
    });
    expect(disposed).toBe(2);
  });
});
