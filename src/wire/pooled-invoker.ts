import type {Invocation, InvocationResult, Timings} from '../core/invocation.js';
import {inBatches} from '../core/in-batches.js';
import type {InvokeOptions} from '../core/options.js';
import {POOL_DEFAULTS, type PoolLimits} from '../core/pool-limits.js';
import type {Sandbox} from '../core/sandbox.js';
import {afterDelay} from '../pool/after-delay.js';
import type {ImageIdentity} from '../image/identify-image.js';
import {spawnSurvivor} from '../files/spawn-keeper.js';
import {endContainer} from '../pool/end-container.js';
import {EnvironmentPool} from '../pool/environment-pool.js';
import type {Lease, PooledEnvironment} from '../pool/pool-parts.js';
import {batchName} from './batch-name.js';
import {environmentKey} from './environment-key.js';
import {imageUsed} from './images.js';
import {invocationOf, type InvokeRequest} from './invocation-of.js';
import {linkedSignal} from './either-signal.js';
import {tellLeft} from './persistent-engine.js';
import {resultOf} from './result-of.js';
import {holdingWork, type Room, type Session} from './session.js';
import {stayingAlive} from './staying-alive.js';
import {prepareEnvironment, startEnvironment, type Prepared} from './start-environment.js';

/** An execution environment that outlives an event. */
export interface KeptEnvironment extends PooledEnvironment {
  readonly sandbox: Sandbox;
  readonly identity: ImageIdentity;
  readonly buildMs: number;
}

/** Runs one event in an environment that may have run others. */
export type Invoker = (request: InvokeRequest) => Promise<InvocationResult>;

/** A session's environments. */
export interface SessionPool {
  readonly session: Session;
  readonly limits: PoolLimits;
  /** How many environments opened functions want warm: where nothing is said of all together, there is room for them. */
  readonly wanted: {count: number};
  readonly environments: EnvironmentPool<KeptEnvironment>;
}

/** Environments that are alike, and how another is started. */
export interface Wanted {
  readonly key: string;
  readonly start: (signal: AbortSignal) => Promise<KeptEnvironment>;
}

/**
 * Opens a session's pool; its environments end with the session, or with this process: whatever kills
 * it, another one removes them.
 */
export async function openSessionPool(session: Session): Promise<SessionPool> {
  const wanted = {count: 0};
  const limits = await limitsOf(session, wanted);
  const environments = new EnvironmentPool<KeptEnvironment>(limits, {after: afterDelay});
  const survivor = survivorOf(session);
  session.hold({
    async [Symbol.asyncDispose]() {
      await stayingAlive(environments.close(session.signal.reason as Error));
      survivor.dismiss();
    },
  });
  return {session: survivor.session, limits, wanted, environments};
}

/** It is there as soon as a container starts, in the shadow of that: nothing waits for it. */
function survivorOf(session: Session): {readonly session: Session; readonly dismiss: () => void} {
  const {dockerHost, dockerContext} = session.options;
  let dismiss: (() => void) | null = null;
  const sweep = (): void => {
    dismiss ??= spawnSurvivor({dockerHost, dockerContext});
    session.sweep();
  };
  return {session: {...session, sweep}, dismiss: () => dismiss?.()};
}

/** As many of one function as the engine has cores; of all together four times that, or room for what is opened warm. */
async function limitsOf(session: Session, wanted: SessionPool['wanted']): Promise<PoolLimits> {
  const {room, options} = session;
  if (room !== undefined) return roomLimits(room);
  const given = options.pool === false ? {} : (options.pool ?? {});
  const perFunction = given.perFunction ?? (await (await session.engine()).cpus());
  const {max, ...others} = given;
  return {
    ...POOL_DEFAULTS,
    ...others,
    perFunction,
    get max() {
      return max ?? Math.max(4 * perFunction, 4, wanted.count + perFunction);
    },
  };
}

const roomLimits = (room: Room): PoolLimits => ({
  ...POOL_DEFAULTS,
  get perFunction() {
    return room.most;
  },
  get max() {
    return room.most;
  },
});

