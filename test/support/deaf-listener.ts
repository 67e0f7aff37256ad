import {once} from 'node:events';
import {connect, type Socket} from 'node:net';
import {Worker} from 'node:worker_threads';

/** A port of this machine to which no connection can be made, and which refuses none: as of a container that is gone. */
export interface DeafListener extends AsyncDisposable {
  readonly host: string;
  readonly port: number;
}

const HOST = '127.0.0.1';
/** Who listens takes no connection ever: the kernel keeps two, and lets all others wait. */
const LISTENS = `
const {createServer} = require('node:net');
const {parentPort} = require('node:worker_threads');
const server = createServer().listen({port: 0, host: '${HOST}', backlog: 1}, () => {
  parentPort.postMessage(server.address().port);
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0);
});
`;
const KEPT = 2;

/** Opens one. */
export async function deafListener(): Promise<DeafListener> {
  const worker = new Worker(LISTENS, {eval: true});
  const [port] = (await once(worker, 'message')) as [number];
  const kept: Socket[] = [];
  for (let one = 0; one < KEPT; one += 1) {
    const socket = connect({host: HOST, port});
    kept.push(socket);
    await once(socket, 'connect');
  }
  return {
    host: HOST,
    port,
    async [Symbol.asyncDispose]() {
      for (const socket of kept) socket.destroy();
      await worker.terminate();
    },
  };
}
