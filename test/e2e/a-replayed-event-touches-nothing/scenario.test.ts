import {readFile, writeFile} from 'node:fs/promises';
import {join} from 'node:path';
import {afterAll, beforeAll, describe, expect, it} from '@jest/globals';
import {LABELS} from '../../../src/core/labels.js';
import {DRIVERS} from '../../../src/core/driver.js';
import type {ReplayEntry} from '../../../src/core/replay-entry.js';
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
