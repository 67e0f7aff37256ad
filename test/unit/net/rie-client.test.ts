import {createServer, type AddressInfo} from 'node:net';
import {describe, expect, it} from '@jest/globals';
import {rieClient, type RieAddress} from '../../../src/net/rie-client.js';

const postTo = (address: RieAddress) =>
  rieClient.post({
    address,
    path: '/',
    event: Buffer.from('{}'),
    requestId: 'r',
    clientContext: null,
    signal: AbortSignal.timeout(10_000),
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

  it('may have been sent where the connection broke', async () => {
    const server = createServer((socket) => socket.once('data', () => socket.destroy()));
    const port = await portOf(server);
    expect(await postTo({host: '127.0.0.1', port})).toBeNull();
    await new Promise((resolve) => server.close(resolve));
  });
});
