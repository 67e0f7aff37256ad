import {mkdtemp, readFile, rm, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {afterEach, beforeEach, describe, expect, it} from '@jest/globals';
import Invoke from '../../src/commands/invoke.js';
import type {InvocationResult} from '../../src/core/invocation.js';
import type {InvokeOptions} from '../../src/core/options.js';
import {LambdockError} from '../../src/errors/lambdock-error.js';
import {runCommand, type CommandRun} from '../support/run-command.js';
import {fakeFunction, samplePlan, sampleResult} from '../support/samples.js';

let folder: string;
let sent: {name: string | undefined; event: unknown; options: InvokeOptions} | undefined;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'lambdock-invoke-'));
  sent = undefined;
});
afterEach(() => rm(folder, {recursive: true, force: true}));

/** Runs `invoke` against a function that answers like this. */
const invoke = (
  argv: readonly string[],
  answer: InvocationResult | ((options: InvokeOptions) => Promise<InvocationResult>),
): Promise<CommandRun> =>
  runCommand(Invoke, argv, {
    function: (name) =>
      fakeFunction({
        plan: async () => samplePlan(),
        invoke: async (event, options = {}) => {
          sent = {name, event, options};
          return typeof answer === 'function' ? answer(options) : answer;
        },
      }),
  });

const failure = {type: 'RangeError', message: 'no such user', stackTrace: []};
const threw = sampleResult('{"errorType":"RangeError"}', {
  status: 'function-error',
  error: failure,
});
const timedOut = sampleResult(null, {
  status: 'timed-out',
  error: {...failure, type: 'Sandbox.Timedout'},
});

describe('invoke: the event', () => {
  it('goes to the function that is named, as typed', async () => {
    await invoke(['hello', '-d', '{"n": 1.10}'], sampleResult('1'));
    expect(sent?.name).toBe('hello');
    expect(Buffer.from(sent?.event as Uint8Array).toString()).toBe('{"n": 1.10}');
  });

  it('comes from a file', async () => {
    const file = join(folder, 'event.json');
    await writeFile(file, '[1, 2]');
    await invoke(['-e', file], sampleResult('1'));
    expect(sent?.name).toBeUndefined();
    expect(Buffer.from(sent?.event as Uint8Array).toString()).toBe('[1, 2]');
  });

  it('is refused before anything runs when it is not JSON', async () => {
    const run = await invoke(['-d', '{"a":'], sampleResult('1'));
    expect(run.exitCode).toBe(2);
    expect(run.stderr).toContain('Error [EVENT_INVALID]');
    expect(sent).toBeUndefined();
  });

  it('has one source on the command line', async () => {
    const run = await invoke(['-d', '{}', '-e', 'x.json'], sampleResult('1'));
    expect(run.exitCode).toBe(2);
    expect(run.stderr).toContain('--event and --data both give an event');
  });

  it('comes from a flag rather than from a variable', async () => {
    process.env['LAMBDOCK_EVENT'] = '/nowhere.json';
    const run = await invoke(['-d', '7'], sampleResult('1'));
    delete process.env['LAMBDOCK_EVENT'];
    expect(run.exitCode).toBe(0);
    expect(Buffer.from(sent?.event as Uint8Array).toString()).toBe('7');
  });

  it('takes contexts along', async () => {
    const context = '{"functionVersion": "7", "tenant": "t"}';
    await invoke(['-d', '{}', '-c', context, '--client-context', '{"env": {}}'], sampleResult('1'));
    expect(sent?.options).toMatchObject({
      context: {functionVersion: '7'},
      clientContext: {env: {}, custom: {tenant: 't'}},
    });
  });
});

