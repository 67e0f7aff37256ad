import {spawn, type ChildProcess} from 'node:child_process';
import {once} from 'node:events';
import {fileURLToPath} from 'node:url';
import {afterEach, beforeEach, describe, expect, it} from '@jest/globals';
import type {GatewayFunction} from '../../../src/core/compose/gateway-settings.js';
import {SUPERVISOR_PATH, SUPERVISOR_SCRIPT} from '../../../src/core/compose/supervisor.js';
import {hostedLane, type HostedLane} from '../../../src/fleet/hosted-lane.js';
import type {Ran} from '../../../src/fleet/fleet-tools.js';
import {rieClient} from '../../../src/net/rie-client.js';
import {listenForRuntimes, type RuntimesListener} from '../../../src/net/runtimes-server.js';
import {gatewayFunction} from '../../support/gateway-function.js';
import {until} from '../../support/until.js';

/** A runtime of a few lines, under the real supervisor, on this machine in place of a container. */
const RUNTIME = fileURLToPath(new URL('../../fixtures/fleet/runtime.mjs', import.meta.url));

let lane: HostedLane;
let listener: RuntimesListener;
const children: ChildProcess[] = [];
const told: string[] = [];

const settings = gatewayFunction({timeoutMs: 20_000});

async function open(over: Partial<GatewayFunction> = {}): Promise<void> {
  lane = hostedLane(
    {
      now: () => performance.timeOrigin + performance.now(),
      addressesOf: async () => ['127.0.0.1'],
      rie: rieClient,
      limits: {queue: 2, queueMs: 20_000},
      onInitFailure: (name, cause) => told.push(`${name}: ${cause}`),
    },
    {...settings, ...over},
  );
  listener = await listenForRuntimes({
    port: 0,
    supervisorPath: SUPERVISOR_PATH,
    admits: (address) => lane.admits(address),
    onRequest: (address, request) => lane.onRequest(address, request),
    onSupervisor: (address, link) => lane.onSupervisor(address, link),
  });
}

/** What a container of the service would run. */
function container(script: string | null = SUPERVISOR_SCRIPT, env = {}): ChildProcess {
  const words = [process.execPath, RUNTIME];
  const [program = '', ...args] = script === null ? words : ['bash', '-c', script, 'sh', ...words];
  const child = spawn(program, args, {
    stdio: 'ignore',
    env: {
      ...process.env,
      AWS_LAMBDA_RUNTIME_API: `127.0.0.1:${listener.port}`,
      AWS_LAMBDA_FUNCTION_VERSION: '$LATEST',
      ...env,
    },
  });
  children.push(child);
  return child;
}

let count = 0;
const invoke = (event: unknown, signal?: AbortSignal): Promise<Ran> =>
  lane.invoke(
    {
      requestId: `request-${(count += 1)}`,
      functionName: 'hello',
      event: Buffer.from(JSON.stringify(event)),
      clientContext: null,
    },
    {signal},
  );

const statusOf = async (event: unknown): Promise<string> =>
  (await invoke(event)).observation.outcome.status;

beforeEach(() => {
  children.length = 0;
  told.length = 0;
});

afterEach(async () => {
  lane.close(new Error('the test is over'));
  listener.close();
  const isRunning = ({exitCode, signalCode}: ChildProcess): boolean =>
    exitCode === null && signalCode === null;
  const ended = children.filter(isRunning).map((child) => once(child, 'exit'));
  for (const child of children) child.kill('SIGTERM');
  await Promise.all(ended);
});

it('a runtime that has answered and asks for no more is given up when its event’s time is over', async () => {
  await open({timeoutMs: 300});
  container();
  expect(await statusOf({stay: true})).toBe('ok');
  const {observation} = await invoke({});
  expect(observation).toMatchObject({outcome: {status: 'ok'}, coldStart: true});
});

