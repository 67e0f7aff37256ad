import type {Driver} from './driver.js';
import type {FunctionErrorBody} from './function-error-body.js';
import {contentOf, type HttpPrelude} from './http-response.js';
import type {ImageUsed, InvocationResult, Status, Timings} from './invocation.js';
import type {LogRecord} from './log-record.js';

/** One invocation as `--json` and the results of a replay tell it; keys keep this order. */
export interface Envelope {
  readonly schemaVersion: 1;
  readonly function: string;
  readonly requestId: string;
  readonly eventId: string | null;
  readonly status: Status;
  /** Present, and true, where the status is only a guess. */
  readonly statusAssumed?: true;
  readonly payload: unknown;
  /** Present where the answer is not JSON. */
  readonly payloadBase64?: string;
  /** Present where the function streamed an HTTP response; the payload is its body. */
  readonly http?: HttpPrelude;
  readonly error: FunctionErrorBody | null;
  /** Present for `crashed`. */
  readonly exitCode?: number | null;
  readonly signal?: string | null;
  readonly durationMs: number | null;
  readonly initDurationMs: number | null;
  readonly billedDurationMs: number | null;
  readonly memoryLimitMb: number;
  readonly maxMemoryUsedMb: number | null;
  readonly coldStart: boolean;
  readonly attempts: number;
  readonly driver: Driver;
  readonly timings: Timings;
  readonly image: ImageUsed;
  readonly logs: readonly LogRecord[];
  /** Present where the function logged more than is kept. */
  readonly logsDropped?: number;
}

/** The envelope of one result. */
export function envelopeOf(result: InvocationResult, eventId: string | null = null): Envelope {
  const {outcome} = result;
  return {
    schemaVersion: 1,
    function: result.invocation.functionName,
    requestId: result.requestId,
    eventId,
    status: result.status,
    ...(result.statusAssumed ? {statusAssumed: true as const} : {}),
    payload: result.payload ?? null,
    ...undecoded(result),
    ...(result.http === undefined ? {} : {http: result.http}),
    error: result.error,
    ...(outcome.status === 'crashed' ? {exitCode: outcome.exitCode, signal: outcome.signal} : {}),
    durationMs: result.durationMs,
    initDurationMs: result.initDurationMs,
    billedDurationMs: result.billedDurationMs,
    memoryLimitMb: result.memoryLimitMb,
    maxMemoryUsedMb: result.maxMemoryUsedMb,
    coldStart: result.coldStart,
    attempts: result.attempts,
    driver: result.driver,
    timings: result.timings,
    image: result.image,
    logs: result.logs,
    ...(result.logsDropped > 0 ? {logsDropped: result.logsDropped} : {}),
  };
}

/**
 * The envelope as JSON in which the payload is the answer itself, byte for byte: `1.10` stays
 * `1.10`. In pieces, so that a large answer is not copied. `body` is what `contentOf` says.
 */
export function envelopePieces(
  envelope: Envelope,
  body: Uint8Array | null,
  indent?: number,
): readonly (string | Uint8Array)[] {
  if (envelope.payload === null || body === null) return [JSON.stringify(envelope, null, indent)];
  const text = JSON.stringify({...envelope, payload: null}, null, indent);
  // Quotes inside strings are escaped, so this is the key itself and no text of the function's.
  const [key] = /"payload": ?null/.exec(text) ?? [''];
  const at = text.indexOf(key) + key.length - 'null'.length;
  return [text.slice(0, at), withoutMark(body), text.slice(at + 'null'.length)];
}

/** A byte order mark is allowed before a document, not inside one. */
const withoutMark = (body: Uint8Array): Uint8Array =>
  body[0] === 0xef && body[1] === 0xbb && body[2] === 0xbf ? body.subarray(3) : body;

const textOf = (body: Uint8Array): string => new TextDecoder().decode(body);

/** The bytes of an answer that is not JSON; only a real answer has them. */
function undecoded(result: InvocationResult): {payloadBase64?: string} {
  const {payload, status} = result;
  const body = contentOf(result);
  if (status !== 'ok' || (payload ?? null) !== null || body === null || body.length === 0)
    return {};
  if (body.length < 64 && textOf(body).trim() === 'null') return {};
  return {payloadBase64: Buffer.from(body.buffer, body.byteOffset, body.length).toString('base64')};
}
