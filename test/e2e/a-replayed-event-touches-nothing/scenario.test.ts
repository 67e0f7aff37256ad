import {readFile, writeFile} from 'node:fs/promises';
import {join} from 'node:path';
import {afterAll, beforeAll, describe, expect, it} from '@jest/globals';
import {LABELS} from '../../../src/core/labels.js';
import {DRIVERS} from '../../../src/core/driver.js';
import type {ReplayEntry} from '../../../src/core/replay-entry.js';
import {CLOSED_NETWORK} from '../../../src/sandbox/closed-network.js';
import {openGate} from '../../support/engine-gate.js';
import {openProject, type E2eProject} from '../../support/e2e-project.js';

const SLOW = 60_000;
const SERVER = "require('http').createServer((_, answer) => answer.end('ok')).listen(8080)";

let project: E2eProject;
let network: string;
let service: string;
beforeAll(async () => {
  project = await openProject({fixture: 'projects/replay'});
  await project.run(['build', 'out']);
  const [image] = await project.images('out');
  network = `lambdock-test-${process.pid}`;
  await project.docker.createNetwork({Name: network});
  const created = await project.docker.createContainer({
    Image: image?.tags[0] ?? '',
    // It is none of the project's own.
    Labels: {[LABELS.project]: ''},
    Entrypoint: ['node', '-e', SERVER],
    HostConfig: {NetworkMode: network},
    NetworkingConfig: {EndpointsConfig: {[network]: {Aliases: ['service']}}},
  });
  service = created.id;
  await created.start();
  const urls = ['http://service:8080/a', 'http://203.0.113.7/b'];
  await writeFile(
    join(project.folder, 'events.ndjson'),
    urls.map((url) => `${JSON.stringify({url})}\n`).join(''),
  );
}, SLOW);
afterAll(async () => {
  await project.engine.removeContainer(service);
  await project.engine.removeNetwork(network);
  await project[Symbol.asyncDispose]();
});

async function replay(...args: string[]): Promise<{
  readonly exitCode: number | null;
  readonly stderr: string;
  readonly entries: readonly ReplayEntry[];
}> {
  const run = await project.run(['replay', 'out', 'events.ndjson', '--results', 'r', ...args]);
  const lines = (await readFile(join(project.folder, 'r'), 'utf8')).split('\n').slice(0, -1);
  const entries = lines.map((line) => JSON.parse(line) as ReplayEntry);
  return {...run, entries: entries.toSorted((one, other) => one.index - other.index)};
}

describe('a replayed function', () => {
  it.each(DRIVERS)(
    'that calls out is stopped, and what it says of it is told, with the driver %s',
    async (driver) => {
      const {exitCode, stderr, entries} = await replay('--driver', driver);
      expect(exitCode).toBe(1);
      expect(entries.map(({status}) => status)).toEqual(['function-error', 'function-error']);
      expect(entries.map(({blocked}) => blocked?.[0])).toEqual([
        expect.stringMatching(/^getaddrinfo (EAI_AGAIN|ENOTFOUND) service/),
        expect.stringMatching(/^connect ENETUNREACH 203\.0\.113\.7/),
      ]);
      expect(stderr).toContain('2 events of out could not reach the network');
      await project.untilNoContainer();
    },
    SLOW,
  );

  it.each(DRIVERS)(
    'reaches a service of the network that --network names, with credentials of nobody, and the driver %s',
    async (driver) => {
      const {exitCode, entries} = await replay(
        ...['--driver', driver, '--network', network, '--limit', '1'],
      );
      expect(entries.map(({payload}) => payload)).toEqual([
        {status: 200, key: 'AKIAIOSFODNN7EXAMPLE'},
      ]);
      expect(entries[0]?.blocked).toBeUndefined();
      expect(exitCode).toBe(0);
    },
    SLOW,
  );

  it(
    'does not reach a container of another run, which this machine does',
    async () => {
      await project.docker.getNetwork(CLOSED_NETWORK).connect({Container: service});
      const {NetworkSettings} = await project.docker.getContainer(service).inspect();
      const url = `http://${NetworkSettings.Networks[CLOSED_NETWORK]?.IPAddress}:8080/`;
      expect((await fetch(url)).status).toBe(200);
      await writeFile(join(project.folder, 'other.ndjson'), JSON.stringify({url}));
      const args = ['replay', 'out', 'other.ndjson', '--timeout', '1', '--json', '-q'];
      const {stdout} = await project.run(args);
      expect(JSON.parse(stdout.toString())).toMatchObject({byStatus: {'timed-out': 1}});
      await project.docker.getNetwork(CLOSED_NETWORK).disconnect({Container: service});
    },
    SLOW,
  );

  it.each(DRIVERS)(
    'runs though the network is pruned before its container starts, with the driver %s',
    async (driver) => {
      await using gate = await openGate();
      await writeFile(join(project.folder, 'one.ndjson'), '{"n":1}\n');
      const created = gate.hold(/^POST \S*\/containers\/create/);
      const run = project.start(['replay', 'any', 'one.ndjson', '--driver', driver, '-q'], {
        env: {DOCKER_HOST: gate.url},
      });
      await created.reached();
      expect(await project.engine.removeNetwork(CLOSED_NETWORK)).toBe(true);
      created.release();
      expect((await run.ended()).exitCode).toBe(0);
      expect(await project.engine.inspectNetwork(CLOSED_NETWORK)).toMatchObject({isInternal: true});
    },
    SLOW,
  );

  it(
    'has an environment of its own with --isolation cold, and shares a warm one without',
    async () => {
      await writeFile(join(project.folder, 'calm.ndjson'), '{"n":1}\n{"n":2}\n');
      const coldStarts = async (isolation: string): Promise<readonly boolean[]> => {
        const args = ['--ordered', '--isolation', isolation, '--results', isolation, '-q'];
        await project.run(['replay', 'any', 'calm.ndjson', ...args]);
        const lines = (await readFile(join(project.folder, isolation), 'utf8')).trimEnd();
        return lines.split('\n').map((line) => (JSON.parse(line) as ReplayEntry).coldStart);
      };
      expect(await coldStarts('warm')).toEqual([true, false]);
      expect(await coldStarts('cold')).toEqual([true, true]);
    },
    SLOW,
  );
});
