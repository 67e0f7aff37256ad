import {connect, type Socket} from 'node:net';
import {once} from 'node:events';
import {afterEach, describe, expect, it} from '@jest/globals';
import type {ApiHandler, ApiRequest} from '../../../src/core/api-message.js';
import {listenHttp, type HttpListener} from '../../../src/net/http-server.js';
import {errorOf} from '../../support/error-of.js';
import {within} from '../../support/until.js';

/** Bytes, more than the kernel keeps for a client. */
const LARGE = 30_000_000;

let listener: HttpListener | undefined;
afterEach(async () => {
  await listener?.close();
  listener = undefined;
});

const open = async (onRequest: ApiHandler, bodyLimit = 1000): Promise<HttpListener> =>
  (listener = await listenHttp({host: '127.0.0.1', port: 0, bodyLimit, onRequest}));

const answer = (body: string): Awaited<ReturnType<ApiHandler>> => ({
  status: 200,
  headers: {'X-Own': 'yes'},
  body,
});

describe('listenHttp', () => {
  it('hands on a request whole, and writes the answer with its length', async () => {
    const {url} = await open(async ({method, url: path, body, headers}) =>
      answer(`${method} ${path} ${Buffer.from(body ?? []).toString()} ${String(headers['x-a'])}`),
    );
    const response = await fetch(`${url}/a/?b=c`, {
      method: 'POST',
      body: 'text',
      headers: {'X-A': 'b'},
    });
    expect(await response.text()).toBe('POST /a/?b=c text b');
    expect(response.headers.get('x-own')).toBe('yes');
    expect(response.headers.get('content-length')).toBe('19');
  });

  it('says that a body is too large, once it is all there', async () => {
    const {url} = await open(async ({body}) => answer(String(body === null)), 10);
    const sizes = [10, 11, 1_000_000];
    const told = await Promise.all(
      sizes.map(async (size) =>
        (await fetch(url, {method: 'POST', body: 'x'.repeat(size)})).text(),
      ),
    );
    expect(told).toEqual(['false', 'true', 'true']);
  });

  it('says so before it is all there where there is far too much, and hears the rest out', async () => {
    const {url} = await open(async ({body}) => answer(String(body === null)), 10);
    const response = await fetch(url, {method: 'POST', body: Buffer.alloc(80 * 2 ** 20)});
    expect([await response.text(), response.headers.get('connection')]).toEqual(['true', 'close']);
  });

  it('answers a client that sends for ever, and ends it', async () => {
    const {port} = await open(async ({body}) => answer(String(body === null)), 10);
    const socket = connect(port, '127.0.0.1');
    socket.on('error', () => undefined);
    const heard: Buffer[] = [];
    socket.on('data', (chunk: Buffer) => heard.push(chunk));
    const ended = new Promise((resolve) => socket.once('close', resolve));
    socket.write('POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n');
    const piece = Buffer.from(`100000\r\n${'x'.repeat(2 ** 20)}\r\n`);
    const send = (): void => void socket.write(piece, (error) => error ?? setImmediate(send));
    send();
    await ended;
    expect(Buffer.concat(heard).toString()).toMatch(/^HTTP\/1.1 200 .*true$/s);
  });

  it('aborts the signal of a client that goes away', async () => {
    const asked: ApiRequest[] = [];
    let tell: () => void = () => undefined;
    const arrived = new Promise<void>((resolve) => (tell = resolve));
    const {port} = await open(async (request) => {
      asked.push(request);
      tell();
      await once(request.signal, 'abort');
      return answer('nobody hears this');
    });
    const socket = connect(port, '127.0.0.1');
    socket.write('GET / HTTP/1.1\r\nHost: a\r\n\r\n');
    await arrived;
    socket.destroy();
    await once(asked[0]?.signal ?? new EventTarget(), 'abort');
    expect(asked[0]?.signal.aborted).toBe(true);
  });

  it('breaks off a stream whose writer fails, so that half is not taken for whole', async () => {
    const {url} = await open(async () => ({
      status: 200,
      headers: {},
      body: async (write) => {
        await write(Buffer.from('half'));
        throw new Error('no more');
      },
    }));
    const response = await fetch(url);
    await expect(response.text()).rejects.toThrow();
  });

  it('hears a stream out whose client left before its first piece', async () => {
    let tellArrived: () => void = () => undefined;
    const arrived = new Promise<void>((resolve) => (tellArrived = resolve));
    let tellHeard: () => void = () => undefined;
    const heard = new Promise<void>((resolve) => (tellHeard = resolve));
    const {port} = await open(async ({signal}) => {
      tellArrived();
      await once(signal, 'abort');
      return {
        status: 200,
        headers: {},
        body: async (write) => {
          await write(Buffer.from('piece'));
          tellHeard();
        },
      };
    });
    const socket = connect(port, '127.0.0.1');
    socket.write('GET / HTTP/1.1\r\nHost: a\r\n\r\n');
    await arrived;
    socket.destroy();
    await expect(heard).resolves.toBeUndefined();
  });

  it('ends the connection of a request that nobody can answer', async () => {
    const {url} = await open(async () => Promise.reject(new Error('broken')));
    await expect(fetch(url)).rejects.toThrow();
  });

  it.each(['', 'POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 9\r\n\r\nhalf'])(
    'closes over a client that has sent %j and no more',
    async (text) => {
      const {port} = await open(async () => answer(''));
      const socket = connect(port, '127.0.0.1');
      socket.on('error', () => undefined);
      const ended = once(socket, 'close');
      await once(socket, 'connect');
      socket.write(text);
      socket.resume();
      // Answered after the first connection was taken in.
      await (await fetch(`http://127.0.0.1:${port}`)).text();
      await listener?.close();
      listener = undefined;
      expect(await ended).toEqual([false]);
    },
  );

  /** A client that has asked for a large answer, and does not read. */
  const stalled = async (): Promise<Socket> => {
    const {port} = await open(async () => answer('x'.repeat(LARGE)));
    const socket = connect(port, '127.0.0.1');
    socket.on('error', () => undefined);
    socket.write('GET / HTTP/1.1\r\nHost: a\r\nConnection: keep-alive\r\n\r\n');
    await once(socket, 'readable');
    return socket;
  };

  it('closes when the last answer is taken, and not before', async () => {
    const socket = await stalled();
    const closed = listener?.close();
    listener = undefined;
    let taken = 0;
    socket.on('data', ({length}: Buffer) => (taken += length));
    await Promise.all([closed, once(socket, 'close')]);
    expect(taken).toBeGreaterThan(LARGE);
  });

  it('closes over a client that takes nothing of its answer', async () => {
    const socket = await stalled();
    const closed = within('end of the listener', Promise.resolve(listener?.close()));
    listener = undefined;
    await expect(closed).resolves.toBeUndefined();
    socket.destroy();
  });

  it('names a port that is taken', async () => {
    const {port} = await open(async () => answer(''));
    const error = await errorOf(() =>
      listenHttp({host: '127.0.0.1', port, bodyLimit: 1, onRequest: async () => answer('')}),
    );
    expect(error).toMatchObject({code: 'PORT_TAKEN', details: {port}});
  });

  it('names an address that is not this machine’s', async () => {
    const error = await errorOf(() =>
      listenHttp({host: '192.0.2.1', port: 0, bodyLimit: 1, onRequest: async () => answer('')}),
    );
    expect(error).toMatchObject({code: 'USAGE', details: {reason: 'EADDRNOTAVAIL'}});
  });
});
