// A unix socket in front of the engine that counts what passes: the honest measure of bytes sent.
import {rmSync} from 'node:fs';
import {connect, createServer} from 'node:net';

/** Listens at `path`; `take()` returns the bytes since the last call, to and from the engine. */
export async function countingProxy(path, engineSocket) {
  let counts = {sent: 0, received: 0};
  const open = new Set();
  const server = createServer({allowHalfOpen: true}, (client) => {
    const engine = connect({path: engineSocket, allowHalfOpen: true});
    client.on('data', (chunk) => {
      counts.sent += chunk.length;
    });
    engine.on('data', (chunk) => {
      counts.received += chunk.length;
    });
    client.pipe(engine).pipe(client);
    for (const [socket, other] of [
      [client, engine],
      [engine, client],
    ]) {
      open.add(socket);
      socket.on('error', () => other.destroy());
      socket.on('close', () => open.delete(socket));
    }
  });
  await new Promise((resolve, reject) => server.on('error', reject).listen(path, resolve));
  return {
    url: `unix://${path}`,
    take() {
      const taken = counts;
      counts = {sent: 0, received: 0};
      return taken;
    },
    close() {
      server.close();
      for (const socket of open) socket.destroy();
      rmSync(path, {force: true});
    },
  };
}
