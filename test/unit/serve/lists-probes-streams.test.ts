import {beforeEach, describe, expect, it} from '@jest/globals';
import parsePrometheus from 'parse-prometheus-text-format';
import {LambdockError} from '../../../src/errors/lambdock-error.js';
import {ARN, INVOKE, jsonOf, openApiScene, textOf, type ApiScene} from '../../support/api-scene.js';
import {sampleResult} from '../../support/samples.js';
import {within} from '../../support/until.js';

let scene: ApiScene;
beforeEach(async () => {
  scene = await openApiScene();
});

describe('lists', () => {
  it('come in pages, by name', async () => {
    const first = jsonOf(await scene.ask('GET', `${INVOKE}/?MaxItems=2`)) as Page;
    const query = new URLSearchParams({MaxItems: '2', Marker: first.NextMarker ?? ''});
    const second = jsonOf(await scene.ask('GET', `${INVOKE}?${query.toString()}`)) as Page;
    expect([first, second].map(namesOf)).toEqual([['Stack/Worker', 'hello'], ['quick']]);
    expect(second.NextMarker).toBeUndefined();
    expect((await scene.ask('GET', `${INVOKE}?Marker=x`)).status).toBe(400);
    expect((await scene.ask('GET', `${INVOKE}?MaxItems=0`)).status).toBe(400);
  });

  it('and single functions have AWS’s shape', async () => {
    const one = jsonOf(await scene.ask('GET', `${INVOKE}/hello`));
    const configuration = jsonOf(await scene.ask('GET', `${INVOKE}/${ARN}:hello/configuration`));
    expect(one).toMatchObject({Configuration: configuration});
    expect(configuration).toMatchObject({
      FunctionName: 'hello',
      FunctionArn: `${ARN}:hello`,
      Runtime: 'nodejs22.x',
      Timeout: 3,
      MemorySize: 128,
      State: 'Active',
      LastModified: '1970-01-01T00:00:00.000+0000',
    });
    expect(scene.calls).toEqual([]);
  });
});

interface Page {
  readonly Functions: readonly {readonly FunctionName: string}[];
  readonly NextMarker?: string;
}
const namesOf = ({Functions}: Page): readonly string[] =>
  Functions.map(({FunctionName}) => FunctionName);

describe('probes', () => {
  it('tell health and readiness, and run nothing', async () => {
    expect((await scene.ask('GET', '/healthz')).status).toBe(200);
    expect((await scene.ask('HEAD', '/readyz/')).status).toBe(200);
    scene.isReady = false;
    expect(await scene.ask('GET', '/readyz')).toMatchObject({status: 503, body: 'warming up\n'});
    expect([scene.calls, scene.records]).toEqual([[], []]);
  });

  it('name what keeps a function from being ready', async () => {
    scene.isReady = false;
    scene.initFailure = 'Error: no database';
    const {status, body} = await scene.ask('GET', '/readyz');
    expect([status, String(body).split('\n').slice(0, 2)]).toEqual([
      503,
      ['warming up', 'hello: its init fails: Error: no database'],
    ]);
  });

  it('give figures that another parser reads', async () => {
    await scene.ask('POST', `${INVOKE}/hello/invocations`);
    await scene.ask('POST', `${INVOKE}/nope/invocations`);
    const families = parsePrometheus(textOf(await scene.ask('GET', '/metrics')));
    const valueOf = (name: string, labels: Record<string, string>): string | undefined =>
      families
        .find((family) => family.name === name)
        ?.metrics.find((one) =>
          Object.entries(labels).every(([key, value]) => one.labels?.[key] === value),
        )?.value;
    const hello = {function: 'hello'};
    expect(valueOf('lambdock_invocations_total', {...hello, status: 'ok'})).toBe('1');
    expect(valueOf('lambdock_requests_total', {function: '', code: '404'})).toBe('1');
    expect(valueOf('lambdock_errors_total', {error: 'ResourceNotFoundException'})).toBe('1');
    expect(valueOf('lambdock_cold_starts_total', hello)).toBe('1');
    expect(valueOf('lambdock_environments', {...hello, state: 'busy'})).toBe('1');
    expect(valueOf('lambdock_environments', {...hello, state: 'idle'})).toBe('1');
    expect(valueOf('lambdock_events_waiting', hello)).toBe('3');
    expect(valueOf('lambdock_ready', hello)).toBe('1');
  });
});

