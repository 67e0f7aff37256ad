import {afterAll, beforeAll, describe, expect, it} from '@jest/globals';
import type {Run} from '../../support/cli.js';
import {openProject, type E2eProject} from '../../support/e2e-project.js';

const SLOW = 120_000;
let project: E2eProject;

beforeAll(async () => {
  project = await openProject({fixture: 'projects/extensions'});
}, SLOW);
afterAll(async () => {
  await project[Symbol.asyncDispose]();
}, SLOW);

const invoke = (...args: readonly string[]): Promise<Run> =>
  project.run(['invoke', ...args, '-d', '{"n":1}']);

const extensionLines = ({stderr}: Run): string[] =>
  [...stderr.matchAll(/^EXTENSION\t.*$/gm)].map(([line]) => line);

const ready = (name: string, events: string): string =>
  `EXTENSION\tName: ${name}\tState: Ready\tEvents: [${events}]`;

/** Index of the first line of stderr that holds the text. */
const lineOf = ({stderr}: Run, text: string): number =>
  stderr.split('\n').findIndex((line) => line.includes(text));

describe('an external extension in a layer', () => {
  it.each([
    ['shell', 'watcher.sh'],
    ['python', 'watcher-python'],
  ])(
    'written in %s gets INVOKE, then SHUTDOWN, and is told of in the log',
    async (name, extension) => {
      const run = await invoke(name);
      expect([run.exitCode, JSON.parse(run.stdout.toString())]).toEqual([0, {n: 1}]);
      expect(extensionLines(run)).toEqual([ready(extension, 'INVOKE,SHUTDOWN')]);
      expect(lineOf(run, `${extension}: INVOKE`)).toBeGreaterThan(lineOf(run, 'START'));
      expect(lineOf(run, `${extension}: SHUTDOWN`)).toBeGreaterThan(lineOf(run, 'REPORT'));
      await project.untilNoContainer();
    },
    SLOW,
  );

  it(
    'is given the time to end its work',
    async () => {
      const run = await invoke('shell');
      expect(lineOf(run, 'all is saved')).toBeGreaterThan(lineOf(run, 'watcher.sh: SHUTDOWN'));
    },
    SLOW,
  );

  it(
    'sees the request id of the event, and one that wants no SHUTDOWN gets none',
    async () => {
      const run = await invoke('node');
      const id = /START RequestId: (\S+)/.exec(run.stderr)?.[1];
      expect(run.stderr).toContain(`watcher-node: INVOKE ${id ?? 'none'}\n`);
      expect(extensionLines(run)).toEqual([ready('watcher-node', 'INVOKE')]);
      expect(run.stderr).not.toContain('SHUTDOWN');
    },
    SLOW,
  );

  it(
    'runs beside those of other layers',
    async () => {
      const run = await invoke('two');
      expect(extensionLines(run).toSorted()).toEqual([
        ready('watcher-node', 'INVOKE'),
        ready('watcher.sh', 'INVOKE,SHUTDOWN'),
      ]);
    },
    SLOW,
  );

  it(
    'does not run with --no-extensions, nor with LAMBDOCK_EXTENSIONS=false, from the same image',
    async () => {
      const before = await project.images('two');
      const runs = [
        await invoke('two', '--no-extensions'),
        await project.run(['invoke', 'two', '-d', '{}'], {env: {LAMBDOCK_EXTENSIONS: 'false'}}),
      ];
      for (const run of runs) {
        expect(run.exitCode).toBe(0);
        expect(run.stderr).not.toMatch(/EXTENSION|watcher/);
        expect(run.stderr).toContain('the function runs');
      }
      expect((await project.images('two')).map(({id}) => id)).toEqual(before.map(({id}) => id));
      const chosen = ['--extensions', '-d', '{}'];
      const env = {LAMBDOCK_EXTENSIONS: 'false'};
      expect(extensionLines(await project.run(['invoke', 'two', ...chosen], {env}))).toHaveLength(
        2,
      );
    },
    SLOW,
  );
});

interface Failure {
  readonly title: string;
  readonly function: string;
  readonly exitCode: number;
  readonly status: string;
  readonly type: string;
  readonly message: RegExp;
  readonly warning: string;
  readonly line: string;
}

const FAILURES: readonly Failure[] = [
  {
    title: 'is not executable',
    function: 'not-executable',
    exitCode: 1,
    status: 'init-error',
    type: 'Extension.LaunchError',
    message: /Error: fork\/exec \/opt\/extensions\/locked: permission denied$/,
    warning:
      'the extension locked cannot be started: its file in /opt/extensions is not executable',
    line: 'EXTENSION\tName: locked\tState: LaunchError\tEvents: []',
  },
  {
    title: 'names an interpreter that is not there',
    function: 'no-interpreter',
    exitCode: 1,
    status: 'init-error',
    type: 'Extension.LaunchError',
    message: /Error: fork\/exec \/opt\/extensions\/foreign: no such file or directory$/,
    warning: 'the extension foreign cannot be started: the interpreter',
    line: 'EXTENSION\tName: foreign\tState: LaunchError\tEvents: []',
  },
  {
    title: 'crashes at its start',
    function: 'crashes',
    exitCode: 1,
    status: 'init-error',
    type: 'Extension.Crash',
    message: /Error: exit status 3$/,
    warning: 'the extension crasher ended before it registered: exit status 3',
    line: 'EXTENSION\tName: crasher\tState: Exited\tEvents: []',
  },
  {
    title: 'never registers',
    function: 'silent',
    exitCode: 124,
    status: 'timed-out',
    type: 'Sandbox.Timedout',
    message: /Task timed out after 1\.00 seconds$/,
    warning: 'the extension mute never registered: the init waited for it until the timeout',
    line: 'EXTENSION\tName: mute\tState: Started\tEvents: []',
  },
  {
    title: 'exits during the event',
    function: 'exits',
    exitCode: 1,
    status: 'crashed',
    type: 'Extension.Crash',
    message: /Error: exit status 5$/,
    warning: 'the extension quitter ended during the event: exit status 5',
    line: 'EXTENSION\tName: quitter\tState: Ready\tEvents: [INVOKE,SHUTDOWN]',
  },
];

describe('an extension that', () => {
  it.each(FAILURES.map((failure) => [failure.title, failure] as const))(
    '%s is named, and its function fails as on Lambda',
    async (_title, failure) => {
      const run = await invoke(failure.function, '--json');
      const envelope = JSON.parse(run.stdout.toString()) as {
        readonly status: string;
        readonly error: {readonly type: string; readonly message: string};
      };
      expect([run.exitCode, envelope.status]).toEqual([failure.exitCode, failure.status]);
      expect(envelope.error.type).toBe(failure.type);
      expect(envelope.error.message).toMatch(failure.message);
      expect(run.stderr).toContain(`Warning: ${failure.function}: ${failure.warning}`);
      expect(extensionLines(run)).toEqual([failure.line]);
      const without = await invoke(failure.function, '--no-extensions');
      expect([without.exitCode, without.stdout.toString()]).toEqual([0, '{"n":1}']);
      await project.untilNoContainer();
    },
    SLOW,
  );
});
