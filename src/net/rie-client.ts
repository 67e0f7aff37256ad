import got from 'got';

/** An emulator's address. */
export interface RieAddress {
  readonly host: string;
  readonly port: number;
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
  readonly signal: AbortSignal;
}

/** Talks to emulators over HTTP. */
export interface RieClient {
  /** Posts one event, never twice. Null when the connection ended without an answer. */
  post(request: RiePost): Promise<RieAnswer | null>;
  /** Whether the emulator listens; asks for a path that invokes nothing. */
  listens(address: RieAddress, signal: AbortSignal): Promise<boolean>;
}

const client = got.extend({
  retry: {limit: 0},
  throwHttpErrors: false,
  decompress: false,
  followRedirect: false,
});

const urlOf = ({host, port}: RieAddress, path: string): string =>
  `http://${host.includes(':') ? `[${host}]` : host}:${port}${path}`;

/** The client every driver uses; without state. */
export const rieClient: RieClient = {
  async post({address, path, event, requestId, clientContext, signal}) {
    try {
      const answer = await client.post(urlOf(address, path), {
        body: event,
        responseType: 'buffer',
        signal,
        headers: {
          'content-type': 'application/json',
          'x-amzn-requestid': requestId,
          ...(clientContext !== null && {
            'x-amz-client-context': Buffer.from(clientContext).toString('base64'),
          }),
        },
      });
      return {httpStatus: answer.statusCode, body: answer.body};
    } catch (error) {
      if (signal.aborted) throw error;
      return null;
    }
  },
  async listens(address, signal) {
    try {
      const answer = await client.get(urlOf(address, '/'), {signal});
      return answer.statusCode === 404;
    } catch (error) {
      if (signal.aborted) throw error;
      return false;
    }
  },
};
