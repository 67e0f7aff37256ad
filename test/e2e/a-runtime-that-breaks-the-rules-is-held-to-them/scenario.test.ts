import {randomUUID} from 'node:crypto';
import {readFile, writeFile} from 'node:fs/promises';
import {join} from 'node:path';

import {afterAll, beforeAll, describe, expect, it, jest} from '@jest/globals';
import {createLambdock, type Lambdock} from '../../../src/index.js';
import {baseImage} from '../../support/base-images.js';
import type {Run} from '../../support/cli.js';
import {openProject, type E2eProject} from '../../support/e2e-project.js';

jest.setTimeout(120_000);

const RUNTIME = new URL('runtime.mjs', import.meta.url);

let project: E2eProject;
let lambdock: Lambdock;
/** Its init takes all the time that an init has: the others run meanwhile. */
let silent: Promise<Run>;
let silentReplay: Promise<Run>;

beforeAll(async () => {
  project = await openProject({});
  const script = await readFile(RUNTIME, 'utf8');
  const image = await baseImage('node');
  const entryPoint = ['/var/lang/bin/node', '--input-type=module', '-e', script];
  const one = {image, imageConfig: {entryPoint}, timeout: 5};
  const functions = {
    rude: one,
    early: {...one, environment: {ANSWERS_FIRST: '1'}},
    silent: {...one, timeout: 1, environment: {NEVER_ASKS: '1'}},
  };
  const settings = {driver: 'runtime-api', functions};
  await writeFile(join(project.folder, 'lambdock.yml'), JSON.stringify(settings));
  silent = project.run(['invoke', 'silent', '-d', '{}', '--json']);
  await writeFile(join(project.folder, 'two.ndjson'), '{}\n{}\n');
  silentReplay = project.run(['replay', 'silent', 'two.ndjson', '--concurrency', '2', '--json']);
  lambdock = await createLambdock({cwd: project.folder, pool: {perFunction: 1}});
});

afterAll(async () => {
  await lambdock.dispose();
  await project[Symbol.asyncDispose]();
});

const payloadOf = async (event: unknown): Promise<unknown> => {
  const {status, payload, error} = await lambdock.function('rude').invoke(event);
  expect({status, error}).toEqual({status: 'ok', error: null});
  return payload;
};

describe('a runtime', () => {
  it('that answers twice has answered once: what follows is refused and is not in the next event', async () => {
    const {payload, requestId} = await lambdock.function('rude').invoke({way: 'twice'});
    expect(payload).toEqual({id: requestId});
    const [first, again, error] = (await payloadOf({way: 'tell'})) as unknown[];
    expect(first).toBe(202);
    expect([400, 403, 410]).toContain(again);
    expect([400, 403, 410]).toContain(error);
  });

  it('that answers another event than its own is refused, and may still answer its own', async () => {
    const {requestId} = await lambdock.function('rude').invoke({way: 'twice'});
    expect(await payloadOf({way: 'foreign', earlier: requestId})).toEqual([
      400,
      410,
      'InvalidRequestID',
    ]);
  });

  it('that answers before it has asked for work is refused', async () => {
    expect((await lambdock.function('early').invoke(null)).payload).toEqual([400]);
  });

  it('that asks with broken requests hears what is wrong with each, and may still answer', async () => {
    expect(await payloadOf({way: 'broken'})).toEqual([
      'HTTP/1.1 400 Bad Request',
      'HTTP/1.1 400 Bad Request',
      405,
      405,
      404,
      403,
      403,
    ]);
  });

  it('did all that in one environment', async () => {
    const {coldStart} = await lambdock.function('rude').invoke({way: 'twice'});
    expect(coldStart).toBe(false);
  });

  it('that never asks for work is a timeout of its init, and what may be the cause is said', async () => {
    const {exitCode, stdout, stderr} = await silent;
    expect(exitCode).toBe(124);
    expect(JSON.parse(stdout.toString())).toMatchObject({
      status: 'timed-out',
      driver: 'runtime-api',
      error: {message: expect.stringMatching(/Init timed out after 10\.00 seconds/) as unknown},
    });
    expect(stderr).toMatch(/silent: the runtime never asked for work at .*--driver rie/);
  });

  it('that never asks for work is told of once, in however many environments of a replay', async () => {
    const {exitCode, stdout, stderr} = await silentReplay;
    expect(exitCode).toBe(1);
    expect(JSON.parse(stdout.toString())).toMatchObject({byStatus: {'timed-out': 2}});
    expect(stderr.match(/the runtime never asked for work/g)).toHaveLength(1);
  });
});

describe('a network whose bridge has no address on this machine', () => {
  it('is refused, and the driver that can is named', async () => {
    const name = `lambdock-test-${randomUUID()}`;
    const network = await project.docker.createNetwork({
      Name: name,
      Options: {'com.docker.network.bridge.inhibit_ipv4': 'true'},
    });
    try {
      const run = await project.run(['invoke', 'rude', '-d', '{}', '--network', name]);
      expect(run.exitCode).toBe(3);
      expect(run.stderr).toMatch(/cannot listen on [\d.]+: it is none of this machine’s/);
      expect(run.stderr).toContain('--driver rie');
      expect(run.stdout.toString()).toBe('');
    } finally {
      await network.remove();
    }
  });
});
