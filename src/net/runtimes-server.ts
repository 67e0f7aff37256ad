import {createServer, type IncomingMessage, type Server, type ServerResponse} from 'node:http';
import type {Socket} from 'node:net';
import {createInterface} from 'node:readline';
import type {Duplex} from 'node:stream';
import type {RuntimeRequest} from '../core/hosting/runtime-request.js';
import type {SupervisorWord} from '../core/compose/supervisor.js';
import {plainAddress, runtimeRequest} from './runtime-api-server.js';

/** The connection of a container's supervisor. */
export interface SupervisorLink {
  say(word: SupervisorWord): void;
  close(): void;
  /** One listener of each. */
  listen(listener: {readonly onLine: (line: string) => void; readonly onClosed: () => void}): void;
}

/** Where to listen for the runtimes of one function, and for which of them. */
export interface RuntimesListening {
  readonly port: number;
  /** Path at which a supervisor asks for its connection. */
  readonly supervisorPath: string;
  /** Whether an address is one of the function's containers; until then requests wait. */
  readonly admits: (address: string) => Promise<boolean>;
  readonly onRequest: (address: string, request: RuntimeRequest) => void;
  readonly onSupervisor: (address: string, link: SupervisorLink) => void;
}

/** An open listener for many runtimes. */
export interface RuntimesListener {
  readonly port: number;
  /** Ends every connection. */
  close(): void;
}

/** An idle connection whose other end was lost is noticed after this time. */
const PROBE_MS = 5_000;

/**
 * Serves the Runtime API to any number of containers, which are told apart by their addresses. A
 * connection from any other address is cut without a word.
 */
export function listenForRuntimes(listening: RuntimesListening): Promise<RuntimesListener> {
  const sockets = new Map<Duplex, Promise<boolean>>();
  // A runtime asks for work and then waits for hours: nothing here has a time limit.
  const server = createServer({requestTimeout: 0, headersTimeout: 0, keepAliveTimeout: 0});
  server.timeout = 0;
  server.on('connection', (socket) => {
    sockets.set(socket, admission(listening, socket));
    socket.once('close', () => sockets.delete(socket));
  });
  const whenAdmitted = (socket: Socket, then: (address: string) => void): void => {
    void sockets.get(socket)?.then((isAdmitted) => {
      if (isAdmitted) then(addressOf(socket));
    });
  };
  server.on('request', (request: IncomingMessage, response: ServerResponse) =>
    whenAdmitted(request.socket, (address) =>
      listening.onRequest(address, runtimeRequest(request, response)),
    ),
  );
  server.on('upgrade', (request: IncomingMessage, stream: Duplex) =>
    whenAdmitted(request.socket, (address) => {
      if (request.url !== listening.supervisorPath) stream.destroy();
      else listening.onSupervisor(address, supervisorLink(request.socket));
    }),
  );
  server.on('clientError', (_error, socket: Duplex) => socket.destroy());
  return opened(server, listening.port, sockets);
}

const addressOf = ({remoteAddress}: Socket): string => plainAddress(remoteAddress);

function admission({admits}: RuntimesListening, socket: Socket): Promise<boolean> {
  socket.on('error', () => socket.destroy());
  return admits(addressOf(socket)).then(
    (isAdmitted) => {
      if (!isAdmitted) socket.destroy();
      return isAdmitted;
    },
    () => {
      socket.destroy();
      return false;
    },
  );
}

function supervisorLink(socket: Socket): SupervisorLink {
  socket.setKeepAlive(true, PROBE_MS);
  socket.setNoDelay(true);
  socket.write(
    'HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: lambdock\r\n\r\n',
  );
  return {
    say: (word) => void socket.write(`${word}\n`),
    close: () => void socket.end(),
    listen({onLine, onClosed}) {
      createInterface({input: socket}).on('line', onLine);
      if (socket.destroyed) onClosed();
      else socket.once('close', onClosed);
      socket.once('end', () => socket.end());
    },
  };
}

function opened(
  server: Server,
  port: number,
  sockets: ReadonlyMap<Duplex, unknown>,
): Promise<RuntimesListener> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen({port}, () => {
      server.off('error', reject);
      // Without a listener a connection that could not be accepted would end this process.
      server.on('error', () => undefined);
      const bound = server.address();
      resolve({
        port: typeof bound === 'object' && bound !== null ? bound.port : port,
        close() {
          server.close();
          for (const socket of sockets.keys()) socket.destroy();
        },
      });
    });
  });
}
