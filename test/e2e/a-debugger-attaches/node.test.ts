import {afterAll, beforeAll, describe, expect, it} from '@jest/globals';
import {openCdp} from '../../support/cdp-client.js';
import {startDebugged} from '../../support/debugged-run.js';
import {openProject, type E2eProject} from '../../support/e2e-project.js';

const SLOW = 90_000;
/** Line 16 of index.mjs, counted from 0. */
const LINE = 15;

let project: E2eProject;
beforeAll(async () => {
  project = await openProject({fixture: 'projects/debugged'});
  await project.run(['build', 'node', 'wrapped']);
}, SLOW);
afterAll(async () => project[Symbol.asyncDispose]());

/** Attaches, stops where `doubled` has its value, reads it there, and lets go. */
async function readAtBreakpoint(port: number, meanwhileMs: number): Promise<unknown> {
  const client = await openCdp(port);
  await client.call('Runtime.enable');
  await client.call('Debugger.enable');
  const url = 'file:///var/task/index.mjs';
  await client.call('Debugger.setBreakpointByUrl', {url, lineNumber: LINE});
  await client.call('Runtime.runIfWaitingForDebugger');
  const {callFrames} = (await client.event('Debugger.paused')) as {
    callFrames: [{callFrameId: string}];
  };
  const [{callFrameId}] = callFrames;
  // What is tested is that time passes: no event can tell.
  await new Promise((resolve) => setTimeout(resolve, meanwhileMs));
  const expression = 'doubled';
  const {result} = await client.call('Debugger.evaluateOnCallFrame', {callFrameId, expression});
  await client.call('Debugger.resume');
  client.close();
  return (result as {value: unknown}).value;
}

describe('invoke --inspect with Node.js', () => {
  it(
    'stops at a breakpoint, where a variable is read, and no timeout ends it',
    async () => {
      const run = await startDebugged(project, ['node', '-d', '{"n": 21}', '--json']);
      expect(await readAtBreakpoint(run.port, 2_500)).toBe(42);
      const {exitCode, stdout} = await run.ended();
      expect(exitCode).toBe(0);
      expect(JSON.parse(stdout.toString())).toMatchObject({
        status: 'ok',
        payload: {
          doubled: 42,
          children: [true, 'from the child'],
          variables: [null, null],
          ours: [],
        },
      });
      await project.untilNoContainer();
    },
    SLOW,
  );

  it(
    'prints what VS Code needs, and publishes the port on the loopback alone',
    async () => {
      const run = await startDebugged(project, ['node', '-d', '{"n": 1}']);
      const {port, launch} = run;
      expect(launch).toMatchObject({
        type: 'node',
        request: 'attach',
        address: '127.0.0.1',
        port,
        localRoot: `${project.folder}/node`,
        remoteRoot: '/var/task',
      });
      const [{id} = {id: ''}] = await project.containers();
      const {NetworkSettings} = await project.docker.getContainer(id).inspect();
      expect(NetworkSettings.Ports['9229/tcp']).toEqual([
        {HostIp: '127.0.0.1', HostPort: String(port)},
      ]);
      run.child.kill('SIGINT');
      expect((await run.ended()).exitCode).toBe(130);
      await project.untilNoContainer();
    },
    SLOW,
  );

  it(
    'keeps a wrapper and NODE_OPTIONS of the function',
    async () => {
      const run = await startDebugged(project, ['wrapped', '-d', '{"n": 3}']);
      expect(await readAtBreakpoint(run.port, 0)).toBe(6);
      const {exitCode, stdout} = await run.ended();
      expect([exitCode, JSON.parse(stdout.toString())]).toMatchObject([
        0,
        {
          variables: ['--stack-trace-limit=50', '/var/task/wrapper'],
          wrapped: 'yes',
          ours: [],
        },
      ]);
    },
    SLOW,
  );
});
