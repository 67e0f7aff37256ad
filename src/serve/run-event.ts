import type {ApiResponse} from '../core/api-message.js';
import type {InvocationResult} from '../core/invocation.js';
import type {EventOptions} from '../core/options.js';
import type {ServedFunction} from '../core/served-function.js';
import type {InvokeRequest} from './invoke-request.js';
import {logTail} from './tail.js';

/** Who hears what functions write. */
export type OnOutput = (chunk: Uint8Array, functionName: string) => undefined | Promise<void>;

/** How one event is run. */
export interface RunTools {
  readonly requestId: string;
  readonly onOutput?: OnOutput | undefined;
  /** Aborted when the client goes away. */
  readonly signal: AbortSignal;
  readonly options?: EventOptions | undefined;
}

/** Runs one event and answers as Lambda does, also when the function fails. */
export async function runEvent(
  {served, event, clientContext, wantsLog}: InvokeRequest,
  {requestId, onOutput, signal, options = {}}: RunTools,
): Promise<{readonly result: InvocationResult; readonly response: ApiResponse}> {
  const tail = wantsLog ? logTail() : null;
  const leave = untilDelivered(signal);
  const result = await served.invoke(event, {
    ...options,
    requestId,
    ...(clientContext !== undefined && {clientContext}),
    signal: leave.signal,
    onOutput(chunk) {
      leave.stay();
      tail?.add(chunk);
      return onOutput?.(chunk, served.name);
    },
  });
  const log = tail === null ? {} : {'X-Amz-Log-Result': tail.text()};
  const headers = {...answerHeaders(result, served), ...log};
  return {result, response: {status: 200, headers, body: answerOf(result)}};
}

/** A client that goes away takes its event along as long as that waits; one that is with the function runs to its end. */
export function untilDelivered(client: AbortSignal): {
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
const answerHeaders = (
  result: InvocationResult,
  {configuration}: ServedFunction,
): Record<string, string> => ({
  'Content-Type': 'application/json',
  'x-amzn-RequestId': result.requestId,
  'X-Amz-Executed-Version': configuration.Version,
  ...(result.status !== 'ok' && {'X-Amz-Function-Error': 'Unhandled'}),
  'X-Lambdock-Attempts': String(result.attempts),
  ...(result.statusAssumed && {'X-Lambdock-Status-Assumed': 'true'}),
});

/** Byte for byte what the function answered, or what Lambda says in its place. */
export function answerOf({outcome, body}: InvocationResult): Uint8Array | string {
  if (body !== null && body.length > 0) return body;
  if (outcome.status === 'ok') return body ?? '';
  const {type: errorType, message: errorMessage} = outcome.error;
  return JSON.stringify({errorType, errorMessage});
}
