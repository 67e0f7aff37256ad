import {readFile, writeFile} from 'node:fs/promises';
import {join} from 'node:path';
import {afterAll, beforeAll, describe, expect, it, jest} from '@jest/globals';
import {inShell, quoted} from '../../support/cli-shell.js';
import {openProject, type E2eProject} from '../../support/e2e-project.js';

const SLOW = 60_000;
jest.setTimeout(SLOW);
const NOISE = '{"do":"noise"}';
const THROWS = '{"do":"throws"}';
const SERVICE =
  "{service: 's', provider: {name: 'aws', runtime: 'nodejs22.x'}, functions: {hi: {handler: 'a.b'}}}";
const ESCAPE = '\u001b[';

const ENVELOPE_KEYS = [
  'schemaVersion',
  'function',
  'requestId',
  'eventId',
  'status',
  'payload',
  'error',
  'durationMs',
  'initDurationMs',
  'billedDurationMs',
  'memoryLimitMb',
  'maxMemoryUsedMb',
  'coldStart',
  'attempts',
  'driver',
  'timings',
  'image',
  'logs',
];

let project: E2eProject;

beforeAll(async () => {
  project = await openProject({fixture: 'projects/answers'});
  await project.run(['build']);
});

afterAll(async () => {
  await project[Symbol.asyncDispose]();
});

const invoke = (name: string, event: string, ...flags: readonly string[]) =>
  project.run(['invoke', name, '-d', event, ...flags]);

/** What a command prints on a terminal; `script` gives it one. */
const onTerminal = async (line: string, env: Readonly<Record<string, string>> = {}) =>
  (
    await inShell(project, `script -qec ${quoted(line)} /dev/null </dev/null`, env)
  ).stdout.toString();

describe('stdout', () => {
  it('is JSON for the next program, whatever the function prints', async () => {
    const run = await inShell(project, `lambdock invoke hello -d ${quoted(NOISE)} | jq -e .a`);
    expect([run.exitCode, run.stdout.toString()]).toEqual([0, '1\n']);
    expect(run.stderr).toContain('{"json": "on stdout"}\n');
    expect(run.stderr).toContain('{"json": "on stderr"}\n');
    expect(run.stderr).toMatch(/^no newline at the end\nEND RequestId: /m);
  });

  it.each([
    ['what Node made of it', 'hello', '{"a":[1.5,"\\u00e9",""]}', '{"a":[1.5,"é",""]}'],
    ['the empty text', 'hello', '""', '""'],
    ['numbers that no double holds', 'python', '{"n": 12345678901234567890}', null],
    ['bytes that are no text', 'python', '{"do":"bytes"}', Buffer.from([0, 255, 254, 10, 13, 10])],
    ['nothing', 'python', '{"do":"no-bytes"}', ''],
  ] as const)('is the answer byte for byte: %s', async (...[, name, event, answer]) => {
    const run = await invoke(name, event);
    expect(run.stdout).toEqual(Buffer.from(answer ?? event));
    expect(run.exitCode).toBe(0);
  });

  it('ends with a newline only on a terminal', async () => {
    const line = `lambdock invoke hello -d ${quoted('{"a":1}')} 2>/dev/null`;
    expect(await onTerminal(line)).toBe('{"a":1}\r\n');
    expect((await inShell(project, line)).stdout.toString()).toBe('{"a":1}');
  });

  it('has nothing of what modules of the user’s write: hooks, events and project files', async () => {
    const noise = (name: string): string =>
      `process.stdout.write('${name} writes\\n'); console.log('${name} logs'); console.dir('${name} shows');`;
    const files = {
      'loud.mjs': `${noise('hooks')} export const beforeInvoke = () => { ${noise('a hook')} };`,
      'event.mjs': `${noise('event')} export default () => { ${noise('maker')} return {a: 1}; };`,
      'serverless.mjs': `${noise('project')} export default ${SERVICE};`,
    };
    for (const [name, text] of Object.entries(files))
      await writeFile(join(project.folder, name), text);
    const run = await project.run(['invoke', 'hello', '-e', 'event.mjs', '--hooks', 'loud.mjs']);
    expect([run.exitCode, run.stdout.toString()]).toEqual([0, '{"a":1}']);
    const list = await project.run(['functions', 'list', '--json', '-p', 'serverless.mjs']);
    expect(JSON.parse(list.stdout.toString())).toMatchObject({functions: [{name: 'hi'}]});
    const stderr = `${run.stderr}${list.stderr}`;
    for (const name of ['hooks', 'a hook', 'event', 'maker', 'project'])
      expect(stderr).toContain(`${name} writes\n${name} logs\n'${name} shows'\n`);
    await writeFile(join(project.folder, 'ends.mjs'), 'process.exit(0);');
    const ended = await project.run(['invoke', 'hello', '--json', '--hooks', 'ends.mjs']);
    expect(JSON.parse(ended.stdout.toString())).toMatchObject({error: {code: 'HOOKS_INVALID'}});
  });

  it('is empty where a file takes the answer', async () => {
    await writeFile(join(project.folder, 'answer'), 'older and longer than the answer');
    const run = await invoke('python', '{"do":"bytes"}', '-o', 'answer');
    expect([run.exitCode, run.stdout.length]).toEqual([0, 0]);
    const written = await readFile(join(project.folder, 'answer'));
    expect(written).toEqual(Buffer.from([0, 255, 254, 10, 13, 10]));
  });

  it('holds the error of a function that failed, which --allow-function-error lets pass', async () => {
    const failed = await invoke('hello', THROWS);
    expect(failed.exitCode).toBe(1);
    expect(JSON.parse(failed.stdout.toString())).toMatchObject({errorType: 'RangeError'});
    const allowed = await invoke('hello', THROWS, '--allow-function-error');
    expect(allowed.exitCode).toBe(0);
    expect(JSON.parse(allowed.stdout.toString())).toMatchObject({errorType: 'RangeError'});
  });
});