describe('a supervised runtime', () => {
  beforeEach(() => open());

  it('answers, fails and exits, and each is told as what it is', async () => {
    container();
    expect(await statusOf({})).toBe('ok');
    expect(await statusOf({fail: true})).toBe('function-error');
    const {observation} = await invoke({exit: 7});
    expect(observation).toMatchObject({
      outcome: {status: 'crashed', exitCode: 7, signal: null},
      assumed: false,
    });
    const after = await invoke({});
    expect(after.observation).toMatchObject({outcome: {status: 'ok'}, coldStart: true});
  });

  it('is not given what waits too long in line, and takes no more than fits', async () => {
    const left = new AbortController();
    const waiting = invoke({}, left.signal);
    const second = invoke({});
    await expect(invoke({})).rejects.toMatchObject({code: 'POOL_FULL'});
    left.abort(new Error('gone'));
    await expect(waiting).rejects.toThrow('gone');
    container();
    expect((await second).observation.outcome.status).toBe('ok');
  });

  it('ends its event before it leaves', async () => {
    const child = container();
    const event = invoke({ms: 100});
    await until('event on its way', () => lane.figures().busy === 1);
    child.kill('SIGTERM');
    expect((await event).observation.outcome.status).toBe('ok');
    await until('end of the container', () => child.exitCode !== null);
    expect(lane.figures().environments).toBe(0);
  });

  it('that is lost with its event is not run again', async () => {
    const child = container();
    await invoke({});
    const event = invoke({hang: true, group: true});
    await until('event on its way', () => lane.figures().busy === 1);
    listener.close();
    await expect(event).rejects.toMatchObject({
      code: 'SANDBOX_LOST',
      details: expect.objectContaining({delivered: true}),
    });
    child.kill('SIGTERM');
  });
});

describe('a supervised runtime that takes too long', () => {
  it('is killed, and another takes its place', async () => {
    await open({timeoutMs: 50});
    container();
    expect(await statusOf({hang: true})).toBe('timed-out');
    expect(lane.figures().environments).toBe(0);
    await until('fresh runtime', () => lane.figures().isReady);
  });
});

describe('an init that fails', () => {
  it('is told to the event that waits for it, and tried again', async () => {
    await open();
    container(SUPERVISOR_SCRIPT, {FAIL_INIT: '1'});
    const [first, second] = [await invoke({}), await invoke({})];
    expect(first.observation.outcome).toMatchObject({
      status: 'init-error',
      error: {type: 'Broken', message: 'no init'},
    });
    expect(second.observation.outcome.status).toBe('init-error');
    expect(lane.figures().isReady).toBe(false);
  });
});

describe('an init that fails and that nobody asked for', () => {
  it('is told once for its cause, and is what keeps the function from being ready until one goes well', async () => {
    await open();
    const child = container(SUPERVISOR_SCRIPT, {FAIL_INIT: '1'});
    await until('cause', () => lane.figures().initFailure === 'Broken: no init');
    expect([await statusOf({}), await statusOf({})]).toEqual(['init-error', 'init-error']);
    expect(told).toEqual(['hello: Broken: no init']);
    child.kill('SIGTERM');
    await once(child, 'exit');
    container();
    await until('fresh runtime', () => lane.figures().isReady);
    expect(lane.figures().initFailure).toBeNull();
  });

  it('is told again for the same cause once one has gone well', async () => {
    await open();
    for (const env of [{FAIL_INIT: '1'}, {}, {FAIL_INIT: '1'}]) {
      const child = container(SUPERVISOR_SCRIPT, env);
      const isFailing = 'FAIL_INIT' in env;
      await until('end of the init', () =>
        isFailing ? lane.figures().initFailure !== null : lane.figures().isReady,
      );
      child.kill('SIGTERM');
      await once(child, 'exit');
      await until('end of the runtime', () => !lane.figures().isReady);
    }
    expect(told).toEqual(['hello: Broken: no init', 'hello: Broken: no init']);
  });
});

describe('a runtime without a supervisor', () => {
  it('is taken for a new one when it asks again with an event in hand, and that is an assumption', async () => {
    await open({isSupervised: false});
    container(null);
    expect(await statusOf({})).toBe('ok');
    const crash = invoke({exit: 3});
    await until('end of the runtime', () => children[0]?.exitCode === 3);
    container(null);
    expect((await crash).observation).toMatchObject({
      outcome: {status: 'crashed'},
      assumed: true,
    });
    expect(await statusOf({})).toBe('ok');
  });
});
