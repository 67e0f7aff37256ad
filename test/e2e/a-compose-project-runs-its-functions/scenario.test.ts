import {cp, readFile, writeFile} from 'node:fs/promises';
import {join} from 'node:path';
import {fileURLToPath} from 'node:url';
import {afterAll, beforeAll, describe, expect, it, jest} from '@jest/globals';
import Docker from 'dockerode';
import {baseImage} from '../../support/base-images.js';
import {bundled, composeProject, type ComposeProject} from '../../support/compose-project.js';
import {openProject, type E2eProject} from '../../support/e2e-project.js';
import {until} from '../../support/until.js';
import type {Task} from './client.js';

jest.setTimeout(120_000);

const TEST_FILE = 'docker-compose.test.yml';
const WORDS = ['compose', '--aws-endpoint', 'http://lambda:4566', '--publish', 'none'];

/** What the client tells of an invocation. */
interface Told {
  readonly status: number;
  readonly functionError: string | null;
  readonly payload: Readonly<Record<string, unknown>>;
  readonly log: string;
  readonly error?: string;
  readonly message?: string;
}

let project: E2eProject;
let shop: ComposeProject;
let client: string;

const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

/** Runs tasks in a container on the project's network; answers with what each prints. */
async function ask(tasks: readonly Task[], onArrival?: (host: string) => void): Promise<unknown[]> {
  const lines: unknown[] = [];
  await shop.compose(
    ['run', '--rm', '--no-TTY', '--no-deps', '--env', `TASKS=${JSON.stringify(tasks)}`, 'client'],
    {
      stdin: client,
      onLine(line) {
        const told = JSON.parse(line) as {arrived?: string} | null;
        if (typeof told === 'object' && told?.arrived !== undefined) onArrival?.(told.arrived);
        else lines.push(told);
      },
    },
  );
  return lines;
}

const invokes = async (...events: readonly (readonly [string, unknown])[]): Promise<Told[]> =>
  (await ask(events.map(([name, event]) => ({kind: 'invoke', name, event})))) as Told[];

/** Kills a container from the engine's machine: a kill that the engine is asked for keeps it from coming back. */
async function killFromOutside({State: {Pid}}: Docker.ContainerInspectInfo): Promise<void> {
  const [output] = (await new Docker().run(
    await baseImage('node'),
    ['-c', `kill -KILL ${Pid}`],
    process.stderr,
    {Entrypoint: ['/bin/bash'], HostConfig: {PidMode: 'host', AutoRemove: true}},
  )) as [{StatusCode: number}];
  if (output.StatusCode !== 0) throw new Error(`the kill ended with ${output.StatusCode}`);
}

beforeAll(async () => {
  project = await openProject({fixture: 'projects/compose'});
  const {folder} = project;
  await writeFile(
    join(folder, 'orders', 'index.mjs'),
    await bundled(here('../../fixtures/projects/compose/orders/index.src.mjs')),
  );
  await cp(here(`../../../${TEST_FILE}`), join(folder, TEST_FILE));
  client = await bundled(here('client.ts'));
  shop = composeProject({folder, file: TEST_FILE, env: {LAMBDOCK_TEST_AWS_PORT: '0'}});
  const {exitCode, stderr} = await project.run([...WORDS, '-o', 'lambdas.compose.yml']);
  if (exitCode !== 0) throw new Error(stderr);
  await shop.compose(['up', '--detach', '--wait', '--wait-timeout', '100']);
});

afterAll(async () => {
  await shop[Symbol.asyncDispose]();
  await project[Symbol.asyncDispose]();
});

