import type {Driver} from '../core/driver.js';
import type {
  ImageUsed,
  Invocation,
  InvocationResult,
  Measurements,
  Timings,
} from '../core/invocation.js';
import {parsePayload} from '../core/parse-payload.js';
import type {Observation} from '../core/sandbox.js';

/** All that is told of one invocation. */
export function resultOf(parts: {
  invocation: Invocation;
  observation: Observation;
  driver: Driver;
  attempts: number;
  timings: Timings;
  image: ImageUsed;
}): InvocationResult {
  const {invocation, observation, driver, attempts, timings, image} = parts;
  const {outcome, body, http} = observation;
  return {
    invocation,
    requestId: observation.requestId,
    ...figuresOf(observation),
    outcome,
    status: outcome.status,
    payload: outcome.status === 'ok' ? parsePayload(http?.body ?? body) : null,
    ...(http !== undefined && {http: http.prelude}),
    body,
    error: outcome.status === 'ok' ? null : outcome.error,
    statusAssumed: observation.assumed,
    coldStart: observation.coldStart,
    attempts,
    driver,
    timings: roundTimings(timings),
    image,
    logs: observation.logs,
    logsDropped: observation.logsDropped,
  };
}

const figuresOf = (measured: Measurements): Measurements => ({
  durationMs: measured.durationMs,
  initDurationMs: measured.initDurationMs,
  billedDurationMs: measured.billedDurationMs,
  memoryLimitMb: measured.memoryLimitMb,
  maxMemoryUsedMb: measured.maxMemoryUsedMb,
});

const roundTimings = (timings: Timings): Timings => ({
  resolveMs: rounded(timings.resolveMs),
  buildMs: rounded(timings.buildMs),
  startMs: rounded(timings.startMs),
  readyMs: rounded(timings.readyMs),
  invokeMs: rounded(timings.invokeMs),
  stopMs: rounded(timings.stopMs),
});

const rounded = <T extends number | null>(ms: T): T =>
  (ms === null ? null : Math.round(ms * 10) / 10) as T;
