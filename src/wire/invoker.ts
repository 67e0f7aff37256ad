import {randomUUID} from 'node:crypto';
import type {FunctionSpec, Project} from '../core/function-spec.js';
import type {
  ImageUsed,
  Invocation,
  InvocationResult,
  Measurements,
  Timings,
} from '../core/invocation.js';
import {PAYLOAD_LIMIT} from '../core/rie.js';
import type {InvokeOptions} from '../core/options.js';
import {checkedRequestId} from '../core/request-id.js';
import {parsePayload} from '../core/parse-payload.js';
import {isLambdockError, LambdockError} from '../errors/lambdock-error.js';
import type {ImageIdentity} from '../image/identify-image.js';
import {rieClient} from '../net/rie-client.js';
import type {Observation, Sandbox} from '../sandbox/sandbox.js';
import {startRieSandbox} from '../sandbox/start-rie-sandbox.js';
import {hostVariables} from '../config/host-variables.js';
import {cacheFolder} from '../files/cache-folder.js';
import {routeMemory} from '../files/route-memory.js';
import {containerRequestOf} from './container-request.js';
import {environmentOf, type FunctionEnvironment} from './environment.js';
import {startError} from './foreign-machine.js';
import {identify, imageUsed, makeImage, tellWarnings, type Identified} from './images.js';
import type {Inspection} from './inspection.js';
import {holdingWork, type Session} from './session.js';

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
  const [image, environment] = await Promise.all([
    identify(session, request, signal),
    environmentOf(session, spec, inspection?.context ?? options.context),
  ]);
  tellWarnings(session, image.identity);
  const resolveMs = performance.now() - began;
  const {sandbox, identity, buildMs} = await startOrBuild(session, image, {
    signal,
    start: (found) =>
      startFor(session, {request, environment, inspection, identity: found, signal}),
  });
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
    return resultOf({invocation, observation, timings, image: imageUsed(identity, buildMs === 0)});
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

interface StartRequest {
  readonly request: InvokeRequest;
  readonly environment: FunctionEnvironment;
  readonly inspection: Inspection | null;
  readonly identity: ImageIdentity;
  readonly signal: AbortSignal;
}

async function startFor(
  session: Session,
  {request, environment, inspection, identity, signal}: StartRequest,
): Promise<Sandbox> {
  const {project, spec, options} = request;
  const plain = containerRequestOf(
    {
      project,
      spec,
      image: identity.reference,
      base: {...identity.facts, emulator: identity.emulator.path},
      env: environment.variables(identity.facts.env),
      timeoutMs: environment.timeoutMs,
      owner: session.ownership.self,
      now: Date.now(),
    },
    session.options,
  );
  const settings = {
    container: inspection?.container(plain, identity.facts.env) ?? plain,
    version: options.context?.functionVersion ?? '$LATEST',
    timeoutMs: environment.timeoutMs,
    memoryLimitMb: spec.memoryMb,
  };
  const meanwhile = (): void => session.sweep();
  const engine = await session.engine();
  const cache = cacheFolder(hostVariables());
  const tools = {
    engine,
    rie: rieClient,
    routes: routeMemory({cacheFolder: cache, endpoint: engine.endpoint.url}),
    meanwhile,
    now: preciseNow,
  };
  try {
    return await startRieSandbox(tools, settings, signal);
  } catch (error) {
    const explained = (await inspection?.explain(error)) ?? error;
    throw await startError(explained, {engine, spec, image: identity.base.name});
  }
}

/** Milliseconds since the epoch, with fractions. */
const preciseNow = (): number => performance.timeOrigin + performance.now();

interface Started {
  readonly sandbox: Sandbox;
  readonly identity: ImageIdentity;
  readonly buildMs: number;
}

/** The usual case asks the engine for nothing but the container; only a missing image is built. */
async function startOrBuild(
  session: Session,
  image: Identified,
  work: {start: (identity: ImageIdentity) => Promise<Sandbox>; signal: AbortSignal},
): Promise<Started> {
  let found = image;
  let buildMs = 0;
  for (let left = TRIES; ; left -= 1) {
    try {
      const sandbox = await work.start(found.identity);
      return {sandbox, identity: found.identity, buildMs};
    } catch (error) {
      if (left === 0 || !isLambdockError(error) || error.code !== 'IMAGE_NOT_FOUND') throw error;
    }
    // Another lambdock may take an image of other code for superseded before it is used.
    const began = performance.now();
    found = await makeImage(session, found, work.signal);
    tellWarnings(session, found.identity);
    buildMs += performance.now() - began;
  }
}

/** How often an image that is gone again is made. */
const TRIES = 4;

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
  timings: Timings;
  image: ImageUsed;
}): InvocationResult {
  const {invocation, observation, timings, image} = parts;
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
    coldStart: true,
    attempts: 1,
    driver: 'rie',
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