describe('a compose project', () => {
  it('is the same text for the same functions, wherever it is written', async () => {
    const {stdout} = await project.run(WORDS);
    expect(stdout.toString()).toBe(
      await readFile(join(project.folder, 'lambdas.compose.yml'), 'utf8'),
    );
  });

  it('answers SDK clients on its network when `up --wait` returns, and reaches AWS where it is told', async () => {
    const [ok, called, failed, gone, order, unknown] = await invokes(
      ['meets', {}],
      ['meets:prod', {}],
      ['meets', {fail: 'as asked'}],
      ['meets', {exit: 7}],
      ['orders', {order: 1}],
      ['nobody', {}],
    );
    expect(ok).toMatchObject({
      status: 200,
      functionError: null,
      payload: {seen: 1, context: {from: 'client'}},
      log: expect.stringMatching(/^START RequestId: (\S+) Version: \$LATEST\nEND .*\nREPORT /),
    });
    expect(ok?.payload['arn']).toMatch(/:function:meets$/);
    expect(called?.payload['arn']).toMatch(/:function:meets:prod$/);
    expect(failed).toMatchObject({
      functionError: 'Unhandled',
      payload: {errorType: 'ValueError', errorMessage: 'as asked'},
    });
    expect(gone).toMatchObject({
      functionError: 'Unhandled',
      payload: {errorMessage: expect.stringContaining('exit status 7')},
    });
    expect(order).toMatchObject({status: 200, payload: {order: 1, value: 'kept'}});
    expect(unknown).toMatchObject({status: 404, error: 'ResourceNotFoundException'});
  });

  it('tells a timeout and a lack of memory as what they are, and has a fresh runtime after each', async () => {
    const [late, after, greedy, fresh] = await invokes(
      ['late', {sleep: 60}],
      ['late', {}],
      ['meets', {eat: true}],
      ['meets', {}],
    );
    expect(late?.payload).toMatchObject({
      errorType: 'Sandbox.Timedout',
      errorMessage: expect.stringContaining('Task timed out after 1.00 seconds'),
    });
    expect(after?.payload).toMatchObject({seen: 1});
    expect(greedy?.payload).toMatchObject({
      errorType: 'Runtime.ExitError',
      errorMessage: expect.stringContaining('signal: killed'),
    });
    expect(fresh?.payload).toMatchObject({seen: 1});
    const logs = await shop.compose(['logs', '--no-log-prefix', 'gateway']);
    expect(logs).toMatch(/meets {2}out-of-memory/);
    expect(logs).toMatch(/late {2}timed-out/);
  });

  it('tries again and hands records on as the project says', async () => {
    expect(await ask([{kind: 'send', name: 'late', event: {sleep: 60}}])).toEqual([202]);
    const ended = /event ended {2}[\d.]+ ms {2}(\w+) {2}Event {2}([\w-]+) {2}[^ ]*$/gm;
    const ends = await until('end of two events', async () => {
      const logs = await shop.compose(['logs', '--no-log-prefix', 'gateway']);
      expect(logs).toContain(
        'late: onSuccess is arn:aws:sqs:us-east-1:123456789012:done, no function',
      );
      const found = [...logs.matchAll(ended)].map(([, name, status]) => [name, status]);
      return found.length > 1 && found;
    });
    expect(ends).toEqual([
      ['late', 'timed-out'],
      ['orders', 'ok'],
    ]);
  });

  it('lists its functions, and gives events to no container but theirs', async () => {
    const [functions, stolen] = await ask([
      {kind: 'list'},
      {kind: 'fetch', url: 'http://gateway:9001/2018-06-01/runtime/invocation/next'},
    ]);
    expect(functions).toEqual([
      {FunctionName: 'late', Runtime: 'python3.13'},
      {FunctionName: 'meets', Runtime: 'python3.13'},
      {FunctionName: 'orders', Runtime: 'nodejs22.x'},
    ]);
    expect(stolen).toMatch(/^(UND_ERR_SOCKET|ECONNRESET)$/);
  });

  it('runs four events at once as soon as there are four containers', async () => {
    await shop.compose(['up', '--detach', '--wait', '--scale', 'meets=4', '--no-recreate']);
    const [answers] = (await ask([{kind: 'meet', count: 4}])) as [Told[]];
    const hosts = answers.map(({payload}) => payload['host']);
    expect(new Set(hosts).size).toBe(4);
  });

  it('answers the event of a killed container truly, which comes back by itself', async () => {
    const containers = await shop.containers('meets');
    const victim = (host: string): Docker.ContainerInspectInfo | undefined =>
      containers.find(({Id}) => Id.startsWith(host));
    let killed = Promise.resolve();
    let name = '';
    const [answers] = (await ask([{kind: 'meet', count: 1, hold: true}], (host) => {
      const container = victim(host);
      name = container?.Name ?? '';
      if (container !== undefined) killed = killFromOutside(container);
    })) as [Told[]];
    await killed;
    expect(answers).toEqual([
      {
        error: 'ServiceException',
        status: 502,
        message: expect.stringContaining('not run again'),
      },
    ]);
    await until('container that came back', async () => {
      const now = await shop.containers('meets');
      return now.some(
        (one) =>
          one.Name === name && one.RestartCount === 1 && one.State.Health?.Status === 'healthy',
      );
    });
    const [together] = (await ask([{kind: 'meet', count: 4}])) as [Told[]];
    expect(together.map(({status}) => status)).toEqual([200, 200, 200, 200]);
  });

  it('is gone after `down`', async () => {
    await shop.compose(['down', '--timeout', '1']);
    expect(await shop.containers()).toEqual([]);
  });
});

