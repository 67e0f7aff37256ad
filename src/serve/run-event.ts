import type {ApiResponse} from '../core/api-message.js';
import type {InvocationResult} from '../core/invocation.js';
import type {EventOptions} from '../core/options.js';
import type {ServedFunction} from '../core/served-function.js';
import type {InvokeRequest} from './invoke-request.js';
import {logTail, type Tail} from './tail.js';

/** Who hears what functions write. */
export type OnOutput = (chunk: Uint8Array, functionName: string) => undefined | Promise<void>;

/** How one event is run. */
export interface RunTools {
  readonly requestId: string;
  readonly onOutput?: OnOutput | undefined;
  /** Aborted when the client goes away; without one nobody waits. */
  readonly signal?: AbortSignal | undefined;
  readonly options?: EventOptions | undefined;
}

/** Runs one event and answers as Lambda does, also when the function fails. */
export async function runEvent(
  request: InvokeRequest,
  tools: RunTools,
): Promise<{readonly result: InvocationResult; readonly response: ApiResponse}> {
  const tail = request.wantsLog ? logTail() : null;
  const result = await invokeServed(request, tools, tail);
  const headers = answerHeaders(result, request.served);
  if (tail !== null) headers['X-Amz-Log-Result'] = tail.text();
  return {result, response: {status: 200, headers, body: answerOf(result)}};
}

/** One event through its function; the end of its log is kept in `tail`. */
export function invokeServed(
  {served, event, clientContext, qualifier}: InvokeRequest,
  {requestId, onOutput, signal, options}: RunTools,
  tail: Tail | null,
): Promise<InvocationResult> {
  const leave = signal === undefined ? null : untilDelivered(signal);
  const context = contextOf(served, qualifier, options);
  return served.invoke(event, {
    ...options,
    requestId,
    ...(clientContext !== undefined && {clientContext}),
    ...(context !== undefined && {context}),
    ...(leave !== null && {signal: leave.signal}),
    onOutput(chunk) {
      leave?.stay();
      tail?.add(chunk);
      return onOutput?.(chunk, served.name);
    },
  });
}

/** The emulator has an ARN of its own, which nothing changes. */
function contextOf(
  {driver, configuration}: ServedFunction,
  qualifier: string | null,
  options: EventOptions | undefined,
): EventOptions['context'] {
  if (driver === 'rie') return undefined;
  if (qualifier === null) return options?.context;
  const invokedFunctionArn = `${configuration.FunctionArn}:${qualifier}`;
  return {...options?.context, invokedFunctionArn};
}

/** A client that goes away takes its event along as long as that waits; one that is with the function runs to its end. */
function untilDelivered(client: AbortSignal): {
  readonly signal: AbortSignal;
  stay(): void;
} {
  const control = new AbortController();
  const leave = (): void => control.abort(client.reason);
  if (client.aborted) leave();
  else client.addEventListener('abort', leave, {once: true});
  return {
    signal: control.signal,
    stay: () => client.removeEventListener('abort', leave),
  };
}

/** What stands above an answer; the last is ours: 2 where the first environment was gone before it had the event. */
function answerHeaders(
  result: InvocationResult,
  {configuration}: ServedFunction,
): Record<string, string> {
  const headers: Record<string, string> = {
    'Content-Type': 'application/json',
    'x-amzn-RequestId': result.requestId,
    'X-Amz-Executed-Version': configuration.Version,
    'X-Lambdock-Attempts': String(result.attempts),
  };
  if (result.status !== 'ok') headers['X-Amz-Function-Error'] = 'Unhandled';
  if (result.statusAssumed) headers['X-Lambdock-Status-Assumed'] = 'true';
  return headers;
}

/** Byte for byte what the function answered, or what Lambda says in its place. */
export function answerOf({outcome, body}: InvocationResult): Uint8Array | string {
  if (body !== null && body.length > 0) return body;
  if (outcome.status === 'ok') return body ?? '';
  const {type: errorType, message: errorMessage} = outcome.error;
  return JSON.stringify({errorType, errorMessage});
}
