import {mkdir, readFile, writeFile} from 'node:fs/promises';
import {join} from 'node:path';
import {afterAll, beforeAll, expect, it, jest} from '@jest/globals';
import {openProject, type E2eProject} from '../../support/e2e-project.js';

jest.setTimeout(60_000);

let project: E2eProject;

const PROJECT = `endpoints: {dynamodb: "http://dynamo:8000"}
functions:
  look:
    runtime: nodejs22.x
    handler: index.handler
    code: ./look
    memory: 128
    timeout: 30
    ephemeralStorage: 512
    fileSystems:
      - {mountPath: /mnt/data, source: ./data}
      - {mountPath: /mnt/other}
    docker:
      hostname: of-my-own
      shmSize: 7
      ulimits: {memlock: {soft: 65536, hard: 131072}}
      sysctls: {net.ipv4.ip_unprivileged_port_start: 81}
      extraHosts: ["db:10.9.8.7"]
      mounts: ["./data:/mnt/read-only:ro"]
`;

// More is written to /tmp than the function has memory.
const FUNCTION = `const fs = require('node:fs');
const os = require('node:os');
exports.handler = async () => {
  const size = ({bsize, blocks}) => (bsize * blocks) / 2 ** 20;
  const chunk = Buffer.alloc(2 ** 20, 1);
  for (let at = 0; at < 160; at += 1) fs.appendFileSync('/tmp/large', chunk);
  fs.writeFileSync('/mnt/data/answer', 'from the function');
  let readOnly = null;
  try { fs.writeFileSync('/mnt/read-only/no', ''); } catch (error) { readOnly = error.code; }
  return {
    tmpMb: size(fs.statfsSync('/tmp')),
    shmMb: size(fs.statfsSync('/dev/shm')),
    hostname: os.hostname(),
    locked: /Max locked memory\\s+(\\d+)\\s+(\\d+)/.exec(fs.readFileSync('/proc/self/limits', 'utf8')).slice(1),
    port: fs.readFileSync('/proc/sys/net/ipv4/ip_unprivileged_port_start', 'utf8').trim(),
    db: /10\\.9\\.8\\.7\\s+db/.test(fs.readFileSync('/etc/hosts', 'utf8')),
    other: fs.existsSync('/mnt/other'),
    given: fs.readFileSync('/mnt/data/given', 'utf8'),
    endpoint: process.env.AWS_ENDPOINT_URL_DYNAMODB,
    readOnly,
  };
};
`;

beforeAll(async () => {
  project = await openProject({});
  await mkdir(join(project.folder, 'look'), {recursive: true});
  await mkdir(join(project.folder, 'data'), {recursive: true});
  await writeFile(join(project.folder, 'look/index.js'), FUNCTION);
  await writeFile(join(project.folder, 'data/given'), 'to the function');
  await writeFile(join(project.folder, 'lambdock.yml'), PROJECT);
});
afterAll(async () => {
  await project[Symbol.asyncDispose]();
});

it('has file systems, /tmp of its size and the engine options of the project', async () => {
  const run = await project.run(['invoke', 'look', '-d', '{}']);
  expect([run.exitCode, run.stderr]).toEqual([0, expect.not.stringContaining('Error')]);
  expect(JSON.parse(run.stdout.toString())).toEqual({
    tmpMb: 512,
    shmMb: 7,
    hostname: 'of-my-own',
    locked: ['65536', '131072'],
    port: '81',
    db: true,
    other: false,
    given: 'to the function',
    endpoint: 'http://dynamo:8000',
    readOnly: 'EROFS',
  });
  expect(await readFile(join(project.folder, 'data/answer'), 'utf8')).toBe('from the function');
  expect(run.stderr).toContain('--mount ./data:/mnt/other');
});
