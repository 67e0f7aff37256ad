import {mkdir, writeFile} from 'node:fs/promises';
import {dirname, join} from 'node:path';
import {afterAll, beforeAll, describe, expect, it, jest} from '@jest/globals';
import type {Run} from '../../support/cli.js';
import {inShell, quoted, withInput} from '../../support/cli-shell.js';
import {openProject, type E2eProject} from '../../support/e2e-project.js';

const SLOW = 60_000;
jest.setTimeout(SLOW);
const BIG = '{"n": 12345678901234567890, "s": "é"}';

const FILES: Readonly<Record<string, string>> = {
  'event.json': '\uFEFF{"from": "json"}\n',
  'event.yml': 'from: yaml\nlist: [1, two]\n',
  'value.mjs': 'export default {from: "mjs"};',
  'function.mjs': 'export default async () => ({from: "async", argv: typeof process.argv});',
  'value.cjs': 'module.exports = {from: "cjs"};',
  'function.js': 'module.exports = () => ({from: "js"});',
  'dump.json': `{"Records": [{"a/b": {"~": 1}}, ${BIG}]}`,
  'day#1/e#2.json': '{"from": "a name with #"}',
  'big.json': BIG,
  'text.txt': 'plain "text"',
  'context.json': '{"functionVersion": "7", "trace": "t1"}',
  'client.json': '{"client": {"app_title": "shop"}, "custom": {"a": "b"}}',
};

let project: E2eProject;

beforeAll(async () => {
  project = await openProject({fixture: 'projects/answers'});
  for (const [path, content] of Object.entries(FILES)) {
    const file = join(project.folder, path);
    await mkdir(dirname(file), {recursive: true});
    await writeFile(file, content);
  }
  await project.run(['build']);
});

afterAll(async () => {
  await project[Symbol.asyncDispose]();
});

/** What the function got, as it sent it back. */
function echoOf(run: Run): string {
  expect([run.exitCode, run.stderr]).toEqual([0, '']);
  return run.stdout.toString();
}

const answerTo = async (
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
): Promise<unknown> => JSON.parse(echoOf(await project.run(['invoke', ...args, '-q'], {env})));

describe('an event', () => {
  it.each([
    ['a JSON file, its byte order mark dropped', 'event.json', {from: 'json'}],
    ['a YAML file', 'event.yml', {from: 'yaml', list: [1, 'two']}],
    ['the default export of a module', 'value.mjs', {from: 'mjs'}],
    ['an async function that a module exports', 'function.mjs', {from: 'async', argv: 'object'}],
    ['what a CommonJS module exports', 'value.cjs', {from: 'cjs'}],
    ['a function that a .js file exports', 'function.js', {from: 'js'}],
    ['the part that a JSON pointer names', 'dump.json#/Records/0/a~1b', {'~': 1}],
    ['a part of a YAML file', 'event.yml#/list/1', 'two'],
    ['a file with # in its name', 'day#1/e#2.json', {from: 'a name with #'}],
    ['a part of a file with # in its name', 'day#1/e#2.json#/from', 'a name with #'],
  ])('is %s', async (_what, path, event) => {
    expect(await answerTo(['hello', '-e', path])).toEqual(event);
  });

  it.each([
    ['a file', ['-e', 'big.json']],
    ['a part of a file', ['-e', 'dump.json#/Records/1']],
    ['--data', ['-d', BIG]],
    ['a file that --data names', ['-d', 'file://big.json']],
  ])('keeps every digit of its numbers: %s', async (_what, flags) => {
    const run = await project.run(['invoke', 'python', ...flags, '-q']);
    expect(echoOf(run)).toContain('"n": 12345678901234567890');
  });

  it('is text that is no JSON, with --raw', async () => {
    expect(await answerTo(['hello', '--raw', '-d', 'say "hi"\n'])).toBe('say "hi"\n');
    expect(await answerTo(['hello', '--raw', '-e', 'text.txt'])).toBe('plain "text"');
  });
});

