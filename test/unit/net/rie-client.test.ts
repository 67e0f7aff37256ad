import {createServer, type AddressInfo, type Socket} from 'node:net';
import {describe, expect, it} from '@jest/globals';
import {rieClient, type RieAddress} from '../../../src/net/rie-client.js';
import {deafListener} from '../../support/deaf-listener.js';
import {until} from '../../support/until.js';

const postTo = (address: RieAddress, connectMs?: number, limitMs = 2_000) =>
  rieClient.post({
    address,
    path: '/',
    event: Buffer.from('{}'),
    requestId: 'r',
    clientContext: null,
    limitMs,
    connectMs,
  });

/** A port of this machine. */
async function portOf(server: ReturnType<typeof createServer>): Promise<number> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return (server.address() as AddressInfo).port;
}

describe('an event on its way to an emulator', () => {
  it('was not sent where nobody listens', async () => {
    const server = createServer();
    const port = await portOf(server);
    await new Promise((resolve) => server.close(resolve));
    expect(await postTo({host: '127.0.0.1', port})).toBe('refused');
  });

  it('was not sent where no way leads', async () => {
    // The kernel makes no connection to everybody.
    expect(await postTo({host: '255.255.255.255', port: 8080})).toBe('refused');
  });

  it('was not sent where no connection was made in time', async () => {
    await using deaf = await deafListener();
    expect(await postTo(deaf, 50)).toBe('refused');
  });

  it('may have been sent where the connection broke', async () => {
    const server = createServer((socket) => socket.once('data', () => socket.destroy()));
    const port = await portOf(server);
    expect(await postTo({host: '127.0.0.1', port})).toBeNull();
    await new Promise((resolve) => server.close(resolve));
  });
});

it.each([
  ['no word of an answer', ''],
  ['half of an answer', 'HTTP/1.1 200 OK\r\ncontent-length: 4\r\n\r\nnu'],
])('an event is late where there is %s in time', async (_, text) => {
  const server = createServer((socket) => {
    socket.on('error', () => undefined).resume();
    socket.write(text);
  });
  expect(await postTo({host: '127.0.0.1', port: await portOf(server)}, undefined, 50)).toBe('late');
  await new Promise((resolve) => server.close(resolve));
});

it('an event that is called off rejects with the reason', async () => {
  const server = createServer((socket) => socket.on('error', () => undefined).resume());
  const address = {host: '127.0.0.1', port: await portOf(server)};
  const stop = new AbortController();
  const post = {path: '/', event: Buffer.from('{}'), requestId: 'r', clientContext: null};
  const asked = rieClient.post({...post, address, limitMs: 2_000, signal: stop.signal});
  stop.abort(new Error('enough'));
  await expect(asked).rejects.toThrow('enough');
  await new Promise((resolve) => server.close(resolve));
});

describe('a connection to an emulator', () => {
  it('is kept for its own container, and never used for the next at its address', async () => {
    const sockets: Socket[] = [];
    const server = createServer((socket) => {
      const number = sockets.push(socket);
      socket.on('error', () => undefined);
      socket.on('data', () => {
        socket.write(`HTTP/1.1 404 Not Found\r\ncontent-length: 1\r\n\r\n${number}`);
      });
    });
    const address = {host: '127.0.0.1', port: await portOf(server)};
    const first = {...address, container: 'first'};
    const second = {...address, container: 'second'};
    const whichAnswers = async (to: RieAddress): Promise<string> => {
      const answer = await postTo(to);
      return typeof answer === 'string' || answer === null
        ? String(answer)
        : Buffer.from(answer.body).toString();
    };
    expect(rieClient.isConnected(first)).toBe(false);
    expect(await rieClient.listens(first, AbortSignal.timeout(10_000))).toBe(true);
    expect([rieClient.isConnected(first), rieClient.isConnected(second)]).toEqual([true, false]);
    expect([await whichAnswers(first), await whichAnswers(second)]).toEqual(['1', '2']);
    sockets[0]?.destroy();
    await until('end of the connection', () => !rieClient.isConnected(first));
    expect(await whichAnswers(second)).toBe('2');
    for (const socket of sockets) socket.destroy();
    await new Promise((resolve) => server.close(resolve));
  });
});