/** Runs events in the pool, each in an environment of the code and settings that it finds. */
export function pooledInvoker(pool: SessionPool): Invoker {
  const {session} = pool;
  // Many events at once look at the code once.
  const wanting = inBatches<Wanted>();
  const invoke: Invoker = async (request) => {
    const {options} = request;
    const invocation = invocationOf(request);
    const {signal} = session;
    signal.throwIfAborted();
    options.signal?.throwIfAborted();
    const wanted = await wanting(batchName(request), () => want(session, request));
    return runPooled(pool, wanted, {invocation, options, signal, began: request.began});
  };
  return (request) => holdingWork(session, invoke(request));
}

async function want(session: Session, {project, spec, options}: InvokeRequest): Promise<Wanted> {
  const target = {project, spec, context: options.context};
  return wantedOf(session, await prepareEnvironment(session, target, session.signal));
}

/** Any number of environments that are prepared alike. */
export const wantedOf = (session: Session, prepared: Prepared): Wanted => ({
  key: environmentKey(session, prepared),
  start: (signal) => startKept(session, prepared, signal),
});

/** One event on its way into the pool. */
export interface PooledEvent {
  readonly invocation: Invocation;
  readonly options: InvokeOptions;
  /** Of whoever keeps the environments; that of the options is the event's own. */
  readonly signal: AbortSignal;
  /** When the work for it began (ms, performance clock). */
  readonly began: number;
}

/** Environments of this key are alike too, and each is for one event. */
export const coldKey = (key: string): string => `${key}/cold`;

/** Runs one event in an environment of the wanted kind, as soon as one is free. */
export async function runPooled(
  pool: SessionPool,
  wanted: Wanted,
  event: PooledEvent,
): Promise<InvocationResult> {
  const {signal, release} = linkedSignal(event.signal, event.options.signal);
  try {
    return await runLinked(pool, wanted, {...event, options: {...event.options, signal}});
  } finally {
    release();
  }
}

async function runLinked(
  {session, environments}: SessionPool,
  {key, start}: Wanted,
  {invocation, options, began}: PooledEvent,
): Promise<InvocationResult> {
  const {functionName} = invocation;
  const resolveMs = performance.now() - began;
  const isCold = options.cold === true;
  const listeners = isCold ? {...options, isLast: true} : options;
  const served = await stayingAlive(
    environments.run({
      functionName,
      key: isCold ? coldKey(key) : key,
      signal: options.signal,
      start,
      async run(environment) {
        const observation = await environment.sandbox.invoke(invocation, listeners);
        return {value: {environment, observation}, isReusable: observation.reusable && !isCold};
      },
    }),
  );
  const {environment, observation} = served.value;
  for (const problem of observation.problems) session.warn(`${functionName}: ${problem}`);
  const {invokeMs} = observation;
  return resultOf({
    invocation,
    observation,
    driver: environment.sandbox.driver,
    attempts: served.attempt,
    timings: timingsOf(environment, served, {resolveMs, invokeMs}),
    image: imageUsed(environment.identity, !served.isFirst || environment.buildMs === 0),
  });
}

/** What a start took belongs to the first event alone: for the others there was none. */
const timingsOf = (
  {buildMs, sandbox: {startMs, readyMs}}: KeptEnvironment,
  {isFirst}: Lease,
  {resolveMs, invokeMs}: Pick<Timings, 'resolveMs' | 'invokeMs'>,
): Timings => ({
  resolveMs,
  buildMs: isFirst ? buildMs : null,
  startMs: isFirst ? startMs : null,
  readyMs: isFirst ? readyMs : null,
  invokeMs,
  stopMs: null,
});

async function startKept(
  session: Session,
  prepared: Prepared,
  signal: AbortSignal,
): Promise<KeptEnvironment> {
  const started = await startEnvironment(session, prepared, signal);
  const {sandbox} = started;
  sandbox.unref();
  return {
    ...started,
    ended: sandbox.gone,
    get lingers() {
      return sandbox.lingers;
    },
    get isBroken() {
      return sandbox.initFailure !== null;
    },
    remove: removal(session, sandbox),
  };
}

/** With the last work of its extensions. What an engine at fault does not remove the second time either is told, and left. */
function removal(session: Session, sandbox: Sandbox): () => Promise<void> {
  let isLast = false;
  return async () => {
    try {
      const engine = await session.engine();
      await endContainer(engine, sandbox.id, async () => (await sandbox.stop()).ended);
    } catch (error) {
      if (!isLast) {
        isLast = true;
        throw error;
      }
      tellLeft(error, session);
    }
  };
}
