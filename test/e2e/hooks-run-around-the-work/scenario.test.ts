import {cp, writeFile} from 'node:fs/promises';
import {join} from 'node:path';
import {fileURLToPath} from 'node:url';
import {afterAll, beforeAll, describe, expect, it, jest} from '@jest/globals';
import {createLambdock} from '../../../src/lambdock.js';
import {openProject, type E2eProject} from '../../support/e2e-project.js';

jest.setTimeout(60_000);

const EXAMPLE = fileURLToPath(new URL('../../../examples/hooks', import.meta.url));

let project: E2eProject;

beforeAll(async () => {
  project = await openProject({});
  await cp(EXAMPLE, project.folder, {recursive: true});
});
afterAll(async () => {
  await project[Symbol.asyncDispose]();
});

const error = async (
  hooks: string,
  args = ['invoke', '-d', '{}'],
): Promise<{code: string; message: string}> => {
  await writeFile(join(project.folder, 'wrong.mjs'), hooks);
  const run = await project.run([...args, '--json', '--hooks', 'wrong.mjs']);
  expect(run.exitCode).toBe(2);
  return (JSON.parse(run.stdout.toString()) as {error: {code: string; message: string}}).error;
};

describe('a run that ends before its hooks do', () => {
  it('exits 2 and names the hook or the module that never finishes or ends the process', async () => {
    const never = 'await new Promise(() => {});';
    const hook = (body: string): string => `export async function beforeBuild() { ${body} }`;
    expect(await error(hook(never))).toMatchObject({
      code: 'HOOK_FAILED',
      message: expect.stringContaining('the hook beforeBuild of wrong.mjs never finishes'),
    });
    expect(await error(hook('process.exit(0);'))).toMatchObject({
      code: 'HOOK_FAILED',
      message: 'the hook beforeBuild of wrong.mjs ended lambdock by process.exit(0)',
    });
    expect(await error(`${never} ${hook('')}`)).toMatchObject({
      code: 'HOOKS_INVALID',
      message: expect.stringContaining('the hooks module wrong.mjs never finishes'),
    });
  });
});

describe('the hooks of the example', () => {
  it('build the code, change the event, the environment and the answer, and print on stderr', async () => {
    const run = await project.run(['invoke', 'greet', '-d', '{}']);
    expect([run.exitCode, run.stdout.toString()]).toEqual([
      0,
      '{"message":"Hello world","by":"lambdock"}',
    ]);
    expect(run.stderr).toMatch(/^lambdock\/greet:\w+ is new$/m);
    expect(run.stderr).toMatch(/^greet: ok$/m);
  });

  it('let what the caller gives win, and see a function that fails', async () => {
    const run = await project.run([
      ...['invoke', 'greet', '-d', '{"name": ""}', '--env', 'USER_NAME=me', '--json'],
    ]);
    expect(run.exitCode).toBe(1);
    expect(JSON.parse(run.stdout.toString())).toMatchObject({
      status: 'function-error',
      error: {message: 'nobody to greet'},
    });
    expect(run.stderr).toMatch(/^lambdock\/greet:\w+ is as it was$/m);
    expect(run.stderr).toMatch(/^greet: function-error$/m);
  });

  it('build the code for a compose file too', async () => {
    const run = await project.run(['compose', '--json']);
    const {services} = JSON.parse(run.stdout.toString()) as {services: {image: string}[]};
    expect(/^(lambdock\/greet:\w+) is /m.exec(run.stderr)?.[1]).toBe(services[0]?.image);
  });

  it('give each of two events that come at once its own variables', async () => {
    await using lambdock = await createLambdock({
      cwd: project.folder,
      hooks: {
        beforeBuild: () => ({code: 'build'}),
        beforeInvoke: ({event}) => ({
          environment: {USER_NAME: (event as {readonly user: string}).user},
        }),
      },
    });
    const greet = lambdock.function('greet');
    const answers = ['Ada', 'Bob'].map(async (user) => (await greet.invoke({user})).payload);
    expect(await Promise.all(answers)).toMatchObject([{by: 'Ada'}, {by: 'Bob'}]);
  });

  it('leave the build that they hear of to be told with the answer', async () => {
    await writeFile(join(project.folder, 'build/index.mjs'), 'export const handler = () => 1;');
    await using lambdock = await createLambdock({
      cwd: project.folder,
      hooks: {beforeBuild: () => ({code: 'build'}), afterBuild: () => undefined},
    });
    const greet = lambdock.function('greet');
    const told = async (): Promise<unknown> => {
      const {image, timings} = await greet.invoke({});
      return [image.reused, (timings.buildMs ?? 0) > 0];
    };
    expect([await told(), await told()]).toEqual([
      [false, true],
      [true, false],
    ]);
  });
});

describe('hooks that are wrong', () => {
  it('are named with the key, and the one that was probably meant', async () => {
    expect(await error('export const beforeInvok = () => {};')).toMatchObject({
      code: 'HOOKS_INVALID',
      message: 'the hooks of wrong.mjs: beforeInvok is no hook; did you mean beforeInvoke?',
    });
    expect(await error('export const result = {};')).toMatchObject({
      code: 'HOOKS_INVALID',
      message: 'the hooks of wrong.mjs: result: found an object, expected a function',
    });
    expect(await error('export const validate = async () => "no";')).toMatchObject({
      code: 'HOOKS_INVALID',
      message:
        'the hooks of wrong.mjs: validate returned the string "no", expected nothing or a list of texts',
    });
    expect(await error('export const validate = (;')).toMatchObject({
      message: "the hooks of wrong.mjs: could not be loaded: SyntaxError: Unexpected token ';'",
      suggestions: ['node --check wrong.mjs'],
    });
  });

  it('are named with the line that threw', async () => {
    const thrown = await error('\nexport const beforeInvoke = () => {\n  nothing.like.it;\n};');
    expect(thrown).toMatchObject({code: 'HOOK_FAILED'});
    expect(thrown.message).toMatch(
      /^the hook beforeInvoke of wrong\.mjs failed: ReferenceError: nothing is not defined\n {2}at .*\/wrong\.mjs:3:3\)?$/,
    );
  });

  it('end the run with what validate complains of, a dry run too', async () => {
    expect(
      await error(
        'export const validate = ({functions}) => functions.map(({name}) => `no ${name}`);',
        ['invoke', '--dry-run'],
      ),
    ).toMatchObject({code: 'PROJECT_INVALID', message: 'wrong.mjs: no greet'});
  });
});
