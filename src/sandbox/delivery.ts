import {randomBytes} from 'node:crypto';
import type {Invocation} from '../core/invocation.js';
import {traceIdOf} from '../core/runtime-api.js';
import type {Delivery} from './runtime-host.js';
import type {HostedRequest} from './sandbox-request.js';

type OnChunk = ((chunk: Uint8Array) => void | Promise<void>) | undefined;

/** A delivery whose listener hears nothing once it has ended. */
export interface EndableDelivery extends Delivery {
  end(): void;
}

/** An event with the headers by which Lambda hands one over. */
export function deliveryOf(
  {functionArn, timeoutMs}: HostedRequest,
  {requestId, event, clientContext, identity, traceId}: Invocation,
  {given, onChunk}: {readonly given: number; readonly onChunk: OnChunk},
): EndableDelivery {
  let listener = onChunk;
  return {
    requestId,
    event,
    headers: {
      'Lambda-Runtime-Aws-Request-Id': requestId,
      'Lambda-Runtime-Deadline-Ms': String(Math.ceil(given + timeoutMs)),
      'Lambda-Runtime-Invoked-Function-Arn': functionArn,
      'Lambda-Runtime-Trace-Id': traceId ?? traceIdOf(given, randomBytes(20).toString('hex')),
      ...(clientContext !== null && {'Lambda-Runtime-Client-Context': ascii(clientContext)}),
      ...(identity !== undefined && {
        'Lambda-Runtime-Cognito-Identity': ascii(JSON.stringify(identity)),
      }),
    },
    onChunk: (chunk) => listener?.(chunk),
    end() {
      listener = undefined;
    },
  };
}

/** JSON that may stand in a header: what is not ASCII is escaped. */
const ascii = (json: string): string =>
  json.replaceAll(
    /[\u007f-\uffff]/g,
    (letter) => `\\u${letter.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
