import {
  Agent,
  request as httpRequest,
  type IncomingHttpHeaders,
  type RequestOptions,
} from 'node:http';
import {connect} from 'node:net';
import {once} from 'node:events';
import {afterEach, describe, expect, it} from '@jest/globals';
import {PRELUDE_LIMIT} from '../../../../src/core/hosting/take-body.js';
import {HTTP_RESPONSE_TYPE} from '../../../../src/core/http-response.js';
import {PAYLOAD_LIMIT} from '../../../../src/core/rie.js';
import {listenForRuntime, type RuntimeListener} from '../../../../src/net/runtime-api-server.js';
import {runtimeHost, type Delivery} from '../../../../src/core/hosting/runtime-host.js';
import {until} from '../../../support/until.js';

const LOCAL = '127.0.0.1';
const STREAMED = 4 * PRELUDE_LIMIT;
const opened: {close(): void}[] = [];

afterEach(() => {
  for (const one of opened.splice(0)) one.close();
});

/** A host behind a real listener; the runtime is this test. */
async function hosted(peer: Promise<string> = Promise.resolve(LOCAL)) {
  const host = runtimeHost(Date.now);
  const seen = {connections: 0};
  const listener = await listenForRuntime({
    address: LOCAL,
    peer,
    onRequest: (request) => {
      host.handle(request);
    },
    onConnection: () => {
      seen.connections += 1;
    },
  });
  opened.push(listener);
  return {host, listener, seen};
}

interface Answer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

const agent = new Agent({keepAlive: true});

function ask(
  {port}: RuntimeListener,
  path: string,
  {
    body,
    trailers,
    ...options
  }: RequestOptions & {body?: string; trailers?: Record<string, string>} = {},
): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const sent = httpRequest({...options, host: LOCAL, port, path, agent}, (answer) => {
      const chunks: Buffer[] = [];
      answer.on('data', (chunk: Buffer) => chunks.push(chunk));
      answer.on('end', () => {
        const {statusCode: status = 0, headers} = answer;
        resolve({status, headers, body: Buffer.concat(chunks).toString()});
      });
    });
    sent.on('error', reject);
    if (trailers !== undefined) sent.addTrailers(trailers);
    sent.end(body);
  });
}

const ROOT = '/2018-06-01/runtime';
const next = (to: RuntimeListener) => ask(to, `${ROOT}/invocation/next`);
const post = (to: RuntimeListener, path: string, options: Parameters<typeof ask>[2] = {}) =>
  ask(to, `${ROOT}/${path}`, {method: 'POST', ...options});

const delivery = (over: Partial<Delivery> = {}): Delivery => ({
  requestId: 'r-1',
  event: Buffer.from('{"n":1.10}'),
  headersAt: (now) => ({
    'Lambda-Runtime-Aws-Request-Id': 'r-1',
    'Lambda-Runtime-Deadline-Ms': String(now + 1000),
  }),
  ...over,
});

const typeOf = ({body}: Answer): string => (JSON.parse(body) as {errorType: string}).errorType;

