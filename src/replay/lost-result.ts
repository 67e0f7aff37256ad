import {randomUUID} from 'node:crypto';
import type {Driver} from '../core/driver.js';
import type {ImageUsed, InvocationResult} from '../core/invocation.js';
import type {RecordedEvent} from '../core/recorded-event.js';
import type {LambdockError} from '../errors/lambdock-error.js';

/** What is known without a container. */
export interface LostFacts {
  readonly functionName: string;
  readonly driver: Driver;
  readonly image: ImageUsed;
  readonly memoryLimitMb: number;
}

const LOST = 'Sandbox.Lost';

/** Whether a result tells of lambdock's container and nothing of the function: no golden is made of it. */
export const isLost = ({status, error}: Pick<InvocationResult, 'status' | 'error'>): boolean =>
  status === 'crashed' && error?.type === LOST;

/** The result of an event whose container was taken away from outside, again and again: nothing of it is known. */
export function lostResult(
  {functionName, driver, image, memoryLimitMb}: LostFacts,
  event: RecordedEvent,
  {message}: LambdockError,
): InvocationResult {
  const requestId = randomUUID();
  const error = {type: LOST, message, stackTrace: []};
  return {
    invocation: {requestId, functionName, event: event.event, clientContext: null},
    requestId,
    outcome: {status: 'crashed', error, exitCode: null, signal: null},
    status: 'crashed',
    payload: null,
    body: null,
    error,
    statusAssumed: true,
    coldStart: false,
    attempts: 1,
    driver,
    timings: NO_TIMINGS,
    image,
    durationMs: null,
    initDurationMs: null,
    billedDurationMs: null,
    memoryLimitMb,
    maxMemoryUsedMb: null,
    logs: [],
    logsDropped: 0,
  };
}

const NO_TIMINGS = {
  resolveMs: null,
  buildMs: null,
  startMs: null,
  readyMs: null,
  invokeMs: null,
  stopMs: null,
} as const;
