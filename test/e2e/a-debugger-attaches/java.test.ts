import {execFile, spawn} from 'node:child_process';
import {promisify} from 'node:util';
import {afterAll, beforeAll, describe, expect, it} from '@jest/globals';
import {startDebugged} from '../../support/debugged-run.js';
import {openProject, type E2eProject} from '../../support/e2e-project.js';
import {until, within} from '../../support/until.js';

const SLOW = 120_000;

let project: E2eProject;
beforeAll(async () => {
  project = await openProject({fixture: 'projects/debugged'});
  // A JDK of this machine compiles the function, and brings the client: jdb.
  const source = `${project.folder}/java/src/Doubler.java`;
  const into = `${project.folder}/java`;
  await promisify(execFile)('javac', ['-g', '--release', '17', '-d', into, source]);
}, SLOW);
afterAll(async () => project[Symbol.asyncDispose]());

/** Attaches with jdb, stops where `doubled` has its value, reads it there, and lets go. */
async function readAtBreakpoint(port: number): Promise<string> {
  const connector = `com.sun.jdi.SocketAttach:hostname=127.0.0.1,port=${port}`;
  const jdb = spawn('jdb', ['-connect', connector], {stdio: ['pipe', 'pipe', 'pipe']});
  const end = new Promise((resolve) => jdb.on('close', resolve));
  let said = '';
  jdb.stdout.on('data', (chunk: Buffer) => (said += chunk.toString()));
  jdb.stdin.write('stop at demo.Doubler:8\n');
  await until('breakpoint that waits', () => said.includes('Deferring breakpoint'));
  jdb.stdin.write('resume\n');
  await until('stop at the breakpoint', () => said.includes('Breakpoint hit:'));
  jdb.stdin.write('print doubled\n');
  const [, value = ''] = await until('value', () => /doubled = (\S+)/.exec(said));
  jdb.stdin.write('clear demo.Doubler:8\nresume\nquit\n');
  await within('end of jdb', end);
  return value;
}

describe('invoke --inspect with Java', () => {
  it(
    'stops at a breakpoint, where a variable is read',
    async () => {
      const run = await startDebugged(project, ['java', '-d', '{"n": 21}']);
      expect(run.launch).toEqual({
        type: 'java',
        name: 'lambdock: java',
        request: 'attach',
        hostName: '127.0.0.1',
        port: run.port,
      });
      expect(await readAtBreakpoint(run.port)).toBe('42');
      const {exitCode, stdout} = await run.ended();
      expect([exitCode, stdout.toString()]).toEqual([0, '{"doubled":42}']);
      await project.untilNoContainer();
    },
    SLOW,
  );
});