describe('--json', () => {
  it('prints one envelope with the promised keys in their order, and logs still go to stderr', async () => {
    const run = await invoke('hello', NOISE, '--json');
    expect(run.stdout.toString()).toMatch(/^\{.*\}\n$/);
    const envelope = JSON.parse(run.stdout.toString()) as Record<string, unknown>;
    expect(Object.keys(envelope)).toEqual(ENVELOPE_KEYS);
    expect(Object.keys(envelope['timings'] as object)).toEqual([
      'resolveMs',
      'buildMs',
      'startMs',
      'readyMs',
      'invokeMs',
      'stopMs',
    ]);
    expect(Object.keys(envelope['image'] as object)).toEqual([
      'base',
      'baseDigest',
      'derived',
      'reused',
      'standIn',
    ]);
    expect(envelope).toMatchObject({
      status: 'ok',
      payload: {a: 1},
      error: null,
      function: 'hello',
    });
    const logs = envelope['logs'] as Record<string, unknown>[];
    expect(Object.keys(logs[0] ?? {})).toEqual(['timestamp', 'requestId', 'level', 'message']);
    expect(run.stderr).toContain('{"json": "on stderr"}');
  });

  it('keeps big numbers as the function wrote them, and carries bytes in base64', async () => {
    const numbers = await invoke('python', '{"n": 12345678901234567890}', '--json', '-q');
    expect(numbers.stdout.toString()).toContain('"payload":{"n": 12345678901234567890}');
    const bytes = await invoke('python', '{"do":"bytes"}', '--json', '-q');
    expect(JSON.parse(bytes.stdout.toString())).toMatchObject({
      payload: null,
      payloadBase64: Buffer.from([0, 255, 254, 10, 13, 10]).toString('base64'),
    });
    expect([numbers.stderr, bytes.stderr]).toEqual(['', '']);
  });

  it('tells a failure of the function in Lambda’s words, exit 1', async () => {
    const run = await invoke('hello', THROWS, '--json', '-q');
    expect(run.exitCode).toBe(1);
    const {status, payload, error} = JSON.parse(run.stdout.toString()) as Record<string, object>;
    expect({status, payload}).toEqual({status: 'function-error', payload: null});
    expect(Object.keys(error ?? {})).toEqual(['type', 'message', 'stackTrace']);
  });

  it('tells a failure of lambdock as one document, exit 2, and also where the flags are wrong', async () => {
    const absent = await invoke('helo', '{}', '--json');
    expect([absent.exitCode, absent.stderr]).toEqual([2, '']);
    const {error} = JSON.parse(absent.stdout.toString()) as {error: object};
    expect(Object.keys(error)).toEqual(['code', 'message', 'suggestions', 'details']);
    expect(error).toMatchObject({code: 'FUNCTION_NOT_FOUND'});
    const flags = await project.run(['invoke', '--wrong', '--json']);
    expect([flags.exitCode, flags.stderr]).toEqual([2, '']);
    expect(JSON.parse(flags.stdout.toString())).toMatchObject({error: {code: 'USAGE'}});
  });
});

describe('stderr', () => {
  it('is empty with -q when the function answers, and tells why it did not', async () => {
    expect((await invoke('hello', NOISE, '-q')).stderr).toBe('');
    expect((await invoke('hello', THROWS, '-q')).stderr).toBe(
      'Function error [function-error]: RangeError: thrown on purpose\n',
    );
  });

  it('has colours on a terminal only, and never with NO_COLOR or --no-color', async () => {
    const line = 'lambdock invoke helo';
    expect(await onTerminal(line)).toContain(ESCAPE);
    expect(await onTerminal(line, {NO_COLOR: '1'})).not.toContain(ESCAPE);
    expect(await onTerminal(`${line} --no-color`)).not.toContain(ESCAPE);
    expect((await inShell(project, line)).stderr).not.toContain(ESCAPE);
  });
});
