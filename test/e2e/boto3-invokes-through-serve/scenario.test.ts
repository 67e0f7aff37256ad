import {execFile} from 'node:child_process';
import {fileURLToPath} from 'node:url';
import {promisify} from 'node:util';
import {afterAll, beforeAll, describe, expect, it} from '@jest/globals';
import {DRIVERS, type Driver} from '../../../src/core/driver.js';
import {openProject, type E2eProject} from '../../support/e2e-project.js';
import {pythonWithBoto3} from '../../support/moto-server.js';
import {startServe, type Served} from '../../support/served.js';

const CLIENT = fileURLToPath(new URL('client.py', import.meta.url));
const LIMIT_MS = 120_000;

let project: E2eProject;
const servers = new Map<Driver, Served>();
beforeAll(async () => {
  project = await openProject({fixture: 'projects/served'});
  const flags = ['--concurrency', '1', '--queue', '1'];
  for (const driver of DRIVERS)
    servers.set(driver, await startServe(project, ['--driver', driver, ...flags]));
}, LIMIT_MS);
afterAll(async () => {
  const all = [...servers.values()];
  for (const {started} of all) started.child.kill('SIGTERM');
  await Promise.all(all.map(({started}) => started.ended()));
  await project[Symbol.asyncDispose]();
}, LIMIT_MS);

// The emulator has an account of its own.
const ARN: Readonly<Record<Driver, string>> = {
  rie: 'arn:aws:lambda:us-east-1:012345678912:function:any',
  'runtime-api': 'arn:aws:lambda:us-east-1:123456789012:function:any:$LATEST',
};

describe('boto3, with nothing but an endpoint', () => {
  it.each(DRIVERS)(
    'gets answers, errors of its own classes, lists and streams, with the driver %s',
    async (driver) => {
      const url = servers.get(driver)?.url ?? '';
      const {python, env} = await pythonWithBoto3();
      const {stdout} = await promisify(execFile)(python, [CLIENT, url], {env});
      const seen = JSON.parse(stdout) as {plain: {requestId: string}};
      expect(seen).toEqual({
        plain: {
          status: 200,
          version: '$LATEST',
          error: null,
          log: true,
          requestId: expect.any(String),
          answer: expect.objectContaining({
            event: {n: 1},
            awsRequestId: seen.plain.requestId,
            clientContext: {custom: {a: 'b'}},
            invokedFunctionArn: ARN[driver],
          }),
        },
        threw: ['Unhandled', 'RangeError'],
        event: [202, ''],
        dryRun: 204,
        stream: 'piece 1;piece 2;piece 3;',
        list: ['any', 'streamer'],
        get: 'index.handler',
        configuration: 3,
        unknown: [['ResourceNotFoundException'], 'ResourceNotFoundException', 404],
        broken: [['InvalidRequestContentException'], 'InvalidRequestContentException', 400],
        large: [['RequestTooLargeException'], 'RequestTooLargeException', 413],
        empty: {},
        many: {
          answered: true,
          refused: [[['TooManyRequestsException'], 'TooManyRequestsException', 429]],
        },
      });
    },
    LIMIT_MS,
  );
});
