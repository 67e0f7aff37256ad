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

/** What is told of a request besides what every request has. */
export type Told = Partial<
  Pick<
    AccessRecord,
    'invocationType' | 'status' | 'errorType' | 'attempts' | 'coldStart' | 'requestId'
  >
>;

/** What was answered, and what is told of it. */
export interface Answered extends Told {
  readonly response: ApiResponse;
  /** Of an answer in pieces: what became of its event, once that is known; never rejects. */
  readonly ended?: Promise<Told>;
}

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
    if (!hasGivenUp(asked, error)) return refuse(refusalOf(error));
    const response = empty(CLIENT_GONE, requestId);
    return {response, invocationType: isStream ? 'ResponseStream' : type};
  }
}

/** Nobody hears it: the access log and the figures have it, as those of nginx do. */
const CLIENT_GONE = 499;

/** Whether an event came to nothing because its client went away while it waited. */
const hasGivenUp = ({request: {signal}}: AskedInvocation, error: unknown): boolean =>
  signal.aborted && error === signal.reason;

async function run(tools: InvocationTools, asked: AskedInvocation): Promise<Answered> {
  const began = tools.now();
  const {checked} = asked;
  const {result, response} = await runEvent(checked, runToolsOf(tools, asked));
  tools.metrics.ran(checked.served.name, result, tools.now() - began);
  return {response, invocationType: checked.type, ...toldOf(result)};
}

const toldOf = ({status, attempts, coldStart, requestId}: InvocationResult): Told => ({
  status,
  attempts,
  coldStart,
  requestId,
});

/** What becomes of it is known at its end. */
async function stream(tools: InvocationTools, asked: AskedInvocation): Promise<Answered> {
  const began = tools.now();
  const {served} = asked.checked;
  if (served.driver === 'rie') tools.warn(BUFFERED);
  const {response, result} = await streamEvent(asked.checked, runToolsOf(tools, asked));
  const ended = result.then(
    (found) => {
      tools.metrics.ran(served.name, found, tools.now() - began);
      return toldOf(found);
    },
    (error: unknown): Told => ({errorType: refusalOf(error).type}),
  );
  return {response, invocationType: 'ResponseStream', ended};
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