describe('the host of a runtime', () => {
  it('holds a request for work until there is an event, and gives it byte for byte', async () => {
    const {host, listener} = await hosted();
    const work = next(listener);
    await until('news', () => host.step === 'idle');
    host.give(delivery());
    const {status, headers, body} = await work;
    expect([status, body]).toEqual([200, '{"n":1.10}']);
    expect(headers['lambda-runtime-aws-request-id']).toBe('r-1');
    expect(headers['content-type']).toBe('application/json');
    expect([host.step, host.isDelivered]).toEqual(['busy', true]);
  });

  it('takes an event while the runtime is not back from the last one, whose time starts when it is', async () => {
    const {host, listener} = await hosted();
    host.give(delivery());
    await next(listener);
    await post(listener, 'invocation/r-1/response', {body: '1'});
    host.expire();
    host.give(delivery({event: Buffer.from('{"n":2}')}));
    expect([host.isDelivered, host.deliveredAt, host.step]).toEqual([false, null, 'answered']);
    const before = Date.now();
    const {headers, body} = await next(listener);
    expect(body).toBe('{"n":2}');
    expect(host.deliveredAt).toBeGreaterThanOrEqual(before);
    expect(headers['lambda-runtime-deadline-ms']).toBe(String((host.deliveredAt ?? 0) + 1000));
  });

  it('takes one answer, and refuses a second, a foreign id and an untimely call', async () => {
    const {host, listener} = await hosted();
    expect(typeOf(await post(listener, 'invocation/r-1/response'))).toBe('InvalidRequestID');
    host.give(delivery());
    await next(listener);
    expect((await next(listener)).status).toBe(403);
    const foreign = await post(listener, 'invocation/other/response', {body: '1'});
    expect([foreign.status, typeOf(foreign)]).toEqual([400, 'InvalidRequestID']);
    expect((await post(listener, 'init/error', {body: '{}'})).status).toBe(403);
    expect((await post(listener, 'invocation/r-1/response', {body: '"ok"'})).status).toBe(202);
    const again = await post(listener, 'invocation/r-1/response', {body: '"forged"'});
    expect([again.status, typeOf(again)]).toEqual([403, 'InvalidStateTransition']);
    expect(host.posted).toMatchObject({kind: 'response', body: Buffer.from('"ok"')});
  });

  it('answers 404, 405 and 403 where the Runtime API has no such call, and goes on', async () => {
    const {host, listener} = await hosted();
    expect((await ask(listener, '/')).status).toBe(404);
    expect((await ask(listener, `${ROOT}/invocation/r-1/other`)).status).toBe(404);
    expect((await post(listener, 'invocation/next')).status).toBe(405);
    const register = {method: 'POST', body: '{}'};
    expect((await ask(listener, '/2020-01-01/extension/register', register)).status).toBe(403);
    expect(host.hasExtension).toBe(true);
    host.give(delivery());
    expect((await next(listener)).status).toBe(200);
  });

  it('tells a request that is no HTTP so, and serves the next', async () => {
    const {host, listener} = await hosted();
    await ask(listener, '/');
    const socket = connect(listener.port, LOCAL);
    await once(socket, 'connect');
    // Whoever connects is looked at first.
    await until('news', () => socket.readyState === 'open');
    socket.write('GET /nonsense\r\nthis is no header\r\n\r\n');
    const [chunk] = (await once(socket, 'data')) as [Buffer];
    expect(chunk.toString()).toMatch(/^HTTP\/1\.1 400 /);
    host.give(delivery());
    expect((await next(listener)).status).toBe(200);
  });

  it('answers 410 to what comes when the event is over', async () => {
    const {host, listener} = await hosted();
    host.give(delivery());
    await next(listener);
    host.expire();
    const late = await post(listener, 'invocation/r-1/response', {body: '1'});
    expect([late.status, typeOf(late)]).toEqual([410, 'InvocationExpired']);
    expect(host.posted).toBeNull();
  });

  it('hears an answer of more than six megabytes out and answers 413', async () => {
    const {host, listener} = await hosted();
    host.give(delivery());
    await next(listener);
    const large = await post(listener, 'invocation/r-1/response', {
      body: 'x'.repeat(PAYLOAD_LIMIT + 1),
    });
    expect([large.status, host.posted?.kind]).toEqual([413, 'too-large']);
  });

  it('passes a stream on before its end, and takes an error in the trailers for an error', async () => {
    const {host, listener} = await hosted();
    const chunks: string[] = [];
    host.give(delivery({onChunk: (chunk) => void chunks.push(Buffer.from(chunk).toString())}));
    await next(listener);
    const error = {errorType: 'Broken', errorMessage: 'half way'};
    const headers = {
      'Lambda-Runtime-Function-Response-Mode': 'streaming',
      'Transfer-Encoding': 'chunked',
      Trailer: 'Lambda-Runtime-Function-Error-Type, Lambda-Runtime-Function-Error-Body',
    };
    const path = `${ROOT}/invocation/r-1/response`;
    const sent = httpRequest({host: LOCAL, port: listener.port, path, method: 'POST', headers});
    sent.write('first');
    await until('news', () => chunks.length === 1);
    expect([chunks, host.step]).toEqual([['first'], 'answering']);
    sent.write('second');
    sent.addTrailers({
      'Lambda-Runtime-Function-Error-Type': 'Broken',
      'Lambda-Runtime-Function-Error-Body': Buffer.from(JSON.stringify(error)).toString('base64'),
    });
    sent.end();
    await once(sent, 'response');
    expect(chunks.join('')).toBe('firstsecond');
    expect(host.posted?.kind).toBe('error');
    expect(JSON.parse(Buffer.from(host.posted?.body ?? []).toString())).toEqual(error);
  });

  it('keeps of a stream whose listener is enough no more than what an HTTP response begins with', async () => {
    const streamed = async (type: string, over: Partial<Delivery>) => {
      const {host, listener} = await hosted();
      let heard = 0;
      host.give(delivery({onChunk: (chunk) => void (heard += chunk.length), ...over}));
      await next(listener);
      const headers = {
        'Lambda-Runtime-Function-Response-Mode': 'streaming',
        'Content-Type': type,
      };
      const body = 'x'.repeat(STREAMED);
      expect((await post(listener, 'invocation/r-1/response', {body, headers})).status).toBe(202);
      expect(heard).toBe(STREAMED);
      return [host.posted?.body.length ?? 0, host.posted?.isHead] as const;
    };
    expect(await streamed('text/plain', {keepStream: false})).toEqual([0, true]);
    expect(await streamed('text/plain', {})).toEqual([STREAMED, false]);
    const [kept, isHead] = await streamed(HTTP_RESPONSE_TYPE, {keepStream: false});
    expect([kept >= PRELUDE_LIMIT, kept < STREAMED, isHead]).toEqual([true, true, true]);
  });

  it.each(['response', 'error'])(
    'keeps all of a %s that is no stream, whatever its listener is enough for',
    async (kind) => {
      const {host, listener} = await hosted();
      const heard: unknown[] = [];
      host.give(delivery({onChunk: (chunk) => void heard.push(chunk), keepStream: false}));
      await next(listener);
      expect((await post(listener, `invocation/r-1/${kind}`, {body: '"all"'})).status).toBe(202);
      expect(Buffer.from(host.posted?.body ?? []).toString()).toBe('"all"');
      expect([host.posted?.isHead, heard]).toEqual([false, []]);
    },
  );

  it('keeps an init error, with the type of the header where the body has none', async () => {
    const {host, listener} = await hosted();
    const headers = {'Lambda-Runtime-Function-Error-Type': 'Runtime.NoSuchHandler'};
    expect((await post(listener, 'init/error', {headers})).status).toBe(202);
    expect([host.step, host.posted?.errorType]).toEqual(['failed', 'Runtime.NoSuchHandler']);
  });

  it('gives the event to a runtime that asks again on another connection', async () => {
    const {host, listener} = await hosted();
    const lost = httpRequest({host: LOCAL, port: listener.port, path: `${ROOT}/invocation/next`});
    lost.on('error', () => undefined);
    lost.end();
    await until('news', () => host.step === 'idle');
    lost.destroy();
    await until('news', () => host.step === 'starting');
    host.give(delivery());
    expect((await next(listener)).status).toBe(200);
  });
});

describe('the listener', () => {
  it('cuts a connection from another address than its container’s, and gives it nothing', async () => {
    const {host, listener, seen} = await hosted(Promise.resolve('127.0.0.2'));
    host.give(delivery());
    await expect(next(listener)).rejects.toMatchObject({code: 'ECONNRESET'});
    expect([host.isDelivered, seen.connections]).toEqual([false, 0]);
  });

  it('answers nobody before it knows whose container asks', async () => {
    let admit: (peer: string) => void = () => undefined;
    const {host, listener} = await hosted(new Promise((resolve) => (admit = resolve)));
    host.give(delivery());
    const work = next(listener);
    await new Promise((resolve) => setImmediate(resolve));
    expect(host.isDelivered).toBe(false);
    admit(LOCAL);
    expect((await work).status).toBe(200);
  });

  it('is refused an address that is none of this machine’s', async () => {
    const listening = {
      address: '203.0.113.9',
      peer: Promise.resolve(LOCAL),
      onRequest: () => undefined,
      onConnection: () => undefined,
    };
    await expect(listenForRuntime(listening)).rejects.toMatchObject({code: 'EADDRNOTAVAIL'});
  });
});
