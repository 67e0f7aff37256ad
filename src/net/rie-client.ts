import {
  Agent,
  request,
  type ClientRequest,
  type IncomingMessage,
  type OutgoingHttpHeaders,
} from 'node:http';

/** An emulator's address. */
export interface RieAddress {
  readonly host: string;
  readonly port: number;
  /** Whose address it is: no connection to one is used for another that has come to the same address. */
  readonly container?: string;
}

/** What came back for an event. */
export interface RieAnswer {
  readonly httpStatus: number;
  readonly body: Uint8Array;
}

/** An event on its way to an emulator. */
export interface RiePost {
  readonly address: RieAddress;
  readonly path: string;
  readonly event: Uint8Array;
  readonly requestId: string;
  readonly clientContext: string | null;
  /** How long the answer may take, in milliseconds. */
  readonly limitMs: number;
  readonly signal?: AbortSignal | undefined;
  /** How long a connection may take, where one must be made; default: as long as the system tries. */
  readonly connectMs?: number | undefined;
}

/** Talks to emulators over HTTP. */
export interface RieClient {
  /**
   * Posts one event, never twice. Null when the connection ended without an answer, 'late' when there was no
   * whole one in time, 'refused' when there was no connection: nothing was sent. Rejects when aborted.
   */
  post(request: RiePost): Promise<RieAnswer | 'late' | 'refused' | null>;
  /**
   * Whether the emulator listens; asks for a path that invokes nothing. Rejects when aborted, and
   * when no way leads to the address.
   */
  listens(address: RieAddress, signal: AbortSignal): Promise<boolean>;
  /** Whether a connection stands ready over which this emulator was heard. */
  isConnected(address: RieAddress): boolean;
}

type NameOptions = NonNullable<Parameters<Agent['getName']>[0]>;

/** Keeps the connections of each container apart. */
class ContainerAgent extends Agent {
  override getName(options: NameOptions & Pick<RieAddress, 'container'> = {}): string {
    return `${super.getName(options)}:${options.container ?? ''}`;
  }
}

const AGENT = new ContainerAgent({keepAlive: true});

interface Exchange {
  readonly address: RieAddress;
  readonly method: 'GET' | 'POST';
  readonly path: string;
  readonly headers?: OutgoingHttpHeaders;
  readonly body?: Uint8Array;
  readonly signal?: AbortSignal | undefined;
  readonly limitMs?: number;
  readonly connectMs?: number | undefined;
}

/** No whole answer came in time. */
class LateAnswer extends Error {}

/** One request, sent once; rejects when no whole answer comes. */
async function exchange(options: Exchange): Promise<RieAnswer> {
  const {address, body, signal, connectMs, limitMs, ...rest} = options;
  signal?.throwIfAborted();
  const sent = request({...rest, ...address, agent: AGENT});
  if (connectMs !== undefined) limitConnecting(sent, connectMs);
  // Node's own listener for a signal costs as much as half of the request, and a signal of its own as much again.
  const abort = (): void => void sent.destroy(signal?.reason as Error);
  signal?.addEventListener('abort', abort);
  const limit = limitMs === undefined ? null : limitAnswer(sent, limitMs);
  try {
    return await new Promise((resolve, reject) => {
      sent.on('error', reject);
      sent.on('response', (answer) => {
        wholeBody(answer).then(
          (bytes) => resolve({httpStatus: answer.statusCode ?? 0, body: bytes}),
          reject,
        );
      });
      sent.end(body);
    });
  } catch (error) {
    throw limit?.isReached() === true ? new LateAnswer() : error;
  } finally {
    limit?.lift();
    signal?.removeEventListener('abort', abort);
  }
}

interface Limit {
  isReached(): boolean;
  lift(): void;
}

/** Gives up an answer that is not whole in time. What a half one fails with does not tell. */
function limitAnswer(sent: ClientRequest, ms: number): Limit {
  let isReached = false;
  const timer = setTimeout(() => {
    isReached = true;
    sent.destroy(new LateAnswer());
  }, ms);
  return {isReached: () => isReached, lift: () => clearTimeout(timer)};
}

/** Gives up a connection that is not made in time; nothing has been written to it. */
function limitConnecting(sent: ClientRequest, ms: number): void {
  sent.once('socket', (socket) => {
    if (!socket.connecting) return;
    const timer = setTimeout(() => {
      if (socket.connecting) sent.destroy(Object.assign(new Error('no connection'), NOT_MADE));
    }, ms);
    for (const end of ['connect', 'close']) socket.once(end, () => clearTimeout(timer));
  });
}

/** As the system says it. */
const NOT_MADE = {code: 'ETIMEDOUT', syscall: 'connect'} as const;

function wholeBody(answer: IncomingMessage): Promise<Uint8Array> {
  return new Promise((resolve, reject) => {
    const chunks: Uint8Array[] = [];
    answer.on('data', (chunk: Uint8Array) => chunks.push(chunk));
    answer.on('error', reject);
    answer.on('end', () => {
      resolve(chunks.length === 1 && chunks[0] !== undefined ? chunks[0] : Buffer.concat(chunks));
    });
  });
}

/**
 * The client every driver uses; without state. On node:http itself: loading a client library takes
 * 70 ms of processor time in every cold invocation, more than all else that lambdock does.
 */
export const rieClient: RieClient = {
  async post({event, requestId, clientContext, ...sent}) {
    const headers = {
      'content-type': 'application/json',
      'content-length': event.length,
      'x-amzn-requestid': requestId,
      ...(clientContext !== null && {
        'x-amz-client-context': Buffer.from(clientContext).toString('base64'),
      }),
    };
    try {
      return await exchange({...sent, method: 'POST', headers, body: event});
    } catch (error) {
      if (sent.signal?.aborted === true) throw error;
      if (error instanceof LateAnswer) return 'late';
      return wasSent(error) ? null : 'refused';
    }
  },
  async listens(address, signal) {
    try {
      const answer = await exchange({address, method: 'GET', path: '/', signal});
      return answer.httpStatus === 404;
    } catch (error) {
      if (signal.aborted || NO_WAY.includes(codeOf(error))) throw error;
      return false;
    }
  },
  isConnected: (address) => (AGENT.freeSockets[AGENT.getName(address)]?.length ?? 0) > 0,
};

const codeOf = (error: unknown): string => (error as NodeJS.ErrnoException).code ?? '';

/** What fails while a connection is made has sent nothing. */
const wasSent = (error: unknown): boolean =>
  (error as NodeJS.ErrnoException).syscall !== 'connect' && codeOf(error) !== 'ECONNREFUSED';

const NO_WAY = ['EHOSTUNREACH', 'ENETUNREACH', 'ETIMEDOUT', 'EACCES', 'EADDRNOTAVAIL'];
