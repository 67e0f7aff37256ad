import {PAYLOAD_LIMIT} from './rie.js';

/** The most bytes a streamed answer may have: 200 MiB, as in Lambda. */
export const STREAM_LIMIT = 200 * 2 ** 20;

/** What a runtime asks of its host. */
export type RuntimeCall =
  | {readonly kind: 'next'}
  | {readonly kind: 'init-error'}
  | {readonly kind: 'response' | 'error'; readonly requestId: string}
  | {readonly kind: 'extension'};

const VERSION = '/2018-06-01/runtime/';
const INVOCATION = `${VERSION}invocation/`;
const EXTENSION = /^\/(2020-01-01\/(extension|restore)|2020-08-15\/logs|2022-07-01\/telemetry)\b/;

/** Reads a request line; 404 and 405 are what Lambda answers where there is no such call. */
export function runtimeCall(method: string, url: string): RuntimeCall | 404 | 405 {
  const mark = url.indexOf('?');
  const path = mark === -1 ? url : url.slice(0, mark);
  if (path === `${INVOCATION}next`) return method === 'GET' ? {kind: 'next'} : 405;
  if (path === `${VERSION}init/error`) return method === 'POST' ? {kind: 'init-error'} : 405;
  if (path.startsWith(INVOCATION)) {
    const slash = path.indexOf('/', INVOCATION.length);
    const kind = path.slice(slash + 1);
    if (slash === -1 || (kind !== 'response' && kind !== 'error')) return 404;
    const requestId = path.slice(INVOCATION.length, slash);
    return method === 'POST' ? {kind, requestId} : 405;
  }
  return EXTENSION.test(path) ? {kind: 'extension'} : 404;
}

/** The header by which a runtime says that its answer comes in pieces. */
export const isStreaming = (headers: Readonly<Record<string, unknown>>): boolean =>
  String(headers['lambda-runtime-function-response-mode']).toLowerCase() === 'streaming';

/** The most bytes an answer may have. */
export const answerLimit = (streaming: boolean): number =>
  streaming ? STREAM_LIMIT : PAYLOAD_LIMIT;

/** An error that came in the trailers of a stream, as the body of an error. Null when there is none. */
export function errorInTrailers(
  trailers: Readonly<Record<string, string | undefined>>,
): Uint8Array | null {
  const type = trailers['lambda-runtime-function-error-type'];
  const body = trailers['lambda-runtime-function-error-body'];
  if (type === undefined && body === undefined) return null;
  const bytes = Buffer.from(body ?? '', 'base64');
  return isErrorBody(bytes) ? bytes : Buffer.from(errorBody(type ?? 'Runtime.Unknown', ''));
}

function isErrorBody(bytes: Uint8Array): boolean {
  try {
    const value: unknown = JSON.parse(Buffer.from(bytes).toString());
    return typeof value === 'object' && value !== null;
  } catch {
    return false;
  }
}

/** The body of a refusal or an error, in Lambda's shape. */
export const errorBody = (errorType: string, errorMessage: string): string =>
  JSON.stringify({errorMessage, errorType});

/** What a function's name, version, region and account make together. */
export interface ArnParts {
  readonly region: string;
  readonly account: string;
  readonly name: string;
  readonly version: string;
}

/** The ARN a function is invoked by; `$LATEST` is not named in it, as in Lambda. */
export const functionArn = ({region, account, name, version}: ArnParts): string =>
  `arn:${partitionOf(region)}:lambda:${region}:${account}:function:${name}${version === '$LATEST' ? '' : `:${version}`}`;

const partitionOf = (region: string): string =>
  region.startsWith('cn-') ? 'aws-cn' : region.startsWith('us-gov-') ? 'aws-us-gov' : 'aws';

/** A trace id in the form of X-Ray, not sampled: nothing here takes traces. `hex` is 40 digits or more. */
export const traceIdOf = (now: number, hex: string): string =>
  `Root=1-${Math.floor(now / 1000)
    .toString(16)
    .padStart(8, '0')}-${hex.slice(0, 24)};Parent=${hex.slice(24, 40)};Sampled=0`;
