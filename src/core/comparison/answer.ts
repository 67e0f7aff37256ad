import type {FunctionErrorBody} from '../function-error-body.js';
import {contentOf} from '../http-response.js';
import {readExactJson, type ExactJson, type ExactMapping} from '../exact-json.js';
import type {InvocationResult, Status} from '../invocation.js';

/** What a function answered, as a comparison sees it. */
export interface Answer {
  readonly status: Status;
  readonly content: Content;
  /** What a streamed HTTP response says before its body. */
  readonly http: ExactMapping | null;
  /** Of the invocation that answered; null where it is not known. */
  readonly requestId: string | null;
  /** Of an answer that a golden keeps: the names of rules that must not be applied to it once more. */
  readonly applied?: readonly string[];
}

/** The bytes of an answer: JSON by its value, anything else as it is. */
export type Content =
  | {readonly kind: 'json'; readonly value: ExactJson}
  | {readonly kind: 'raw' | 'bytes'; readonly text: string};

/** The answer of a result. An error is its type and message; stack traces are not compared. */
export function answerOf(result: InvocationResult): Answer {
  const {status, error, requestId, http} = result;
  const content = error === null ? contentIn(contentOf(result)) : errorContent(error, requestId);
  const prelude = http === undefined ? null : readExactJson(JSON.stringify(http));
  return {status, content, http: (prelude ?? null) as ExactMapping | null, requestId};
}

/** The answer that a destination record tells of a success. */
export const recordedAnswer = (payload: Uint8Array, requestId: string): Answer => ({
  status: 'ok',
  content: contentIn(payload),
  http: null,
  requestId,
});

/** What the bytes of an answer hold. */
export function contentIn(bytes: Uint8Array | null): Content {
  if (bytes === null) return {kind: 'raw', text: ''};
  try {
    const text = new TextDecoder('utf-8', {fatal: true}).decode(bytes);
    const value = readExactJson(text);
    return value === undefined ? {kind: 'raw', text} : {kind: 'json', value};
  } catch {
    const {buffer, byteOffset, length} = bytes;
    return {kind: 'bytes', text: Buffer.from(buffer, byteOffset, length).toString('base64')};
  }
}

/** Lambda's own sentences begin with the request id, which is another at every run. */
function errorContent({type, message}: FunctionErrorBody, requestId: string): Content {
  const own = message.replace(`RequestId: ${requestId}`, 'RequestId: <request-id>');
  return {kind: 'json', value: {errorType: type, errorMessage: own}};
}
