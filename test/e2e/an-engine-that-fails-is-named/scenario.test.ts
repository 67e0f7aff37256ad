import {randomBytes} from 'node:crypto';
import {chmod, writeFile} from 'node:fs/promises';
import {createServer, type Server, type Socket} from 'node:net';
import {join} from 'node:path';
import {afterAll, beforeAll, describe, expect, it} from '@jest/globals';
import {baseImage} from '../../support/base-images.js';
import {CLI, type Run} from '../../support/cli.js';
import {openProject, type E2eProject} from '../../support/e2e-project.js';
import {openGate} from '../../support/engine-gate.js';
import {noSecondEngine, startSecondEngine, type SecondEngine} from '../../support/second-engine.js';
import {startCli} from '../../support/start-cli.js';

const SLOW = 120_000;
const reason = await noSecondEngine();
if (reason !== null && process.env['CI'] === 'true') throw new Error(reason);
if (reason !== null) process.stderr.write(`skipped: ${reason}\n`);
const describeSecond = reason === null ? describe : describe.skip;
const describeAsRoot = process.getuid?.() === 0 ? describe : describe.skip;

let project: E2eProject;
beforeAll(async () => {
  project = await openProject();
});
afterAll(async () => project[Symbol.asyncDispose]());

/** The error document of a run that the engine let down. */
function expectError(run: Run, code: string | RegExp): {message: string; suggestions: string[]} {
  expect([run.exitCode, run.signal]).toEqual([3, null]);
  expect(run.stderr).not.toMatch(/^\s+at /m);
  const {error} = JSON.parse(run.stdout.toString()) as {
    error: {code: string; message: string; suggestions: string[]};
  };
  expect(error.code).toMatch(code);
  expect(error.suggestions.length).toBeGreaterThan(0);
  return error;
}

const invoke = (env: Record<string, string>, name = 'steady'): Promise<Run> =>
  project.run(['invoke', name, '-d', '1', '--json'], {env});

describe('an endpoint', () => {
  it.each([
    ['a port where nothing listens', 'tcp://127.0.0.1:1'],
    ['a socket that is not there', 'unix:///nowhere/docker.sock'],
    ['a host that does not exist', 'tcp://docker.invalid:2375'],
  ])(
    'that is %s is named with its origin and what to do',
    async (_title, url) => {
      const {message} = expectError(await invoke({DOCKER_HOST: url}), 'DOCKER_UNREACHABLE');
      expect(message).toContain(`${url} (DOCKER_HOST)`);
    },
    SLOW,
  );

  it(
    'that no scheme fits is refused before anything is asked',
    async () => {
      const {message} = expectError(await invoke({DOCKER_HOST: 'ftp://x'}), 'DOCKER_UNREACHABLE');
      expect(message).toContain('"ftp://x" (DOCKER_HOST)');
      const flag = await project.run(['ps', '--json', '--docker-context', 'nobody']);
      expect(expectError(flag, 'DOCKER_UNREACHABLE').message).toContain('nobody');
    },
    SLOW,
  );

  it.each([
    ['speaks of something else', 'HTTP/1.1 200 OK\r\ncontent-length: 5\r\n\r\n<html'],
    ['does not speak HTTP', 'SSH-2.0-OpenSSH_9.2\r\n'],
    ['knows no such page', 'HTTP/1.1 404 Not Found\r\ncontent-length: 9\r\n\r\nnot found'],
    ['hangs up', ''],
  ])(
    'that %s is no Docker engine',
    async (_title, words) => {
      const {server, url} = await answering((socket) => socket.end(words));
      try {
        const {message} = expectError(await invoke({DOCKER_HOST: url}), /^DOCKER_/);
        expect(message).toContain(url);
      } finally {
        server.close();
      }
    },
    SLOW,
  );
});

describeAsRoot('a socket that this user may not open', () => {
  it(
    'is forbidden',
    async () => {
      const {server, path} = await listening(join(project.folder, 'private.sock'));
      await chmod(path, 0o600);
      await chmod(project.folder, 0o755);
      await chmod(join(project.folder, '..'), 0o755);
      try {
        const run = startCli({
          command: [
            'setpriv',
            '--reuid=65534',
            '--regid=65534',
            '--clear-groups',
            CLI,
            'ps',
            '--json',
          ],
          cwd: project.folder,
          env: {...project.env, HOME: '/nonexistent', DOCKER_HOST: `unix://${path}`},
        });
        const {message} = expectError(await run.ended(), 'DOCKER_FORBIDDEN');
        expect(message).toContain(`unix://${path} (DOCKER_HOST)`);
      } finally {
        server.close();
      }
    },
    SLOW,
  );
});

async function listening(path: string): Promise<{server: Server; path: string}> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(path, resolve));
  return {server, path};
}

