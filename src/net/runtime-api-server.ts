import {createServer, type IncomingMessage, type Server, type ServerResponse} from 'node:http';
import type {Socket} from 'node:net';
import type {Duplex} from 'node:stream';
import type {RuntimeRequest} from '../core/hosting/runtime-request.js';

/** Where to listen, and for whom. */
export interface RuntimeListening {
  /** One address, never all of them. */
  readonly address: string;
  /** Resolves with the only peer that is served; until then requests wait. */
  readonly peer: Promise<string>;
  readonly onRequest: (request: RuntimeRequest) => void;
  /** Told of each connection of the peer. */
  readonly onConnection: () => void;
}

/** An open listener. */
export interface RuntimeListener {
  readonly port: number;
  /** Ends every connection. */
  close(): void;
  /** From now on neither it nor its connections keep this process alive. */
  unref(): void;
}

/**
 * Opens a port of its own, which the kernel picks, for one runtime. A connection from any other
 * address than the peer's is cut without a word. Rejects as `listen` does: EADDRNOTAVAIL where the
 * address is not this machine's.
 */
export function listenForRuntime(listening: RuntimeListening): Promise<RuntimeListener> {
  const {address, onRequest} = listening;
  const sockets = new Map<Socket, Promise<boolean> | true>();
  // A runtime asks for work and then waits for hours: nothing here has a time limit.
  const server = createServer({requestTimeout: 0, headersTimeout: 0, keepAliveTimeout: 0});
  server.timeout = 0;
  server.on('connection', (socket) => {
    sockets.set(socket, admission(listening, socket, sockets));
    socket.once('close', () => sockets.delete(socket));
  });
  server.on('request', (request: IncomingMessage, response) => {
    const admitted = sockets.get(request.socket);
    if (admitted === true) onRequest(runtimeRequest(request, response));
    else void admitted?.then((isPeer) => isPeer && onRequest(runtimeRequest(request, response)));
  });
  server.on('clientError', (_error, socket: Duplex) => {
    refuse(socket, sockets);
  });
  return opened(server, address, sockets);
}

function admission(
  {peer, onConnection}: RuntimeListening,
  socket: Socket,
  sockets: Map<Socket, Promise<boolean> | true>,
): Promise<boolean> {
  return peer.then(
    (expected) => {
      const isPeer = plainAddress(socket.remoteAddress) === plainAddress(expected);
      if (!isPeer) socket.destroy();
      else if (sockets.has(socket)) sockets.set(socket, true);
      if (isPeer) onConnection();
      return isPeer;
    },
    () => {
      socket.destroy();
      return false;
    },
  );
}

/** An IPv4 address without the prefix that it has on a socket of both kinds. */
export const plainAddress = (address = ''): string => address.replace(/^::ffff:/, '');

/** What is no HTTP is told so; one who is not the peer hears nothing. */
function refuse(socket: Duplex, sockets: ReadonlyMap<Duplex, Promise<boolean> | true>): void {
  if (sockets.get(socket) === true && socket.writable) {
    socket.end('HTTP/1.1 400 Bad Request\r\nConnection: close\r\nContent-Length: 0\r\n\r\n');
  } else socket.destroy();
}

function opened(
  server: Server,
  address: string,
  sockets: ReadonlyMap<Socket, unknown>,
): Promise<RuntimeListener> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen({host: address, port: 0, exclusive: true}, () => {
      server.off('error', reject);
      // Without a listener a connection that could not be accepted (no file is left) would end this process;
      // the runtime's next try is its own affair.
      server.on('error', () => undefined);
      const bound = server.address();
      resolve({
        port: typeof bound === 'object' && bound !== null ? bound.port : 0,
        close() {
          server.close();
          for (const socket of sockets.keys()) socket.destroy();
        },
        unref() {
          server.unref();
          for (const socket of sockets.keys()) socket.unref();
          server.on('connection', (socket) => socket.unref());
        },
      });
    });
  });
}

export function runtimeRequest(request: IncomingMessage, response: ServerResponse): RuntimeRequest {
  response.sendDate = false;
  return {
    method: request.method ?? '',
    url: request.url ?? '',
    headers: request.headers,
    get trailers() {
      return request.trailers as Readonly<Record<string, string | undefined>>;
    },
    read: (onChunk) => readBody(request, onChunk),
    reply(status, body, headers) {
      if (response.headersSent || response.destroyed) return false;
      response.writeHead(status, {
        'Content-Type': 'application/json',
        'Content-Length': String(Buffer.byteLength(body)),
        ...headers,
      });
      response.end(body);
      return true;
    },
    onClosed(listener) {
      response.once('close', () => {
        if (!response.writableFinished) listener();
      });
    },
  };
}

function readBody(
  request: IncomingMessage,
  onChunk: (chunk: Buffer) => void | Promise<void>,
): Promise<boolean> {
  return new Promise((resolve, reject) => {
    request.on('data', (chunk: Buffer) => {
      const held = onChunk(chunk);
      if (held === undefined) return;
      request.pause();
      held.then(() => request.resume(), reject);
    });
    request.once('end', () => resolve(request.complete));
    request.once('close', () => resolve(request.complete));
  });
}
