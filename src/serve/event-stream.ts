import type {InvocationResult} from '../core/invocation.js';
import {answerOf} from './run-event.js';

/** Writes the messages of InvokeWithResponseStream. */
export interface EventStreamWriter {
  payloadChunk(piece: Uint8Array): Uint8Array;
  /** The last message; `log` is in base64. */
  invokeComplete(end: StreamEnd): Uint8Array;
}

/** How a stream ended. */
export interface StreamEnd {
  readonly ErrorCode?: string;
  readonly ErrorDetails?: string;
  readonly LogResult?: string;
}

/** Its package is loaded when the first stream is asked for. */
export async function eventStreamWriter(): Promise<EventStreamWriter> {
  const {EventStreamCodec} = await import('@smithy/core/event-streams');
  const codec = new EventStreamCodec(
    (bytes) => (typeof bytes === 'string' ? bytes : Buffer.from(bytes).toString('utf8')),
    (text) => Buffer.from(text, 'utf8'),
  );
  const message = (type: string, contentType: string, body: Uint8Array): Uint8Array =>
    codec.encode({
      headers: {
        ':message-type': {type: 'string', value: 'event'},
        ':event-type': {type: 'string', value: type},
        ':content-type': {type: 'string', value: contentType},
      },
      body,
    });
  return {
    payloadChunk: (piece) => message('PayloadChunk', 'application/octet-stream', piece),
    invokeComplete: (end) =>
      message('InvokeComplete', 'application/json', Buffer.from(JSON.stringify(end))),
  };
}

/** What the last message says of an event that came to its end. */
export function streamEndOf(result: InvocationResult, log: string | null): StreamEnd {
  const answer = answerOf(result);
  return {
    ...(result.status !== 'ok' && {
      ErrorCode: 'Unhandled',
      ErrorDetails: typeof answer === 'string' ? answer : Buffer.from(answer).toString('utf8'),
    }),
    ...(log !== null && {LogResult: log}),
  };
}