async function answering(answer: (socket: Socket) => void): Promise<{server: Server; url: string}> {
  const server = createServer((socket) => {
    socket.on('error', () => undefined).once('data', () => answer(socket));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  return {server, url: `tcp://127.0.0.1:${port}`};
}

describe('a container', () => {
  /** Starts an invocation that waits, and gives the test its container. */
  async function waiting(args: readonly string[] = []) {
    const run = project.start(['invoke', 'waits', '-d', '{}', '--json', ...args]);
    await run.untilStderr('in the handler');
    const [container] = await project.containers();
    return {run, container: project.docker.getContainer(container?.id ?? '')};
  }

  it(
    'that is killed from outside is lost',
    async () => {
      const {run, container} = await waiting();
      await container.kill();
      expectError(await run.ended(), 'SANDBOX_LOST');
      await project.untilNoContainer();
    },
    SLOW,
  );

  it(
    'that is removed from outside is lost',
    async () => {
      const {run, container} = await waiting();
      await container.remove({force: true});
      expectError(await run.ended(), 'SANDBOX_LOST');
      await project.untilNoContainer();
    },
    SLOW,
  );

  it(
    'that is paused runs out of time and is removed',
    async () => {
      const {run, container} = await waiting(['--timeout', '3']);
      await container.pause();
      const {exitCode, stdout} = await run.ended();
      expect(exitCode).toBe(124);
      expect(JSON.parse(stdout.toString())).toMatchObject({status: 'timed-out'});
      await project.untilNoContainer();
    },
    SLOW,
  );

  it(
    'for a network that is not there is not started',
    async () => {
      const run = await project.run([
        'invoke',
        'steady',
        '-d',
        '1',
        '--json',
        '--network',
        'no-net',
      ]);
      expect(expectError(run, 'NETWORK_NOT_FOUND').message).toContain('no-net');
      await project.untilNoContainer();
    },
    SLOW,
  );
});

describe('an engine that fails to end a container', () => {
  it(
    'costs no answer: the container is named, and goes with the next start',
    async () => {
      await using gate = await openGate();
      gate.fail(/^POST \S+\/kill/);
      gate.fail(/^DELETE \S+\/containers\//);
      const args = ['invoke', 'steady', '-d', '1', '--driver', 'rie'];
      await project.run(['build', 'steady']);
      const {exitCode, stdout, stderr} = await project.run(args, {env: {DOCKER_HOST: gate.url}});
      const [left] = await project.containers();
      expect([exitCode, stdout.length > 0]).toEqual([0, true]);
      expect(stderr).toContain(`the container ${left?.id.slice(0, 12) ?? ''} is left`);
      expect((await project.run(args)).exitCode).toBe(0);
      await project.untilNoContainer();
    },
    SLOW,
  );

  it(
    'keeps no server from its end, which names the container',
    async () => {
      await using gate = await openGate();
      const args = ['serve', 'steady', '--port', '0', '--driver', 'rie'];
      const server = project.start(args, {env: {DOCKER_HOST: gate.url}});
      await server.untilStderr('\nready\n');
      gate.fail(/^POST \S+\/kill/);
      gate.fail(/^DELETE \S+\/containers\//);
      server.child.kill('SIGTERM');
      const {exitCode, stderr} = await server.ended();
      const [left] = await project.containers();
      expect(exitCode).toBe(143);
      expect(stderr).toContain(`the container ${left?.id.slice(0, 12) ?? ''} is left`);
      await project.docker.getContainer(left?.id ?? '').remove({force: true});
    },
    SLOW,
  );
});

describeSecond('an engine', () => {
  let engine: SecondEngine;
  beforeAll(async () => {
    engine = await startSecondEngine({disk: '330m'});
    await engine.load([await baseImage('python')]);
  }, SLOW);
  afterAll(async () => engine[Symbol.asyncDispose]());

  it(
    'whose disk is full is told as such, and nothing is left in it',
    async () => {
      const before = await engine.docker.listImages({all: true});
      await writeFile(join(project.folder, 'python', 'large.bin'), randomBytes(240_000_000));
      await writeFile(join(project.folder, 'python', 'other.bin'), randomBytes(100_000_000));
      const run = await invoke({DOCKER_HOST: engine.url}, 'python');
      expectError(run, 'DISK_FAILED');
      expect((await engine.docker.listImages({all: true})).length).toBe(before.length);
      expect(await engine.docker.listContainers({all: true})).toEqual([]);
    },
    SLOW,
  );

  it(
    'that dies in the middle of an invocation is named',
    async () => {
      await writeFile(join(project.folder, 'python', 'large.bin'), '');
      await writeFile(join(project.folder, 'python', 'other.bin'), '');
      await writeFile(
        join(project.folder, 'python', 'app.py'),
        'import time\n\ndef handler(event, context):\n    print("in the handler", flush=True)\n    time.sleep(6)\n',
      );
      const run = project.start(['invoke', 'python', '-d', '1', '--json'], {
        env: {DOCKER_HOST: engine.url},
      });
      await run.untilStderr('in the handler');
      await engine.kill();
      const {message} = expectError(await run.ended(), /^(DOCKER_|SANDBOX_LOST)/);
      expect(message).toContain(engine.url);
    },
    SLOW,
  );
});
