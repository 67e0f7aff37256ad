import {randomUUID} from 'node:crypto';
import type {FunctionSpec} from '../core/function-spec.js';
import type {Invocation} from '../core/invocation.js';
import type {Project} from '../core/project.js';
import {PAYLOAD_LIMIT} from '../core/rie.js';
import type {InvokeOptions} from '../core/options.js';
import {checkedRequestId} from '../core/request-id.js';
import {LambdockError} from '../errors/lambdock-error.js';

/** One event for one function. */
export interface InvokeRequest {
  readonly project: Project;
  readonly spec: FunctionSpec;
  readonly event: unknown;
  readonly options: InvokeOptions;
  /** When the work of finding project and function began (ms, performance clock). */
  readonly began: number;
}

/** The event as JSON text; nothing at all is `null`. */
function jsonOf(event: unknown): string {
  try {
    const text: unknown = JSON.stringify(event ?? null);
    // A function or a symbol has no JSON.
    return typeof text === 'string' ? text : 'null';
  } catch (cause) {
    throw new LambdockError('EVENT_INVALID', {
      message: 'the event cannot be written as JSON',
      suggestions: ['give a value without cycles and big integers, or its bytes'],
      cause,
    });
  }
}

/** The event as it is sent: its bytes, and a request id. */
export function invocationOf({spec, event, options}: InvokeRequest): Invocation {
  const bytes = event instanceof Uint8Array ? event : Buffer.from(jsonOf(event));
  if (bytes.length > PAYLOAD_LIMIT) {
    throw new LambdockError('EVENT_TOO_LARGE', {
      message: `the event has ${bytes.length} bytes; Lambda takes ${PAYLOAD_LIMIT} at most`,
      details: {bytes: bytes.length, limit: PAYLOAD_LIMIT},
    });
  }
  const {clientContext, context = {}} = options;
  return {
    requestId: options.requestId === undefined ? randomUUID() : checkedRequestId(options.requestId),
    functionName: spec.name,
    event: bytes,
    clientContext:
      clientContext === undefined || clientContext === null ? null : JSON.stringify(clientContext),
    ...(context.traceId !== undefined && {traceId: context.traceId}),
    ...(context.identity !== undefined && {identity: context.identity}),
    ...(context.invokedFunctionArn !== undefined && {
      invokedFunctionArn: context.invokedFunctionArn,
    }),
  };
}