describe('streams', () => {
  const url = '/2021-11-15/functions/quick/response-streaming-invocations';

  it('are refused as other invocations are, as long as nothing was written', async () => {
    scene.run = async () => Promise.reject(new LambdockError('POOL_FULL', {message: 'busy'}));
    expect((await scene.ask('POST', url)).status).toBe(429);
    const headers = {'x-amz-invocation-type': 'Event'};
    expect((await scene.ask('POST', url, {headers})).status).toBe(400);
  });

  it('hold the function back until the client takes, and end with the error', async () => {
    const order: string[] = [];
    scene.run = async ({onResponseChunk, keepStream}) => {
      // Nobody reads the answer once more.
      expect(keepStream).toBe(false);
      for (const piece of ['one', 'two']) {
        await onResponseChunk?.(Buffer.from(piece));
        order.push(`sent ${piece}`);
      }
      const error = {type: 'Error', message: 'half way', stackTrace: []};
      return sampleResult('{"errorType":"Error"}', {status: 'function-error', error});
    };
    const {status, headers, body} = await scene.ask('POST', url);
    expect([status, headers['Content-Type']]).toEqual([200, 'application/vnd.amazon.eventstream']);
    expect(order).toEqual([]);
    if (typeof body !== 'function') throw new Error('no stream');
    expect(scene.records).toEqual([]);
    const pieces: string[] = [];
    await body((piece) => void pieces.push(Buffer.from(piece).toString('latin1')));
    const told = {httpStatus: 200, status: 'function-error', invocationType: 'ResponseStream'};
    expect(scene.records).toEqual([
      expect.objectContaining({...told, bytes: pieces.join('').length, clientGone: false}),
    ]);
    expect(order).toEqual(['sent one', 'sent two']);
    expect(pieces.map((piece) => /PayloadChunk|InvokeComplete/.exec(piece)?.[0])).toEqual([
      'PayloadChunk',
      'PayloadChunk',
      'InvokeComplete',
    ]);
    expect(pieces[2]).toContain('"ErrorCode":"Unhandled"');
  });

  it('are told at their end, with what a client had taken that went away', async () => {
    const client = new AbortController();
    scene.run = async ({onResponseChunk}) => {
      await onResponseChunk?.(Buffer.from('one'));
      client.abort();
      await onResponseChunk?.(Buffer.from('two'));
      return sampleResult('');
    };
    const {body} = await scene.ask('POST', url, {signal: client.signal});
    if (typeof body !== 'function') throw new Error('no stream');
    const lengths: number[] = [];
    await body((piece) => void lengths.push(piece.length));
    expect(scene.records).toEqual([
      expect.objectContaining({status: 'ok', bytes: lengths[0], clientGone: true}),
    ]);
  });

  it('are told with the error that ended them', async () => {
    scene.run = async ({onResponseChunk}) => {
      await onResponseChunk?.(Buffer.from('one'));
      throw new LambdockError('SANDBOX_LOST', {message: 'killed'});
    };
    const {body} = await scene.ask('POST', url);
    if (typeof body !== 'function') throw new Error('no stream');
    await body(() => undefined);
    expect(scene.records).toMatchObject([{status: null, errorType: 'ServiceException'}]);
  });

  it('are over with their event, though nobody takes the last message', async () => {
    scene.run = async ({onResponseChunk}) => {
      await onResponseChunk?.(Buffer.from('one'));
      return sampleResult('');
    };
    const {body} = await scene.ask('POST', url);
    if (typeof body !== 'function') throw new Error('no stream');
    const written: string[] = [];
    const write = (piece: Uint8Array): undefined | Promise<void> => {
      written.push(/PayloadChunk|InvokeComplete/.exec(Buffer.from(piece).toString())?.[0] ?? '');
      return written.length === 1 ? undefined : new Promise(() => undefined);
    };
    await within('end of the answer', Promise.resolve(body(write)), 5000);
    expect(written).toEqual(['PayloadChunk', 'InvokeComplete']);
    expect(scene.records).toMatchObject([{status: 'ok'}]);
  });

  it('say so where the driver cannot stream', async () => {
    await scene.ask('POST', '/2021-11-15/functions/hello/response-streaming-invocations');
    expect(scene.warnings).toEqual([expect.stringContaining('--driver runtime-api')]);
  });
});
