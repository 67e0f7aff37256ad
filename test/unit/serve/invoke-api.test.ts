import {beforeEach, describe, expect, it} from '@jest/globals';
import {LambdockError} from '../../../src/errors/lambdock-error.js';
import {ARN, INVOKE, jsonOf, openApiScene, textOf, type ApiScene} from '../../support/api-scene.js';
import {sampleResult} from '../../support/samples.js';

let scene: ApiScene;
beforeEach(async () => {
  scene = await openApiScene();
});

describe('invocations', () => {
  it('answer byte for byte what the function did, with the headers of Lambda', async () => {
    const response = await scene.ask('POST', `${INVOKE}/hello/invocations`, {body: '{"n":1.10}'});
    expect(textOf(response)).toBe('{"n":1.10}');
    expect(response).toMatchObject({
      status: 200,
      headers: {
        'x-amzn-RequestId': 'r-1',
        'X-Amz-Executed-Version': '$LATEST',
        'X-Lambdock-Attempts': '1',
      },
    });
    expect(response.headers).not.toHaveProperty('X-Amz-Function-Error');
    expect(scene.calls).toMatchObject([{event: '{"n":1.10}', options: {requestId: 'id-1'}}]);
  });

  it.each([
    'hello',
    'hello/',
    'hello:prod',
    'hello:$LATEST',
    'hello%3Aprod',
    'function:hello',
    '123456789012:function:hello',
    `${ARN}:hello`,
    encodeURIComponent(`${ARN}:hello:7`),
    'arn:aws:lambda:eu-central-1:999999999999:function:hello',
    'Stack%2FWorker',
  ])('find the function that %s names', async (name) => {
    const path = `${INVOKE}/${name.replace(/\/$/, '')}/invocations${name.endsWith('/') ? '/' : ''}`;
    expect((await scene.ask('POST', path)).status).toBe(200);
    expect(scene.calls).toHaveLength(1);
  });

  it('take an empty body for an empty object', async () => {
    await scene.ask('POST', `${INVOKE}/hello/invocations`);
    expect(scene.calls[0]?.event).toBe('{}');
  });

  it('tell the ARN that was called, where the driver can', async () => {
    await scene.ask('POST', `${INVOKE}/quick:prod/invocations`);
    await scene.ask('POST', `${INVOKE}/quick/invocations?Qualifier=7`);
    await scene.ask('POST', `${INVOKE}/quick/invocations`);
    await scene.ask('POST', `${INVOKE}/hello:prod/invocations`);
    expect(scene.calls.map(({options}) => options.context?.invokedFunctionArn)).toEqual([
      `${ARN}:quick:prod`,
      `${ARN}:quick:7`,
      undefined,
      undefined,
    ]);
  });

  it('refuse two qualifiers that differ', async () => {
    const response = await scene.ask('POST', `${INVOKE}/hello:a/invocations?Qualifier=b`);
    expect(response.status).toBe(400);
    expect(response.headers['x-amzn-ErrorType']).toBe('InvalidParameterValueException');
  });

  it('mark what failed, with the function’s own words or those of Lambda', async () => {
    const error = {type: 'Sandbox.Timedout', message: 'Task timed out', stackTrace: []};
    scene.run = async () => sampleResult(null, {status: 'timed-out', error});
    const response = await scene.ask('POST', `${INVOKE}/hello/invocations`);
    expect(response.status).toBe(200);
    expect(response.headers['X-Amz-Function-Error']).toBe('Unhandled');
    expect(jsonOf(response)).toEqual({
      errorType: 'Sandbox.Timedout',
      errorMessage: 'Task timed out',
    });
  });

  it('bring the last 4 KB of the log where it is asked for', async () => {
    scene.run = async ({onOutput}) => {
      await onOutput?.(Buffer.from('a'.repeat(3000)));
      await onOutput?.(Buffer.from(`${'é'.repeat(2048)}z`));
      return sampleResult('1');
    };
    const headers = {'x-amz-log-type': 'Tail'};
    const response = await scene.ask('POST', `${INVOKE}/hello/invocations`, {headers});
    const log = Buffer.from(response.headers['X-Amz-Log-Result'] ?? '', 'base64').toString();
    expect(log).toBe(`${'é'.repeat(2047)}z`);
  });

  it('hand on the client context, and refuse what is none', async () => {
    const header = (text: string) => ({
      headers: {'x-amz-client-context': Buffer.from(text).toString('base64')},
    });
    await scene.ask('POST', `${INVOKE}/hello/invocations`, header('{"custom":{"a":"b"}}'));
    expect(scene.calls[0]?.options.clientContext).toEqual({custom: {a: 'b'}});
    for (const text of ['{', '"text"', '[1]', `{"a":"${'x'.repeat(3600)}"}`]) {
      const response = await scene.ask('POST', `${INVOKE}/hello/invocations`, header(text));
      expect([text.slice(0, 5), response.status]).toEqual([text.slice(0, 5), 400]);
    }
    expect(scene.calls).toHaveLength(1);
  });

  it('tell a client context that is none: decoded, or as it was sent where it is no Base64', async () => {
    for (const [sent, found] of [
      ['!!!', '!!!'],
      ['{"custom":{}}', '{"custom":{}}'],
      [Buffer.from('[1]').toString('base64'), '[1]'],
    ] as const) {
      const headers = {'x-amz-client-context': sent};
      const response = await scene.ask('POST', `${INVOKE}/hello/invocations`, {headers});
      const told = Object.values(jsonOf(response) as Readonly<Record<string, unknown>>);
      expect(told).toContainEqual(expect.stringContaining(`; found ${JSON.stringify(found)}`));
    }
  });

  it.each([
    `${INVOKE}/hello/invocations`,
    '/2021-11-15/functions/quick/response-streaming-invocations',
  ])('at %s whose client gives up while they wait are no failure of ours', async (path) => {
    const client = new AbortController();
    scene.run = ({signal}) =>
      new Promise((_, reject) => {
        signal?.addEventListener('abort', () => reject(signal.reason as Error));
        client.abort(new Error('the client has gone'));
      });
    await scene.ask('POST', path, {signal: client.signal});
    expect(scene.records).toMatchObject([{httpStatus: 499, errorType: null, clientGone: true}]);
    const metrics = textOf(await scene.ask('GET', '/metrics'));
    expect(metrics).toMatch(/^lambdock_requests_total{.*code="499"} 1$/m);
    expect(metrics).not.toMatch(/^lambdock_errors_total{/m);
  });

  it('whose client gives up when the engine has failed are refused with that', async () => {
    const client = new AbortController();
    scene.run = async () => {
      client.abort(new Error('the client has gone'));
      throw new LambdockError('DOCKER_UNREACHABLE', {message: 'no engine'});
    };
    await scene.ask('POST', `${INVOKE}/hello/invocations`, {signal: client.signal});
    expect(scene.records).toMatchObject([{httpStatus: 500, errorType: 'ServiceException'}]);
  });

  it('are answered 204 and run nothing with DryRun', async () => {
    const headers = {'x-amz-invocation-type': 'DryRun'};
    const response = await scene.ask('POST', `${INVOKE}/hello/invocations`, {headers});
    expect([response.status, textOf(response), scene.calls.length]).toEqual([204, '', 0]);
  });

  it('are answered 202 without a body with Event, and 429 where too many are inside', async () => {
    const headers = {'x-amz-invocation-type': 'Event'};
    const response = await scene.ask('POST', `${INVOKE}/hello/invocations`, {headers});
    expect([response.status, textOf(response), scene.accepted]).toEqual([202, '', ['id-1']]);
    scene.hasRoom = false;
    expect((await scene.ask('POST', `${INVOKE}/hello/invocations`, {headers})).status).toBe(429);
  });
});

describe('what is refused', () => {
  const full = new LambdockError('POOL_FULL', {message: 'hello is busy'});
  const lost = new LambdockError('SANDBOX_LOST', {message: 'the container went away'});
  const down = new LambdockError('DOCKER_UNREACHABLE', {message: 'no engine'});
  it.each([
    [429, 'TooManyRequestsException', full],
    [502, 'ServiceException', lost],
    [500, 'ServiceException', down],
    [500, 'ServiceException', new Error('a bug')],
  ])('is answered %i %s where running fails', async (status, type, error) => {
    scene.run = async () => Promise.reject(error);
    const response = await scene.ask('POST', `${INVOKE}/hello/invocations`);
    expect([response.status, response.headers['x-amzn-ErrorType']]).toEqual([status, type]);
    expect(textOf(response)).not.toContain('    at ');
    expect(scene.records).toMatchObject([{httpStatus: status, errorType: type, function: 'hello'}]);
  });

  it('names the reason of 429 as Lambda does', async () => {
    scene.run = async () => Promise.reject(full);
    expect(jsonOf(await scene.ask('POST', `${INVOKE}/hello/invocations`))).toEqual({
      Reason: 'ReservedFunctionConcurrentInvocationLimitExceeded',
      Type: 'User',
      message: 'Rate Exceeded.',
    });
  });

  it.each<[string, string, string | null, number, string]>([
    ['POST', `${INVOKE}/nope/invocations`, '{}', 404, 'ResourceNotFoundException'],
    ['GET', `${INVOKE}/nope`, '', 404, 'ResourceNotFoundException'],
    ['POST', `${INVOKE}/hello/invocations`, '{', 400, 'InvalidRequestContentException'],
    ['POST', `${INVOKE}/hello/invocations`, null, 413, 'RequestTooLargeException'],
    ['GET', `${INVOKE}/hello/invocations`, '', 405, 'MethodNotAllowedException'],
    ['DELETE', `${INVOKE}/hello`, '', 405, 'MethodNotAllowedException'],
    ['POST', '/healthz', '', 405, 'MethodNotAllowedException'],
    ['POST', '/2015-03-31/functions/function/other', '', 404, 'UnknownOperationException'],
    ['GET', '/', '', 404, 'UnknownOperationException'],
    ['GET', `${INVOKE}/%E0%A4%A`, '', 404, 'UnknownOperationException'],
  ])('%s %s is told by its name', async (...row) => {
    const [method, url, body, status, type] = row;
    const response = await scene.ask(method, url, {body});
    expect([response.status, response.headers['x-amzn-ErrorType']]).toEqual([status, type]);
    expect(jsonOf(response)).toMatchObject({Type: 'User'});
    expect(scene.calls).toEqual([]);
  });

  it('says of an unknown function what Lambda says', async () => {
    const response = await scene.ask('POST', `${INVOKE}/nope:prod/invocations`);
    expect(jsonOf(response)).toEqual({
      Type: 'User',
      Message: `Function not found: ${ARN}:nope:prod`,
    });
  });

  it('takes 6 MB of an event that somebody waits for, and 1 MB of one that nobody does', async () => {
    const body = JSON.stringify('x'.repeat(2 ** 20));
    expect((await scene.ask('POST', `${INVOKE}/hello/invocations`, {body})).status).toBe(200);
    const headers = {'x-amz-invocation-type': 'Event'};
    const response = await scene.ask('POST', `${INVOKE}/hello/invocations`, {body, headers});
    expect([response.status, scene.accepted]).toEqual([413, []]);
  });

  it('refuses a byte order mark before the event, which no runtime takes for JSON', async () => {
    const body = '\ufeff{}';
    const response = await scene.ask('POST', `${INVOKE}/hello/invocations`, {body});
    expect([response.status, scene.calls]).toEqual([400, []]);
    expect(textOf(response)).toContain('Could not parse request body into json');
  });

  it.each(['x-amz-invocation-type', 'x-amz-log-type'])(
    'names a wrong value of %s',
    async (name) => {
      const headers = {[name]: 'Sometimes'};
      const response = await scene.ask('POST', `${INVOKE}/hello/invocations`, {headers});
      expect(response.status).toBe(400);
      expect(textOf(response)).toContain('Sometimes');
    },
  );
});
