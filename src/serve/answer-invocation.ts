import type {AccessRecord} from '../core/access-record.js';
import type {ApiRequest, ApiResponse} from '../core/api-message.js';
import type {InvocationResult} from '../core/invocation.js';
import type {EventOptions} from '../core/options.js';
import type {EventQueue} from './event-queue.js';
import {headerOf, type InvokeRequest} from './invoke-request.js';
import type {ServeMetrics} from './metrics.js';
import {badParameter, refusalOf, refused, TOO_MANY, type Refusal} from './refusal.js';
import {runEvent, type OnOutput, type RunTools} from './run-event.js';
import {streamEvent} from './stream-event.js';

/** What running events works with. */
export interface InvocationTools {
  readonly events: EventQueue;
  readonly metrics: Pick<ServeMetrics, 'ran'>;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
  readonly onOutput?: OnOutput | undefined;
  /** Says something that a user should know, once. */
  readonly warn: (message: string) => void;
}

/** A request to run an event, checked. */
export interface AskedInvocation {
  readonly checked: InvokeRequest;
  readonly isStream: boolean;
  readonly requestId: string;
  readonly request: Pick<ApiRequest, 'headers' | 'signal'>;
}

/** What was answered, and what is told of it. */
type Answered = {readonly response: ApiResponse} & Partial<
  Pick<
    AccessRecord,
    'invocationType' | 'status' | 'errorType' | 'attempts' | 'coldStart' | 'requestId'
  >
>;

/** Runs an event, takes it in, or only says that it could be run. */
export async function answerInvocation(
  tools: InvocationTools,
  asked: AskedInvocation,
): Promise<Answered> {
  const {checked, isStream, requestId} = asked;
  const {type} = checked;
  const refuse = (refusal: Refusal): Answered => ({
    response: refused(refusal, requestId),
    errorType: refusal.type,
    invocationType: isStream ? 'ResponseStream' : type,
  });
  if (type === 'DryRun') return {response: empty(204, requestId), invocationType: type};
  if (type === 'Event') {
    if (isStream)
      return refuse(badParameter('InvocationType Event is none of RequestResponse, DryRun'));
    return tools.events.accept({...checked, requestId})
      ? {response: empty(202, requestId), invocationType: type}
      : refuse(TOO_MANY);
  }
  try {
    return await (isStream ? stream(tools, asked) : run(tools, asked));
  } catch (error) {
    return refuse(refusalOf(error));
  }
}

async function run(tools: InvocationTools, asked: AskedInvocation): Promise<Answered> {
  const began = tools.now();
  const {checked} = asked;
  const {result, response} = await runEvent(checked, runToolsOf(tools, asked));
  tools.metrics.ran(checked.served.name, result, tools.now() - began);
  const {status, attempts, coldStart, requestId} = result;
  return {response, invocationType: checked.type, status, attempts, coldStart, requestId};
}

/** It is told when it begins; what becomes of it only the client hears, and the figures. */
async function stream(tools: InvocationTools, asked: AskedInvocation): Promise<Answered> {
  const began = tools.now();
  const {served} = asked.checked;
  if (served.driver === 'rie') tools.warn(BUFFERED);
  const {response, result} = await streamEvent(asked.checked, runToolsOf(tools, asked));
  const count = (found: InvocationResult): void =>
    tools.metrics.ran(served.name, found, tools.now() - began);
  result.then(count, () => undefined);
  return {response, invocationType: 'ResponseStream'};
}

const BUFFERED =
  'with --driver rie a streamed answer comes in one piece, at its end: --driver runtime-api streams it';

function runToolsOf(
  {onOutput}: InvocationTools,
  {requestId, request, checked}: AskedInvocation,
): RunTools {
  const {signal, headers} = request;
  const traceId = headerOf(headers, 'x-amzn-trace-id');
  const options: EventOptions | undefined =
    traceId !== undefined && TRACE.test(traceId) && checked.served.driver === 'runtime-api'
      ? {context: {traceId}}
      : undefined;
  return {requestId, onOutput, signal, options};
}

const TRACE = /^[\x21-\x7e]{1,256}$/;

const empty = (status: number, requestId: string): ApiResponse => ({
  status,
  headers: {'x-amzn-RequestId': requestId, 'X-Amz-Executed-Version': '$LATEST'},
  body: '',
});
