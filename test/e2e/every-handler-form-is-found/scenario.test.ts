import {afterAll, beforeAll, describe, expect, it} from '@jest/globals';
import {openProject, type E2eProject} from '../../support/e2e-project.js';
import type {Run} from '../../support/cli.js';

const SLOW = 60_000;

describe('a handler', () => {
  let project: E2eProject;

  beforeAll(async () => {
    project = await openProject({fixture: 'projects/forms'});
  });

  afterAll(async () => {
    await project[Symbol.asyncDispose]();
  });

  const ask = (name: string, handler: string): Promise<Run> =>
    project.run(['invoke', name, '-q', '--handler', handler, '-d', '{"name":"Ada"}']);

  it.each([
    ['node', 'index.asynchronous', 'async Ada'],
    ['node', 'index.promise', 'promise Ada'],
    ['node', 'index.callback', 'callback Ada'],
    ['node', 'index.done', 'done Ada'],
    ['node', 'index.succeed', 'succeed Ada'],
    ['node', 'index.nested.handler', 'nested Ada'],
    ['node', 'lib/greet.handler', 'mjs Ada'],
    ['module', 'index.handler', 'module Ada'],
    ['python', 'shop.orders.app.handler', 'nested Ada'],
    ['python', 'shop/orders/app.handler', 'nested Ada'],
  ])(
    'of %s is called as %s',
    async (name, handler, answer) => {
      const run = await ask(name, handler);
      expect([run.exitCode, run.stdout.toString()]).toEqual([0, JSON.stringify(answer)]);
    },
    SLOW,
  );

  it.each([
    ['index.callbackError', 'by callback'],
    ['index.fail', 'by fail'],
  ])(
    '%s fails by the way its runtime offers',
    async (handler, message) => {
      const run = await ask('node', handler);
      expect(run.exitCode).toBe(1);
      expect(JSON.parse(run.stdout.toString())).toMatchObject({
        errorType: 'RangeError',
        errorMessage: message,
      });
    },
    SLOW,
  );

  it(
    'that streams an HTTP response answers its prelude, eight zero bytes and the body',
    async () => {
      const run = await ask('node', 'index.http');
      const [prelude = '', body] = run.stdout.toString().split('\0'.repeat(8));
      expect([run.exitCode, body]).toEqual([0, 'streamed Ada']);
      expect(JSON.parse(prelude)).toEqual({statusCode: 201, headers: {a: 'b'}});
    },
    SLOW,
  );

  it(
    'that streams an HTTP response has prelude and body apart in the envelope',
    async () => {
      const run = await project.run([
        'invoke',
        'node',
        '-q',
        '--json',
        '--handler',
        'index.http',
        '-d',
        '{"name":"Ada"}',
      ]);
      expect(JSON.parse(run.stdout.toString())).toMatchObject({
        status: 'ok',
        http: {statusCode: 201, headers: {a: 'b'}},
        payload: null,
        payloadBase64: Buffer.from('streamed Ada').toString('base64'),
      });
    },
    SLOW,
  );
});
