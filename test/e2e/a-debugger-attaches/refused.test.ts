import {createServer, type AddressInfo} from 'node:net';
import {afterAll, beforeAll, describe, expect, it} from '@jest/globals';
import {openProject, type E2eProject} from '../../support/e2e-project.js';

const SLOW = 60_000;

let project: E2eProject;
beforeAll(async () => {
  project = await openProject({fixture: 'projects/debugged'});
});
afterAll(async () => project[Symbol.asyncDispose]());

describe('invoke --inspect', () => {
  it.each([
    ['ruby', 'ruby3.3: lambdock does not start rdbg'],
    ['dotnet', 'dotnet8: vsdbg'],
    ['custom', 'provided.al2023: a custom runtime'],
  ])(
    'says why a function of %s cannot be inspected',
    async (name, why) => {
      const {exitCode, stderr} = await project.run(['invoke', name, '--inspect', '-d', '{}']);
      expect(exitCode).toBe(2);
      expect(stderr).toContain('Error [DEBUGGER_UNAVAILABLE]');
      expect(stderr).toContain(why);
      expect(await project.containers()).toEqual([]);
    },
    SLOW,
  );

  it.each(['0', '70000'])(
    'refuses port %s',
    async (port) => {
      const {exitCode, stderr} = await project.run(['invoke', 'node', '--inspect', port]);
      expect([exitCode, stderr]).toEqual([2, expect.stringContaining('from 1 to 65535')]);
    },
    SLOW,
  );

  it(
    'says that a port is taken, and suggests another',
    async () => {
      const server = createServer();
      await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
      const {port} = server.address() as AddressInfo;
      const args = ['invoke', 'node', '--inspect', String(port), '-d', '{}'];
      const {exitCode, stderr} = await project.run(args);
      server.close();
      expect(exitCode).toBe(3);
      expect(stderr).toContain('Error [PORT_TAKEN]');
      expect(stderr).toContain(`--inspect ${port + 1}`);
      expect(await project.containers()).toEqual([]);
    },
    SLOW,
  );
});
