import {describe, expect, it} from '@jest/globals';
import Invoke from '../../src/commands/invoke.js';
import type {InvokeOptions} from '../../src/core/options.js';
import {runCommand, type CommandRun} from '../support/run-command.js';
import {fakeFunction, sampleResult} from '../support/samples.js';

/** What the function was asked, if it was. */
interface Asked {
  readonly run: CommandRun;
  readonly calls: readonly {readonly name: string | undefined; readonly options: InvokeOptions}[];
}

async function invoke(argv: readonly string[]): Promise<Asked> {
  const calls: {name: string | undefined; options: InvokeOptions}[] = [];
  const run = await runCommand(Invoke, [...argv, '-d', '{}'], {
    function: (name) =>
      fakeFunction({
        invoke: async (_event, options = {}) => {
          calls.push({name, options});
          options.onDebugger?.({
            debugger: 'cdp',
            host: '127.0.0.1',
            port: 9229,
            launch: {type: 'node', port: 9229},
            notes: ['the code is an archive'],
          });
          return sampleResult('1');
        },
      }),
  });
  return {run, calls};
}

describe('invoke --inspect', () => {
  it.each([
    [['--inspect', 'hello'], true, 'hello'],
    [['hello', '--inspect'], true, 'hello'],
    [['--inspect', '9230'], 9230, undefined],
    [['--inspect=9230', 'hello'], 9230, 'hello'],
    [['hello'], undefined, 'hello'],
  ])('%j asks for port %s of function %s', async (argv, inspect, name) => {
    const {calls} = await invoke(argv);
    expect(calls).toMatchObject([{name, options: inspect === undefined ? {} : {inspect}}]);
    expect('inspect' in (calls[0]?.options ?? {})).toBe(inspect !== undefined);
  });

  it('can be asked for by its variable', async () => {
    process.env['LAMBDOCK_INSPECT'] = 'true';
    const {calls} = await invoke([]);
    delete process.env['LAMBDOCK_INSPECT'];
    expect(calls).toMatchObject([{options: {inspect: true}}]);
  });

  it('refuses what is no port', async () => {
    const {run, calls} = await invoke(['--inspect=abc']);
    expect([run.exitCode, calls]).toEqual([2, []]);
    expect(run.stderr).toContain('--inspect: it takes the number of a port');
  });

  it('tells on stderr how to attach, also when quiet, and stdout stays the answer', async () => {
    const {run} = await invoke(['--inspect', '-q']);
    expect(run.stdout).toBe('1');
    expect(run.stderr).toMatchInlineSnapshot(`
     "The Node.js debugger waits on 127.0.0.1:9229. For "configurations" in .vscode/launch.json:
     {
       "type": "node",
       "port": 9229
     }
     Note: the code is an archive
     "
    `);
  });
});
