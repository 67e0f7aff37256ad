import {createServer, type IncomingMessage, type ServerResponse} from 'node:http';
import type {AddressInfo} from 'node:net';
import {pipeline} from 'node:stream';
import {setTimeout} from 'node:timers/promises';
import {base64Digest, layerShelf, type Publication} from './layer-shelf.js';
import {motoFront, regionOf} from './moto-front.js';

/** What goes wrong with the next request for a .zip. */
export type ContentFault =
  | {readonly kind: 'cut'; readonly after: number}
  | {readonly kind: 'stall'; readonly after: number}
  | {readonly kind: 'status'; readonly status: number}
  /** It comes in so many pieces, each after the last has gone. */
  | {readonly kind: 'slow'; readonly pieces: number}
  | {readonly kind: 'other-bytes'};

/** What goes wrong with the next question for a layer version. */
export type ApiFault =
  | {readonly status: number; readonly type: string}
  /** The answer has a link that is no longer good. */
  | {readonly expiredLink: true}
  /** The answer names another SHA-256. */
  | {readonly wrongDigest: true};

/**
 * What of AWS layers need: GetLayerVersionByArn, and the links it gives. In front of moto everything
 * else goes on to it, and what is published there can be fetched.
 */
export interface FakeLambdaApi extends AsyncDisposable {
  readonly url: string;
  /** Variables with which the SDK asks here, with credentials that it takes. */
  readonly env: Readonly<Record<string, string>>;
  /** Publishes a new version and gives its ARN. */
  publish(layer: Publication): string;
  remove(arn: string): void;
  /** From now on the layer is another account's and not shared. */
  unshare(arn: string): void;
  failApi(...faults: readonly ApiFault[]): void;
  failContent(...faults: readonly ContentFault[]): void;
  /** ARNs asked for, and the region that each question was signed for. */
  readonly asked: {readonly arn: string; readonly region: string}[];
  /** First byte of each request for a .zip, and how many bytes were sent. */
  readonly sent: {readonly from: number; bytes: number}[];
  stop(): Promise<void>;
}

/** Between the pieces of a slow answer. */
const PAUSE_MS = 20;
export const ACCOUNT = '111122223333';

/** Where the API listens, and what stands behind it. */
export interface FakeLambdaOptions {
  /** Address of a moto; without one all that is not about layers is refused. */
  readonly moto?: string;
  readonly host?: string;
  readonly port?: number;
}