describe('invoke: the answer', () => {
  it.each(['{"a":1.10}', 'null', 'false', '0', '""'])('prints %s as it came', async (body) => {
    const run = await invoke(['-d', '{}'], sampleResult(body));
    expect(run).toMatchObject({stdout: body, stderr: '', exitCode: 0});
  });

  it('prints bytes that are no text', async () => {
    const body = Uint8Array.of(0xff, 0, 10, 0x80);
    const run = await invoke(['-d', '{}'], sampleResult(body));
    expect(run.stdoutBytes).toEqual(Buffer.from(body));
  });

  it.each([
    ['once, where it came in pieces', [], 'one two'],
    ['in the envelope alone with --json', ['--json'], expect.stringMatching(/^{"schema.*}\n$/)],
  ])('is printed %s', async (_how, flags, wanted) => {
    const run = await invoke(['-d', '{}', ...flags], async ({onResponseChunk}) => {
      await onResponseChunk?.(Buffer.from('one '));
      await onResponseChunk?.(Buffer.from('two'));
      return sampleResult('one two');
    });
    expect(run.stdout).toEqual(wanted);
  });

  it('goes into a file with -o, and stdout stays empty', async () => {
    const file = join(folder, 'answer.json');
    const run = await invoke(['-d', '{}', '-o', file], sampleResult('{"a":1.10}'));
    expect(run).toMatchObject({stdout: '', exitCode: 0});
    expect(await readFile(file, 'utf8')).toBe('{"a":1.10}');
  });

  it('is not waited for when its file cannot be written', async () => {
    const run = await invoke(['-d', '{}', '-o', join(folder, 'no/such/a.json')], sampleResult('1'));
    expect(run.exitCode).toBe(3);
    expect(run.stderr).toContain('Error [DISK_FAILED]');
    expect(sent).toBeUndefined();
  });

  it('is in the envelope with --json, spelled as it came', async () => {
    const run = await invoke(['-d', '{}', '--json'], sampleResult('{"n":9007199254740993}'));
    expect(run.stdout).toContain('"payload":{"n":9007199254740993}');
    expect(JSON.parse(run.stdout)).toMatchObject({schemaVersion: 1, status: 'ok', error: null});
    expect(run.stdout.trimEnd().split('\n')).toHaveLength(1);
  });
});

describe('invoke: a failure of the function', () => {
  it('prints the payload, one line about it, and exits 1', async () => {
    const run = await invoke(['-d', '{}', '--no-color'], threw);
    expect(run).toMatchObject({
      stdout: '{"errorType":"RangeError"}',
      stderr: 'Function error [function-error]: RangeError: no such user\n',
      exitCode: 1,
    });
  });

  it('prints no error behind the pieces of an answer that broke off', async () => {
    const run = await invoke(['-d', '{}', '--no-color'], async ({onResponseChunk}) => {
      await onResponseChunk?.(Buffer.from('half'));
      return threw;
    });
    expect(run).toMatchObject({stdout: 'half', exitCode: 1});
    expect(run.stderr).toBe('Function error [function-error]: RangeError: no such user\n');
  });

  it('exits 124 for a timeout, with nothing on stdout', async () => {
    expect(await invoke(['-d', '{}'], timedOut)).toMatchObject({stdout: '', exitCode: 124});
  });

  it.each([[threw], [timedOut]])('exits 0 with --allow-function-error', async (result) => {
    const run = await invoke(['-d', '{}', '--allow-function-error'], result);
    expect(run.exitCode).toBe(0);
    expect(run.stderr).toContain('Function error [');
  });

  it('is in the envelope, with the same exit code', async () => {
    const run = await invoke(['-d', '{}', '--json'], threw);
    expect(run.exitCode).toBe(1);
    expect(JSON.parse(run.stdout)).toMatchObject({status: 'function-error', error: failure});
  });
});

describe('invoke: logs', () => {
  const noisy = async ({onOutput}: InvokeOptions): Promise<InvocationResult> => {
    await onOutput?.(Buffer.from('START\nhalf a li'));
    return threw;
  };

  it('go to stderr byte for byte; a line of lambdock starts a line', async () => {
    const run = await invoke(['-d', '{}', '--no-color'], noisy);
    expect(run.stderr).toBe(
      'START\nhalf a li\nFunction error [function-error]: RangeError: no such user\n',
    );
  });

  it('stay off with -q', async () => {
    const run = await invoke(['-d', '{}', '-q', '--no-color'], noisy);
    expect(run.stderr).toBe('Function error [function-error]: RangeError: no such user\n');
  });

  it('are on stderr with --json too', async () => {
    const run = await invoke(['-d', '{}', '--json'], noisy);
    expect(run.stderr).toContain('START\n');
    expect(JSON.parse(run.stdout)).toMatchObject({status: 'function-error'});
  });

  it('are followed by where the time went with -v', async () => {
    const run = await invoke(['-d', '{}', '-v'], sampleResult('1'));
    expect(run.stderr).toContain('timings: resolve 3 ms, build 0 ms, start 180 ms');
  });
});

describe('invoke: what stops it', () => {
  it('is told as an error of the environment', async () => {
    const run = await invoke(['-d', '{}', '--json'], async () => {
      throw new LambdockError('IMAGE_PULL_FAILED', {message: 'no route'});
    });
    expect(run.exitCode).toBe(3);
    expect(JSON.parse(run.stdout)).toMatchObject({error: {code: 'IMAGE_PULL_FAILED'}});
  });

  it('is a signal: work is aborted and the exit code tells which', async () => {
    const run = await invoke(['-d', '{}'], async ({signal}) => {
      process.emit('SIGTERM', 'SIGTERM');
      expect(signal?.aborted).toBe(true);
      throw signal?.reason;
    });
    expect(run.exitCode).toBe(143);
    expect(run.stderr).toContain('Error [SIGTERM]: told to stop');
  });
});

describe('invoke: an error that nobody caught', () => {
  it('is told, and is no success, though the answer was there before', async () => {
    const run = await runCommand(Invoke, ['-d', '{}'], {
      function: () => fakeFunction({invoke: async () => sampleResult('1')}),
      dispose: async () => {
        process.emit('uncaughtException', new Error('too late'));
      },
    });
    expect([run.stdout, run.exitCode]).toEqual(['1', 70]);
    expect(run.stderr).toContain('Error [BUG]: too late');
  });
});

describe('invoke --dry-run', () => {
  it('prints the plan and runs nothing', async () => {
    const run = await invoke(['--dry-run'], sampleResult('1'));
    expect(sent).toBeUndefined();
    expect(run.stdout).toMatchInlineSnapshot(`
     "hello: lambdock/hello:3f2a would be made
       keep  base  public.ecr.aws/lambda/nodejs:22  image present
       add   code  ./hello                          code changed (12 kB)
     "
    `);
  });

  it('gives the plan as JSON', async () => {
    const run = await invoke(['--dry-run', '--json'], sampleResult('1'));
    expect(JSON.parse(run.stdout)).toEqual({plan: samplePlan()});
  });
});

describe('invoke: flags', () => {
  it('describe a function, its container and the engine', async () => {
    const argv = ['--timeout', '30', '--memory', '256', '--env', 'A=1', '--env', 'B=2', 'hello'];
    const run = await invoke([...argv, '-d', '1', '--no-memory-limit'], sampleResult('1'));
    expect(sent?.name).toBe('hello');
    expect(run.options).toMatchObject({
      overrides: {timeoutSeconds: 30, memoryMb: 256},
      env: {A: '1', B: '2'},
      memoryLimit: false,
      cwd: process.cwd(),
    });
  });

  it.each([
    ['--timeout', '0'],
    ['--timeout', '901'],
    ['--memory', '127'],
    ['--memory', '1e3'],
    ['--architecture', 'sparc'],
    ['--pull', 'sometimes'],
  ])('refuse %s %s', async (flag, value) => {
    const run = await invoke([flag, value, '-d', '1'], sampleResult('1'));
    expect(run.exitCode).toBe(2);
    expect(run.stderr).toContain(`Error [USAGE]`);
    expect(run.stderr).toContain(flag);
  });

  it('also come from variables', async () => {
    Object.assign(process.env, {LAMBDOCK_TIMEOUT: '9', LAMBDOCK_JSON: 'true'});
    const run = await invoke(['-d', '1'], sampleResult('1'));
    delete process.env['LAMBDOCK_TIMEOUT'];
    delete process.env['LAMBDOCK_JSON'];
    expect(run.options?.overrides).toEqual({timeoutSeconds: 9});
    expect(JSON.parse(run.stdout)).toMatchObject({status: 'ok'});
  });
});
