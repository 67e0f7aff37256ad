/** What a function that streams an HTTP response says before its body, as it wrote it. */
export interface HttpPrelude {
  readonly statusCode?: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly cookies?: readonly string[];
}

/** An answer of which the runtime said that it is an HTTP response. */
export interface HttpResponse {
  readonly prelude: HttpPrelude;
  readonly body: Uint8Array;
}

/** What `awslambda.HttpResponseStream` has the runtime send as Content-Type. */
export const HTTP_RESPONSE_TYPE = 'application/vnd.awslambda.http-integration-response';

/** https://docs.aws.amazon.com/lambda/latest/dg/runtimes-custom.html: the prelude ends in eight zero bytes. */
const SEPARATOR = new Uint8Array(8);

/** Prelude and body of such an answer; null where it is not of that form after all. */
export function splitHttpResponse(answer: Uint8Array): HttpResponse | null {
  const at = Buffer.from(answer.buffer, answer.byteOffset, answer.length).indexOf(SEPARATOR);
  if (at === -1) return null;
  try {
    const prelude = JSON.parse(new TextDecoder().decode(answer.subarray(0, at))) as unknown;
    if (typeof prelude !== 'object' || prelude === null || Array.isArray(prelude)) return null;
    return {prelude, body: answer.subarray(at + SEPARATOR.length)};
  } catch {
    return null;
  }
}

/** The bytes that `payload` is read from: the answer, or the body of the HTTP response that it is. */
export const contentOf = ({
  http,
  body,
}: {
  readonly http?: HttpPrelude;
  readonly body: Uint8Array | null;
}): Uint8Array | null =>
  http === undefined || body === null ? body : (splitHttpResponse(body)?.body ?? body);