/** Starts the API, on a free port of the loopback unless told otherwise. */
export async function fakeLambdaApi(options: FakeLambdaOptions = {}): Promise<FakeLambdaApi> {
  const {moto, host = '127.0.0.1', port = 0} = options;
  const shelf = layerShelf();
  const front = moto === undefined ? null : motoFront(moto, shelf);
  const apiFaults: ApiFault[] = [];
  const contentFaults: ContentFault[] = [];
  const asked: FakeLambdaApi['asked'] = [];
  const sent: FakeLambdaApi['sent'] = [];
  const server = createServer((request, response) => {
    response.on('error', () => undefined);
    answer(request, response).catch((error: unknown) => {
      response.writeHead(502).end(String(error));
    });
  });
  await new Promise<void>((resolve) => server.listen(port, host, resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const {pathname, searchParams} = new URL(request.url ?? '/', 'http://fake');
    if (pathname === '/2018-10-31/layers' && searchParams.get('find') === 'LayerVersion') {
      await answerApi(request, response, searchParams.get('Arn') ?? '');
    } else if (pathname.startsWith('/content/')) sendContent(request, response, pathname);
    else if (front !== null) await front.pass(request, response);
    else response.writeHead(404).end();
  }

  async function answerApi(
    request: IncomingMessage,
    response: ServerResponse,
    arn: string,
  ): Promise<void> {
    const region = regionOf(request.headers);
    asked.push({arn, region});
    const refuse = (status: number, type: string): void => {
      response.writeHead(status, {'content-type': 'application/json', 'x-amzn-ErrorType': type});
      response.end(JSON.stringify({Type: 'User', Message: `${type} of the fake`}));
    };
    const fault = apiFaults.shift();
    if (fault !== undefined && 'status' in fault) {
      refuse(fault.status, fault.type);
      return;
    }
    if (arn.split(':')[3] !== region) {
      refuse(400, 'InvalidParameterValueException');
      return;
    }
    const version = shelf.read(arn, (await front?.accountOf(request)) ?? null);
    if (version === 'denied') refuse(403, 'AccessDeniedException');
    else if (version === 'missing') refuse(404, 'ResourceNotFoundException');
    else {
      const link = shelf.link(arn, fault !== undefined && 'expiredLink' in fault);
      const isWrong = fault !== undefined && 'wrongDigest' in fault;
      response.writeHead(200, {'content-type': 'application/json'});
      response.end(
        JSON.stringify({
          LayerVersionArn: arn,
          Version: Number(arn.split(':').at(-1)),
          CompatibleRuntimes: version.runtimes,
          CompatibleArchitectures: version.architectures,
          Content: {
            Location: `http://${request.headers.host ?? ''}${link}`,
            CodeSha256: base64Digest(isWrong ? 'other' : version.zip),
            CodeSize: version.zip.length,
          },
        }),
      );
    }
  }

  function sendContent(request: IncomingMessage, response: ServerResponse, path: string): void {
    const {zip, isExpired = false} = shelf.follow(path) ?? {};
    const fault = contentFaults.shift();
    const status = fault?.kind === 'status' ? fault.status : isExpired ? 403 : null;
    if (zip === undefined || status !== null) {
      response.writeHead(status ?? 404).end();
      return;
    }
    const from = Number(/^bytes=(\d+)-$/.exec(request.headers.range ?? '')?.[1] ?? 0);
    const whole = fault?.kind === 'other-bytes' ? Buffer.alloc(zip.length, 'x') : zip;
    const body = whole.subarray(from);
    const entry = {from, bytes: 0};
    sent.push(entry);
    response.writeHead(from === 0 ? 200 : 206, {
      'content-length': body.length,
      ...(from > 0 && {'content-range': `bytes ${from}-${zip.length - 1}/${zip.length}`}),
    });
    if (fault?.kind === 'slow') {
      entry.bytes = body.length;
      pipeline(slowly(body, fault.pieces), response, () => undefined);
      return;
    }
    if (fault?.kind !== 'cut' && fault?.kind !== 'stall') {
      entry.bytes = body.length;
      response.end(body);
      return;
    }
    entry.bytes = fault.after;
    response.write(body.subarray(0, fault.after), () => {
      if (fault.kind === 'cut') response.destroy();
    });
  }

  const stop = (): Promise<void> =>
    new Promise((resolve) => {
      server.close(() => resolve());
      server.closeAllConnections();
    });

  return {
    url,
    env: {
      AWS_ENDPOINT_URL_LAMBDA: url,
      AWS_ACCESS_KEY_ID: 'AKIAFAKE',
      AWS_SECRET_ACCESS_KEY: 'fake',
      AWS_EC2_METADATA_DISABLED: 'true',
      AWS_CONFIG_FILE: '/dev/null',
      AWS_SHARED_CREDENTIALS_FILE: '/dev/null',
    },
    publish({name, account = ACCOUNT, region = 'eu-west-1', ...version}) {
      const layer = `arn:aws:lambda:${region}:${account}:layer:${name}`;
      const arn = `${layer}:${shelf.versions(layer) + 1}`;
      shelf.put(arn, version, 'all');
      return arn;
    },
    remove: (arn) => shelf.remove(arn),
    unshare: (arn) => shelf.unshare(arn),
    failApi: (...faults) => void apiFaults.push(...faults),
    failContent: (...faults) => void contentFaults.push(...faults),
    asked,
    sent,
    stop,
    [Symbol.asyncDispose]: stop,
  };
}

/** A body in pieces, with a pause before each. */
async function* slowly(body: Buffer, pieces: number): AsyncGenerator<Buffer> {
  const size = Math.ceil(body.length / pieces);
  for (let start = 0; start < body.length; start += size) {
    await setTimeout(PAUSE_MS);
    yield body.subarray(start, start + size);
  }
}
