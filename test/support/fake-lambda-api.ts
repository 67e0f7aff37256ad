import {createHash} from 'node:crypto';
import {createServer, type IncomingMessage, type ServerResponse} from 'node:http';
import type {AddressInfo} from 'node:net';

/** What goes wrong with the next request for a .zip. */
export type ContentFault =
  | {readonly kind: 'cut'; readonly after: number}
  | {readonly kind: 'stall'; readonly after: number}
  | {readonly kind: 'status'; readonly status: number}
  | {readonly kind: 'other-bytes'};

/** What goes wrong with the next question for a layer version. */
export type ApiFault =
  | {readonly status: number; readonly type: string}
  /** The answer has a link that is no longer good. */
  | {readonly expiredLink: true}
  /** The answer names another SHA-256. */
  | {readonly wrongDigest: true};

/** A layer to publish. */
export interface Publication {
  readonly name: string;
  readonly zip: Buffer;
  readonly account?: string;
  readonly region?: string;
  readonly runtimes?: readonly string[];
  readonly architectures?: readonly string[];
}

/** What of AWS layers need: GetLayerVersionByArn, and the links it gives. */
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

interface Version extends Publication {
  isShared: boolean;
}

export const ACCOUNT = '111122223333';

/** Starts the API on a free port of the loopback. */
export async function fakeLambdaApi(): Promise<FakeLambdaApi> {
  const versions = new Map<string, Version>();
  const links = new Map<string, {readonly arn: string; readonly isExpired: boolean}>();
  const apiFaults: ApiFault[] = [];
  const contentFaults: ContentFault[] = [];
  const asked: FakeLambdaApi['asked'] = [];
  const sent: FakeLambdaApi['sent'] = [];
  const server = createServer((request, response) => {
    response.on('error', () => undefined);
    const {pathname, searchParams} = new URL(request.url ?? '/', 'http://fake');
    if (pathname === '/2018-10-31/layers') {
      answerApi(request, response, searchParams.get('Arn') ?? '');
    } else sendContent(request, response, pathname);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

  function answerApi(request: IncomingMessage, response: ServerResponse, arn: string): void {
    const region = /Credential=[^/]+\/\d+\/([^/]+)/.exec(request.headers.authorization ?? '')?.[1];
    asked.push({arn, region: region ?? 'unsigned'});
    const refuse = (status: number, type: string): void => {
      response.writeHead(status, {'content-type': 'application/json', 'x-amzn-ErrorType': type});
      response.end(JSON.stringify({Type: 'User', Message: `${type} of the fake`}));
    };
    const fault = apiFaults.shift();
    if (fault !== undefined && 'status' in fault) {
      refuse(fault.status, fault.type);
      return;
    }
    const version = versions.get(arn);
    if (version?.isShared === false) refuse(403, 'AccessDeniedException');
    else if (version === undefined) refuse(404, 'ResourceNotFoundException');
    else {
      const link = `/content/${links.size}`;
      links.set(link, {arn, isExpired: fault !== undefined && 'expiredLink' in fault});
      const isWrong = fault !== undefined && 'wrongDigest' in fault;
      const digest = createHash('sha256').update(isWrong ? 'other' : version.zip);
      response.writeHead(200, {'content-type': 'application/json'});
      response.end(
        JSON.stringify({
          LayerVersionArn: arn,
          Version: Number(arn.split(':').at(-1)),
          CompatibleRuntimes: version.runtimes,
          CompatibleArchitectures: version.architectures,
          Content: {
            Location: `${url}${link}`,
            CodeSha256: digest.digest('base64'),
            CodeSize: version.zip.length,
          },
        }),
      );
    }
  }

  function sendContent(request: IncomingMessage, response: ServerResponse, path: string): void {
    const link = links.get(path);
    const zip = versions.get(link?.arn ?? '')?.zip;
    const fault = contentFaults.shift();
    const status = fault?.kind === 'status' ? fault.status : link?.isExpired === true ? 403 : null;
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
    publish(layer) {
      const {name, account = ACCOUNT, region = 'eu-west-1'} = layer;
      const base = `arn:aws:lambda:${region}:${account}:layer:${name}`;
      const before = [...versions.keys()].filter((arn) => arn.startsWith(`${base}:`)).length;
      const arn = `${base}:${before + 1}`;
      versions.set(arn, {...layer, isShared: true});
      return arn;
    },
    remove: (arn) => void versions.delete(arn),
    unshare(arn) {
      const version = versions.get(arn);
      if (version !== undefined) version.isShared = false;
    },
    failApi: (...faults) => void apiFaults.push(...faults),
    failContent: (...faults) => void contentFaults.push(...faults),
    asked,
    sent,
    stop,
    [Symbol.asyncDispose]: stop,
  };
}
