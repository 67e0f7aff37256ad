import {randomUUID} from 'node:crypto';
import type {FunctionSpec} from '../core/function-spec.js';
import type {Project} from '../core/project.js';
import type {
  ImageUsed,
  Invocation,
  InvocationResult,
  Measurements,
  Timings,
} from '../core/invocation.js';
import {PAYLOAD_LIMIT} from '../core/rie.js';
import type {Observation} from '../core/sandbox.js';
import type {Driver} from '../core/driver.js';
import type {InvokeOptions} from '../core/options.js';
import {checkedRequestId} from '../core/request-id.js';
import {parsePayload} from '../core/parse-payload.js';
import {LambdockError} from '../errors/lambdock-error.js';
import {imageUsed} from './images.js';
import type {Inspection} from './inspection.js';
import {holdingWork, type Session} from './session.js';
import {prepareEnvironment, startEnvironment} from './start-environment.js';

/** One event for one function. */
export interface InvokeRequest {
  readonly project: Project;
  readonly spec: FunctionSpec;
  readonly event: unknown;
  readonly options: InvokeOptions;
  /** When the work of finding project and function began (ms, performance clock). */
  readonly began: number;
}

/** Resolves image and environment, starts a sandbox, runs the event, and removes what it started. */
export function invokeFunction(
  session: Session,
  request: InvokeRequest,
): Promise<InvocationResult> {
  return holdingWork(session, invoke(session, request));
}

async function invoke(session: Session, request: InvokeRequest): Promise<InvocationResult> {
  const {spec, options, began} = request;
  const invocation = invocationOf(request);
  const interrupted = eitherSignal(session.signal, options.signal);
  interrupted.throwIfAborted();
  const inspection = await inspectionOf(session, request);
  const signal = eitherSignal(interrupted, inspection?.failed);
  const target = {project: request.project, spec, context: options.context, inspection};
  const prepared = await prepareEnvironment(session, target, signal);
  const resolveMs = performance.now() - began;
  const {sandbox, identity, buildMs} = await startEnvironment(session, prepared, signal);
  const release = session.hold(sandbox);
  try {
    await inspection?.checkPort(sandbox.id);
    const onEmulatorLine = inspection?.onEmulatorLine;
    const observation = await sandbox.invoke(invocation, {...options, signal, onEmulatorLine});
    inspection?.end();
    const stopping = performance.now();
    // An engine that refuses the signal is told to remove the container: the answer is here already.
    const stopped = await sandbox
      .stop({onOutput: options.onOutput, signal: options.signal})
      .catch(() => sandbox[Symbol.asyncDispose]());
    if (stopped !== undefined) holdUntilEnd(session, stopped.ended);
    for (const problem of observation.problems) session.warn(`${request.spec.name}: ${problem}`);
    const timings = {
      resolveMs,
      buildMs,
      startMs: sandbox.startMs,
      readyMs: sandbox.readyMs,
      invokeMs: observation.invokeMs,
      stopMs: performance.now() - stopping,
    };
    const image = imageUsed(identity, buildMs === 0);
    return resultOf({invocation, observation, driver: sandbox.driver, timings, image});
  } catch (error) {
    await sandbox[Symbol.asyncDispose]();
    throw error;
  } finally {
    release();
  }
}

/** The answer does not wait for the last work of extensions; whoever disposes does. */
function holdUntilEnd(session: Session, ended: Promise<void>): void {
  const release = session.hold({[Symbol.asyncDispose]: () => ended});
  ended.then(release, () => undefined);
}

/** Loaded only when a debugger is asked for. */
const inspectionOf = async (
  session: Session,
  {spec, options}: InvokeRequest,
): Promise<Inspection | null> =>
  options.inspect === undefined
    ? null
    : (await import('./inspection.js')).openInspection(session, spec, options);

const eitherSignal = (one: AbortSignal, other: AbortSignal | undefined): AbortSignal =>
  other === undefined || other === one ? one : AbortSignal.any([one, other]);

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

function invocationOf({spec, event, options}: InvokeRequest): Invocation {
  const bytes = event instanceof Uint8Array ? event : Buffer.from(jsonOf(event));
  if (bytes.length > PAYLOAD_LIMIT) {
    throw new LambdockError('EVENT_TOO_LARGE', {
      message: `the event has ${bytes.length} bytes; Lambda takes ${PAYLOAD_LIMIT} at most`,
      details: {bytes: bytes.length, limit: PAYLOAD_LIMIT},
    });
  }
  const {clientContext} = options;
  return {
    requestId: options.requestId === undefined ? randomUUID() : checkedRequestId(options.requestId),
    functionName: spec.name,
    event: bytes,
    clientContext:
      clientContext === undefined || clientContext === null ? null : JSON.stringify(clientContext),
  };
}

function resultOf(parts: {
  invocation: Invocation;
  observation: Observation;
  driver: Driver;
  timings: Timings;
  image: ImageUsed;
}): InvocationResult {
  const {invocation, observation, driver, timings, image} = parts;
  const {outcome, body} = observation;
  return {
    invocation,
    requestId: observation.requestId,
    ...figuresOf(observation),
    outcome,
    status: outcome.status,
    payload: outcome.status === 'ok' ? parsePayload(body) : null,
    body,
    error: outcome.status === 'ok' ? null : outcome.error,
    statusAssumed: observation.assumed,
    coldStart: observation.coldStart,
    attempts: 1,
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

const roundTimings = (timings: Timings): Timings =>
  Object.fromEntries(
    Object.entries(timings).map(([phase, ms]) => [
      phase,
      ms === null ? null : Math.round(ms * 10) / 10,
    ]),
  ) as unknown as Timings;
