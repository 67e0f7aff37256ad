import {createServer, type IncomingMessage, type Server, type ServerResponse} from 'node:http';
import type {AddressInfo, Socket} from 'node:net';
import type {ApiHandler, ApiRequest, ApiResponse} from '../core/api-message.js';
import {LambdockError} from '../errors/lambdock-error.js';

/** Where to listen, and who answers. */
export interface HttpListening {
  readonly host: string;
  /** 0: the kernel picks one. */
  readonly port: number;
  /** Of a larger body the handler is only told that it is larger. */
  readonly bodyLimit: number;
  readonly onRequest: ApiHandler;
}

/** An open listener. */
export interface HttpListener {
  readonly host: string;
  readonly port: number;
  readonly url: string;
  /** Takes no more connections and resolves when the last one has ended: those that only wait at once, one that takes an answer when it has it, the others soon. */
  close(): Promise<void>;
}

/** How long a connection may be silent over its last bytes when it, or the listener, is closed; one that says or takes nothing holds no end up. */
const LAST_BYTES_MS = 1_000;

/** A client that sends more, or for ever, is answered before its end. */
const MOST_DISCARDED = 64 * 2 ** 20;

/** Opens a port for clients. Rejects with PORT_TAKEN, or with USAGE where the address is not to be had. */
export function listenHttp(listening: HttpListening): Promise<HttpListener> {
  const {host, port} = listening;
  // An invocation may take fifteen minutes: only the head of a request has a time limit.
  const server = createServer({requestTimeout: 0, keepAliveTimeout: 65_000, noDelay: true});
  server.on('request', (request, response) => {
    // A client is not left waiting for an answer that nobody can give.
    answer(listening, request, response).catch(() => response.destroy());
  });
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => reject(listenError(error, host, port)));
    const connections = connectionsOf(server);
    server.listen({host, port, exclusive: true}, () => resolve(opened(server, host, connections)));
  });
}

/** Open connections, each with the answer that it has last been given. */
type Connections = ReadonlyMap<Socket, ServerResponse | null>;

function connectionsOf(server: Server): Connections {
  const connections = new Map<Socket, ServerResponse | null>();
  server.on('connection', (socket) => {
    connections.set(socket, null);
    socket.once('close', () => connections.delete(socket));
  });
  server.on('request', ({socket}, response) => connections.set(socket, response));
  return connections;
}

function opened(server: Server, host: string, connections: Connections): HttpListener {
  server.removeAllListeners('error').on('error', () => undefined);
  const {port, family} = server.address() as AddressInfo;
  return {
    host,
    port,
    url: `http://${family === 'IPv6' ? `[${host}]` : host}:${port}`,
    async close() {
      // Node takes a connection for idle whose answer is written, though not yet taken.
      await lastTaken(connections);
      await new Promise<void>((resolve) => {
        const late = setTimeout(() => server.closeAllConnections(), LAST_BYTES_MS);
        server.close(() => {
          clearTimeout(late);
          resolve();
        });
        server.closeIdleConnections();
      });
    },
  };
}

/** Resolves when each answer that is written is taken, or its client takes nothing for a while. */
async function lastTaken(connections: Connections): Promise<void> {
  const taking = [...connections].filter(
    ([, response]) => response?.writableEnded === true && !response.writableFinished,
  );
  await Promise.all(
    taking.map(([socket, response]) => {
      // Bytes that the client takes are told from silence by Node.
      socket.setTimeout(LAST_BYTES_MS);
      return new Promise((resolve) => response?.once('close', resolve));
    }),
  );
}

async function answer(
  {bodyLimit, onRequest}: HttpListening,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const gone = new AbortController();
  response.once('close', () => {
    if (!response.writableFinished) gone.abort(new Error('the client has gone'));
  });
  const body = await readBody(request, bodyLimit);
  if (body === undefined) return;
  const asked: ApiRequest = {
    method: request.method ?? '',
    url: request.url ?? '',
    headers: request.headers,
    body,
    signal: gone.signal,
  };
  const answered = await onRequest(asked);
  const {body: told} = answered;
  if (request.complete || typeof told === 'function') await write(response, answered);
  else await writeEarly(request, response, {...answered, body: told});
}

/** Answers a request that is not all there, and hears its sender out for a while: a reset would overtake the answer. */
async function writeEarly(
  request: IncomingMessage,
  response: ServerResponse,
  {status, headers, body}: ApiResponse & {readonly body: Uint8Array | string},
): Promise<void> {
  if (response.destroyed) return;
  const length = String(Buffer.byteLength(body));
  response.writeHead(status, {...headers, 'Content-Length': length, Connection: 'close'});
  response.write(body);
  await new Promise<void>((resolve) => {
    const late = setTimeout(resolve, LAST_BYTES_MS);
    for (const end of ['end', 'close']) {
      request.once(end, () => {
        clearTimeout(late);
        resolve();
      });
    }
  });
  response.end();
}

async function write(
  response: ServerResponse,
  {status, headers, body}: ApiResponse,
): Promise<void> {
  if (typeof body !== 'function') {
    if (response.destroyed) return;
    // Of an answer without content the length may not be told.
    const length = status === 204 ? undefined : {'Content-Length': String(Buffer.byteLength(body))};
    response.writeHead(status, {...headers, ...length}).end(body);
    return;
  }
  try {
    // Whose client is gone before its first piece runs on to its end as well: nobody hears it.
    if (!response.destroyed) response.writeHead(status, headers).flushHeaders();
    await body((piece) => writePiece(response, piece));
    if (!response.destroyed) response.end();
  } catch {
    // Half an answer must not look like a whole one.
    response.destroy();
  }
}

/** Resolves when the client can take more, or is gone: its event runs on. */
function writePiece(response: ServerResponse, piece: Uint8Array): void | Promise<void> {
  if (response.destroyed || response.write(piece)) return undefined;
  return new Promise((resolve) => {
    const go = (): void => {
      response.off('drain', go).off('close', go);
      resolve();
    };
    response.once('drain', go).once('close', go);
  });
}

/** Null where it is too large, or not yet over and far too large, undefined where the client went away in the middle of it. */
function readBody(request: IncomingMessage, limit: number): Promise<Buffer | null | undefined> {
  return new Promise((resolve) => {
    const chunks: Buffer[] = [];
    let length = 0;
    request.on('data', (chunk: Buffer) => {
      length += chunk.length;
      if (length <= limit) chunks.push(chunk);
      else chunks.length = 0;
      if (length > MOST_DISCARDED) resolve(null);
    });
    request.once('end', () => resolve(length > limit ? null : whole(chunks)));
    request.once('close', () => resolve(undefined));
  });
}

const whole = (chunks: readonly Buffer[]): Buffer => {
  const [first] = chunks;
  return chunks.length === 1 && first !== undefined ? first : Buffer.concat(chunks);
};

function listenError(
  {code, message}: NodeJS.ErrnoException,
  host: string,
  port: number,
): LambdockError {
  if (code === 'EADDRINUSE') {
    return new LambdockError('PORT_TAKEN', {
      message: `port ${port} of ${host} is in use`,
      suggestions: ['give another port: --port 3002', '--port 0 takes a free one'],
      details: {host, port},
    });
  }
  return new LambdockError('USAGE', {
    message: `nothing can listen on port ${port} of ${host}: ${code ?? message}`,
    suggestions: ['--host takes an address of this machine, such as 127.0.0.1 or 0.0.0.0'],
    details: {host, port, reason: code ?? message},
  });
}
