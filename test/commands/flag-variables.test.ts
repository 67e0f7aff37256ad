import {readdir} from 'node:fs/promises';
import {afterEach, beforeAll, describe, expect, it} from '@jest/globals';
import {LambdockCommand} from '../../src/cli/base-command.js';
import Merge from '../../src/commands/merge.js';
import Replay from '../../src/commands/replay.js';
import type {ReplayOptions} from '../../src/core/replay-options.js';
import {sampleEntry, sampleReport} from '../support/replay-sample.js';
import {runCommand, type CommandRun} from '../support/run-command.js';
import {fakeFunction} from '../support/samples.js';

type Flag = (typeof Replay.flags)['mask'];

const COMMANDS = new URL('../../src/commands/', import.meta.url);
const repeatable = new Map<string, Flag>();

beforeAll(async () => {
  const files = await readdir(COMMANDS, {recursive: true});
  for (const file of files.filter((name) => name.endsWith('.ts'))) {
    const {default: command} = (await import(new URL(file, COMMANDS).href)) as {
      default: {flags?: Record<string, Flag>};
    };
    for (const [name, flag] of Object.entries(command.flags ?? {}))
      if (flag.multiple) repeatable.set(name, flag);
  }
});
const set: string[] = [];
afterEach(() => {
  for (const name of set.splice(0)) Reflect.deleteProperty(process.env, name);
});

const given = (name: string, value: string): void => {
  process.env[name] = value;
  set.push(name);
};

const report = {
  ...sampleReport([sampleEntry(0)]),
  results: 'results.ndjson',
  notes: [],
  [Symbol.asyncDispose]: async () => undefined,
};

let options: ReplayOptions | undefined;
const replay = (...argv: readonly string[]): Promise<CommandRun> =>
  runCommand(Replay, argv, {
    function: () =>
      fakeFunction({
        replay: async (_, found) => {
          options = found;
          return report;
        },
      }),
  });

describe('flags that may be repeated', () => {
  it('hold one value a line of their variable, in every command', async () => {
    const flags = Object.fromEntries(repeatable);
    class Probe extends LambdockCommand {
      static override flags = flags;
      async run(): Promise<unknown> {
        return (await this.parse(Probe)).flags;
      }
    }
    for (const flag of repeatable.values()) given(flag.env ?? '', 'a b\nc=d\n');
    const {result} = await runCommand(Probe, []);
    expect(Object.keys(flags).sort()).toEqual(
      expect.arrayContaining(['env', 'hash', 'ignore', 'layer-map', 'mask', 'reporter']),
    );
    for (const name of repeatable.keys())
      expect([name, result]).toEqual([name, expect.objectContaining({[name]: ['a b', 'c=d']})]);
  });

  it('take one word each, and leave the next to the arguments', () => {
    for (const [name, flag] of repeatable)
      expect([name, flag.multipleNonGreedy]).toEqual([name, true]);
  });
});

describe('replay: variables', () => {
  it('of reporters and rules are those of the flags', async () => {
    given('LAMBDOCK_REPORTER', 'json');
    given('LAMBDOCK_MASK', 'uuid\n$.token');
    const run = await replay('--check', '--ignore', '$.at', 'orders', 'orders.ndjson');
    expect([run.exitCode, JSON.parse(run.stdout)]).toEqual([0, report.summary]);
    expect(options).toMatchObject({check: true, ignore: ['$.at'], mask: ['uuid', '$.token']});
    const merged = await runCommand(Merge, ['r.ndjson'], {mergeReplays: async () => report});
    expect(JSON.parse(merged.stdout)).toEqual(report.summary);
  });

  it.each([
    ['true', true],
    ['1', true],
    ['./goldens', './goldens'],
    ['no', undefined],
  ])('of a folder that may be left out: %s is %s', async (text, expected) => {
    given('LAMBDOCK_RECORD', text);
    given('LAMBDOCK_CHECK', text);
    const run = await replay('orders', 'orders.ndjson');
    expect([run.exitCode, options?.record, options?.check]).toEqual([0, expected, expected]);
    await replay('orders', 'orders.ndjson', '--record', './true', '--check=1');
    expect([options?.record, options?.check]).toEqual(['./true', '1']);
  });
});
