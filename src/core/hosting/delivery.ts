import {randomUUID} from 'node:crypto';
import type {Invocation} from '../invocation.js';
import {traceIdOf} from '../runtime-api.js';
import {unicodeEscape} from '../unicode-escape.js';
import type {Delivery} from './runtime-host.js';

/** When an event is given to its runtime, and who hears the answer. */
export interface DeliveryTerms extends Pick<Delivery, 'onChunk' | 'keepStream'> {
  readonly given: number;
}

/** Whose event it is, and how long that may take. */
export interface DeliveredFunction {
  readonly functionArn: string;
  readonly timeoutMs: number;
}

/** A delivery whose listener hears nothing once it has ended. */
export interface EndableDelivery extends Delivery {
  /** Whether the listener has heard any of the answer. */
  readonly isHeard: boolean;
  /** Throws what the listener threw. */
  end(): void;
}

/** An event with the headers by which Lambda hands one over. */
export function deliveryOf(
  {functionArn, timeoutMs}: DeliveredFunction,
  {requestId, event, clientContext, identity, traceId, invokedFunctionArn}: Invocation,
  {given, onChunk, keepStream}: DeliveryTerms,
): EndableDelivery {
  let listener = onChunk;
  const heard: {any: boolean; failure: {readonly reason: unknown} | null} = {
    any: false,
    failure: null,
  };
  const headers: Record<string, string> = {
    'Lambda-Runtime-Aws-Request-Id': requestId,
    'Lambda-Runtime-Deadline-Ms': '',
    'Lambda-Runtime-Invoked-Function-Arn': invokedFunctionArn ?? functionArn,
    'Lambda-Runtime-Trace-Id': traceId ?? traceIdOf(given, randomHex()),
    ...(clientContext !== null && {'Lambda-Runtime-Client-Context': ascii(clientContext)}),
    ...(identity !== undefined && {
      'Lambda-Runtime-Cognito-Identity': ascii(JSON.stringify(identity)),
    }),
  };
  return {
    requestId,
    event,
    // Somebody must have it.
    keepStream: keepStream !== false || onChunk === undefined,
    // Made ready before the runtime asks; only its time starts when it does.
    headersAt(now) {
      headers['Lambda-Runtime-Deadline-Ms'] = String(Math.ceil(now + timeoutMs));
      return headers;
    },
    // The runtime is none the wiser when the listener fails: the caller is told at the end.
    onChunk: async (chunk) => {
      heard.any = true;
      try {
        await listener?.(chunk);
      } catch (reason) {
        listener = undefined;
        heard.failure = {reason};
      }
    },
    get isHeard() {
      return heard.any;
    },
    end() {
      listener = undefined;
      if (heard.failure !== null) throw heard.failure.reason;
    },
  };
}

/** JSON that may stand in a header: what is not ASCII is escaped. */
const ascii = (json: string): string => json.replaceAll(/[\u007f-\uffff]/g, unicodeEscape);

/** 64 digits. Ids are made many at a time, bytes anew at each call. */
const randomHex = (): string => `${randomUUID()}${randomUUID()}`.replaceAll('-', '');