describe('a compose project with the emulator in each container, on a network of others', () => {
  let own: ComposeProject;
  let network: Docker.Network;

  beforeAll(async () => {
    const name = `lambdock-others-${process.pid}`;
    network = await new Docker().createNetwork({Name: name});
    const where = ['--network', name, '--publish', '127.0.0.1:0', '-o', 'rie.compose.yml'];
    const given = ['--env', "TOKEN=it's $secret", '--env', 'SUFFIX='];
    const secret = [...given, '--secrets-file', '.secrets'];
    const made = await project.run(['compose', 'meets', '--driver', 'rie', ...where, ...secret]);
    if (made.exitCode !== 0) throw new Error(made.stderr);
    own = composeProject({folder: project.folder, file: 'rie.compose.yml'});
    const words = ['up', '--detach', '--wait', '--wait-timeout', '100', '--scale', 'meets=2'];
    await own.compose(['--env-file', '.secrets', ...words]);
  });

  afterAll(async () => {
    await own.compose(['--env-file', '.secrets', 'down', '--timeout', '1']);
    await network.remove();
  });

  it('posts each event to a container of its own, and says that it assumes what became of it', async () => {
    const port = (await own.compose(['--env-file', '.secrets', 'port', 'gateway', '3001'])).trim();
    const post = async (event: unknown): Promise<readonly [Response, Record<string, unknown>]> => {
      const answer = await fetch(`http://${port}/2015-03-31/functions/meets/invocations`, {
        method: 'POST',
        body: JSON.stringify(event),
      });
      return [answer, (await answer.json()) as Record<string, unknown>];
    };
    const [[one, first], [, second]] = await Promise.all([post({sleep: 1}), post({sleep: 1})]);
    expect(one.headers.get('x-lambdock-status-assumed')).toBe('true');
    expect(first['host']).not.toBe(second['host']);
    const [failed, body] = await post({fail: 'as asked'});
    expect(failed.headers.get('x-amz-function-error')).toBe('Unhandled');
    expect(body).toMatchObject({errorType: 'ValueError'});
  });

  it('has values that were given for one run, empty ones too, where they are asked for, and not in the file', async () => {
    const text = await readFile(join(project.folder, 'rie.compose.yml'), 'utf8');
    expect(text).not.toContain('secret');
    const [container] = await own.containers('meets');
    expect(container?.Config.Env).toEqual(
      expect.arrayContaining(["TOKEN=it's $secret", 'SUFFIX=']),
    );
  });
});
