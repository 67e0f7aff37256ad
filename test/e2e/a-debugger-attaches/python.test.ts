import {afterAll, beforeAll, describe, expect, it} from '@jest/globals';
import {openDap} from '../../support/dap-client.js';
import {startDebugged} from '../../support/debugged-run.js';
import {debugpyLayer} from '../../support/debugpy-layer.js';
import {openProject, type E2eProject} from '../../support/e2e-project.js';

const SLOW = 90_000;
const LINE = 8;

let project: E2eProject;
let layer: string;
beforeAll(async () => {
  project = await openProject({fixture: 'projects/debugged'});
  layer = await debugpyLayer();
}, SLOW);
afterAll(async () => project[Symbol.asyncDispose]());

/** Attaches with the settings that were printed, stops at a line, reads a variable and lets go. */
async function readAtBreakpoint(
  port: number,
  {pathMappings}: Readonly<Record<string, unknown>>,
): Promise<unknown> {
  const client = openDap(port);
  await client.call('initialize', {adapterID: 'debugpy', pathFormat: 'path', linesStartAt1: true});
  const attached = client.call('attach', {pathMappings});
  await client.event('initialized');
  const path = `${project.folder}/python/app.py`;
  await client.call('setBreakpoints', {source: {path}, breakpoints: [{line: LINE}]});
  await client.call('configurationDone');
  await attached;
  const {threadId} = await client.event('stopped');
  const {stackFrames} = (await client.call('stackTrace', {threadId})) as {
    stackFrames: [{id: number; line: number; source: {path: string}}];
  };
  const [{id: frameId, line, source}] = stackFrames;
  expect([source.path, line]).toEqual([path, LINE]);
  const {result} = await client.call('evaluate', {expression: 'doubled', frameId});
  client.send('continue', {threadId});
  client.close();
  return result;
}

describe('invoke --inspect with Python', () => {
  it(
    'stops at a breakpoint of the local file, where a variable is read',
    async () => {
      const run = await startDebugged(project, ['python', '-d', '{"n": 21}', '--layer', layer]);
      expect(run.launch).toMatchObject({
        type: 'debugpy',
        request: 'attach',
        connect: {host: '127.0.0.1', port: run.port},
      });
      expect(await readAtBreakpoint(run.port, run.launch)).toBe('42');
      const {exitCode, stdout} = await run.ended();
      expect([exitCode, JSON.parse(stdout.toString())]).toMatchObject([
        0,
        {
          doubled: 42,
          argv: ['/var/runtime/bootstrap.py', 'app.handler'],
          path: '/var/task',
          options: [null, []],
          ours: [],
          wrapper: null,
          left: true,
        },
      ]);
      await project.untilNoContainer();
    },
    SLOW,
  );

  it(
    'keeps a wrapper that gives the interpreter options',
    async () => {
      const args = ['python-wrapped', '-d', '{"n": 3}', '--layer', layer];
      const run = await startDebugged(project, args);
      expect(await readAtBreakpoint(run.port, run.launch)).toBe('6');
      const {exitCode, stdout} = await run.ended();
      expect([exitCode, JSON.parse(stdout.toString())]).toMatchObject([
        0,
        {options: ['1', ['ignore']], wrapper: '/var/task/wrapper', ours: []},
      ]);
    },
    SLOW,
  );

  it(
    'says how debugpy is installed where the function has none',
    async () => {
      const {exitCode, stderr} = await project.run(['invoke', 'python', '--inspect', '-d', '{}']);
      expect(exitCode).toBe(2);
      expect(stderr).toMatch(/Error \[DEBUGGER_UNAVAILABLE\]: function python .* debugpy/);
      expect(stderr).toContain(`pip install debugpy -t ${project.folder}/python`);
      await project.untilNoContainer();
    },
    SLOW,
  );
});
