import {execFile} from 'node:child_process';
import {fileURLToPath} from 'node:url';
import {promisify} from 'node:util';
import {afterAll, beforeAll, describe, expect, it} from '@jest/globals';
import {openProject, type E2eProject} from '../../support/e2e-project.js';
import {pythonWithBoto3} from '../../support/moto-server.js';
import {startServe, type Served} from '../../support/served.js';

const CLIENT = fileURLToPath(new URL('client.py', import.meta.url));
const LIMIT_MS = 120_000;

let project: E2eProject;
let served: Served;
beforeAll(async () => {
  project = await openProject({fixture: 'projects/served'});
  served = await startServe(project, ['--driver', 'runtime-api']);
}, LIMIT_MS);
afterAll(async () => {
  served.started.child.kill('SIGTERM');
  await served.started.ended();
  await project[Symbol.asyncDispose]();
}, LIMIT_MS);

describe('boto3, with nothing but an endpoint', () => {
  it(
    'gets answers, errors of its own classes, lists and streams',
    async () => {
      const {python, env} = await pythonWithBoto3();
      const {stdout} = await promisify(execFile)(python, [CLIENT, served.url], {env});
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
            invokedFunctionArn: 'arn:aws:lambda:us-east-1:123456789012:function:any:$LATEST',
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
      });
    },
    LIMIT_MS,
  );
});
