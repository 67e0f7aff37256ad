import type {ApiResponse} from '../core/api-message.js';
import type {InvocationResult} from '../core/invocation.js';
import {eventStreamWriter, streamEndOf} from './event-stream.js';
import type {InvokeRequest} from './invoke-request.js';
import {openPipe} from './pipe.js';
import {refusalOf} from './refusal.js';
import {invokeServed, type RunTools} from './run-event.js';
import {logTail} from './tail.js';

/** A response that has begun, and the event that it is of. */
export interface StreamedEvent {
  readonly response: ApiResponse;
  readonly result: Promise<InvocationResult>;
}

/**
 * Runs one event and hands on its answer piece by piece, in the encoding of InvokeWithResponseStream.
 * Rejects where the event is refused before there is a first piece.
 */
export async function streamEvent(request: InvokeRequest, tools: RunTools): Promise<StreamedEvent> {
  const {served, wantsLog} = request;
  const writer = await eventStreamWriter();
  const pipe = openPipe();
  const tail = wantsLog ? logTail() : null;
  const options = {
    ...tools.options,
    onResponseChunk: (piece: Uint8Array) => pipe.push(piece),
    keepStream: false,
  };
  const result = invokeServed(request, {...tools, options}, tail);
  result.catch(() => undefined);
  await Promise.race([pipe.first, result]);
  return {
    result,
    response: {
      status: 200,
      headers: {
        'Content-Type': 'application/vnd.amazon.eventstream',
        'x-amzn-RequestId': tools.requestId,
        'X-Amz-Executed-Version': served.configuration.Version,
      },
      async body(write) {
        pipe.connect((piece) =>
          piece.length === 0 ? undefined : write(writer.payloadChunk(piece)),
        );
        const end = await result.then(
          (found) => streamEndOf(found, tail?.text() ?? null),
          (error: unknown) => {
            const {type, message} = refusalOf(error);
            return {ErrorCode: type, ErrorDetails: message};
          },
        );
        // Nothing comes behind it that a client which does not read would have to hold back.
        void write(writer.invokeComplete(end));
      },
    },
  };
}