describe('stdin', () => {
  it('is the event where it is asked for, piped or redirected', async () => {
    const asked = await withInput(project, ['invoke', 'python', '-q', '-e', '-'], BIG);
    expect(echoOf(asked)).toContain('12345678901234567890');
    const piped = await withInput(project, ['invoke', 'hello', '-q'], '{"from":"a pipe"}');
    expect(JSON.parse(echoOf(piped))).toEqual({from: 'a pipe'});
    const redirected = await inShell(project, 'lambdock invoke hello -q < event.json');
    expect(JSON.parse(echoOf(redirected))).toEqual({from: 'json'});
    const raw = await withInput(project, ['invoke', 'hello', '-q', '--raw'], 'no JSON');
    expect(JSON.parse(echoOf(raw))).toBe('no JSON');
  });

  it('gives {} where there is none, or nothing in it', async () => {
    expect(await answerTo(['hello'])).toEqual({});
    expect(JSON.parse(echoOf(await withInput(project, ['invoke', 'hello', '-q'], '')))).toEqual({});
  });

  it('that stays silent is told what it waits for, and is then read', async () => {
    const started = project.start(['invoke', 'hello'], {stdio: ['pipe', 'pipe', 'pipe']});
    await started.untilStderr('waiting for the event on stdin');
    started.child.stdin?.end('{"late": true}');
    const run = await started.ended();
    expect([run.exitCode, run.stdout.toString()]).toEqual([0, '{"late":true}']);
  });
});

describe('a context', () => {
  const ASK = ['-d', '{"do":"context"}'];

  it('has the fields that --context sets, and the rest in the custom part of the client context', async () => {
    const context = {
      functionName: 'renamed',
      functionVersion: '7',
      memoryLimitInMB: 512,
      logGroupName: '/my/group',
      logStreamName: 'my-stream',
      timeout: 60,
      trace: 't1',
    };
    const seen = await answerTo(['hello', ...ASK, '-c', JSON.stringify(context)]);
    expect(seen).toMatchObject({
      functionName: 'renamed',
      functionVersion: '7',
      memoryLimitInMB: '512',
      logGroupName: '/my/group',
      logStreamName: 'my-stream',
      clientContext: {custom: {trace: 't1'}},
    });
    const {remaining} = seen as {readonly remaining: number};
    expect(remaining).toBeGreaterThan(10_000);
    expect(remaining).toBeLessThanOrEqual(60_000);
  });

  it('comes from a file, the same for Python', async () => {
    expect(await answerTo(['python', ...ASK, '--context-path', 'context.json'])).toMatchObject({
      functionName: 'python',
      functionVersion: '7',
      memoryLimitInMB: '256',
      logGroupName: '/aws/lambda/python',
      custom: {trace: 't1'},
    });
  });

  it('has the client context as it was given, and custom keys beside its own', async () => {
    expect(await answerTo(['hello', ...ASK, '--client-context', '{"any": [1]}'])).toMatchObject({
      clientContext: {any: [1]},
    });
    const flags = ['--client-context', '@client.json', '-c', '{"more": 1}'];
    expect(await answerTo(['hello', ...ASK, ...flags])).toMatchObject({
      clientContext: {client: {app_title: 'shop'}, custom: {a: 'b', more: 1}},
    });
  });
});

describe('LAMBDOCK_* variables', () => {
  it('stand for the flags that are not given', async () => {
    const env = {
      LAMBDOCK_DATA: '{"do":"environment"}',
      LAMBDOCK_ENV: 'ONE=1\nTWO=2 and 3',
      LAMBDOCK_MEMORY: '512',
      LAMBDOCK_TIMEOUT: '20',
      LAMBDOCK_REGION: 'eu-west-1',
    };
    expect(await answerTo(['hello', '--memory', '300'], env)).toMatchObject({
      ONE: '1',
      TWO: '2 and 3',
      AWS_LAMBDA_FUNCTION_MEMORY_SIZE: '300',
      AWS_LAMBDA_FUNCTION_TIMEOUT: '20',
      AWS_REGION: 'eu-west-1',
    });
  });

  it('give way to an event on the command line', async () => {
    expect(await answerTo(['hello', '-d', '{"a":1}'], {LAMBDOCK_EVENT: 'event.json'})).toEqual({
      a: 1,
    });
  });

  it('are told of as their flags are when they are wrong', async () => {
    const run = await inShell(
      project,
      `LAMBDOCK_TIMEOUT=soon lambdock invoke hello -d ${quoted('{}')}`,
    );
    expect([run.exitCode, run.stdout.length]).toEqual([2, 0]);
    expect(run.stderr).toMatch(/timeout.*soon/);
  });
});
