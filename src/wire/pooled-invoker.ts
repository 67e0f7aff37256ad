import type {InvocationResult, Timings} from '../core/invocation.js';
import {inBatches} from '../core/in-batches.js';
import {POOL_DEFAULTS, type PoolLimits} from '../core/pool-limits.js';
import type {Sandbox} from '../core/sandbox.js';
import {afterDelay} from '../pool/after-delay.js';
import type {ImageIdentity} from '../image/identify-image.js';
import {endContainer} from '../pool/end-container.js';
import {EnvironmentPool} from '../pool/environment-pool.js';
import type {Lease, PooledEnvironment} from '../pool/pool-parts.js';
import {batchName} from './batch-name.js';
import {environmentKey} from './environment-key.js';
import {imageUsed} from './images.js';
import {invocationOf, type InvokeRequest} from './invocation-of.js';
import {eitherSignal} from './either-signal.js';
import {resultOf} from './result-of.js';
import {holdingWork, type Session} from './session.js';
import {prepareEnvironment, startEnvironment, type Prepared} from './start-environment.js';

/** An execution environment that outlives an event. */
interface KeptEnvironment extends PooledEnvironment {
  readonly sandbox: Sandbox;
  readonly identity: ImageIdentity;
  readonly buildMs: number;
}

/** Runs one event in an environment that may have run others. */
export type Invoker = (request: InvokeRequest) => Promise<InvocationResult>;

/** Opens a session's pool; its environments end with the session. */
export async function openPooledInvoker(session: Session): Promise<Invoker> {
  const pool = new EnvironmentPool<KeptEnvironment>(await limitsOf(session), {after: afterDelay});
  session.hold({[Symbol.asyncDispose]: () => pool.close(session.signal.reason as Error)});
  const preparing = inBatches<Wanted>();
  return (request) => holdingWork(session, invoke(session, {pool, preparing}, request));
}

/** The environment of an event, as code and settings are now. */
interface Wanted {
  readonly prepared: Prepared;
  readonly key: string;
}

interface Held {
  readonly pool: EnvironmentPool<KeptEnvironment>;
  /** Many events at once look at the code once. */
  readonly preparing: (name: string, work: () => Promise<Wanted>) => Promise<Wanted>;
}

async function want(session: Session, {project, spec, options}: InvokeRequest): Promise<Wanted> {
  const target = {project, spec, context: options.context};
  const prepared = await prepareEnvironment(session, target, session.signal);
  return {prepared, key: environmentKey(session, prepared)};
}

/** As many of one function as the engine has cores, and four times that of all together. */
async function limitsOf(session: Session): Promise<PoolLimits> {
  const given = session.options.pool === false ? {} : (session.options.pool ?? {});
  const perFunction = given.perFunction ?? (await (await session.engine()).info()).cpus;
  return {...POOL_DEFAULTS, max: Math.max(4 * perFunction, 4), ...given, perFunction};
}

async function invoke(
  session: Session,
  {pool, preparing}: Held,
  request: InvokeRequest,
): Promise<InvocationResult> {
  const {spec, options, began} = request;
  const invocation = invocationOf(request);
  const signal = eitherSignal(session.signal, options.signal);
  signal.throwIfAborted();
  const {prepared, key} = await preparing(batchName(request), () => want(session, request));
  const resolveMs = performance.now() - began;
  const served = await pool.run({
    functionName: spec.name,
    key,
    signal,
    start: (stop) => startKept(session, prepared, stop),
    async run(environment) {
      const observation = await environment.sandbox.invoke(invocation, {...options, signal});
      return {value: {environment, observation}, isReusable: observation.reusable};
    },
  });
  const {environment, observation} = served.value;
  for (const problem of observation.problems) session.warn(`${spec.name}: ${problem}`);
  const timings = {...startTimings(environment, served), resolveMs, stopMs: null};
  return resultOf({
    invocation,
    observation,
    driver: environment.sandbox.driver,
    attempts: served.attempt,
    timings: {...timings, invokeMs: observation.invokeMs},
    image: imageUsed(environment.identity, !served.isFirst || environment.buildMs === 0),
  });
}

/** What a start took belongs to the first event alone: for the others there was none. */
const startTimings = (
  {buildMs, sandbox: {startMs, readyMs}}: KeptEnvironment,
  {isFirst}: Lease,
): Pick<Timings, 'buildMs' | 'startMs' | 'readyMs'> =>
  isFirst ? {buildMs, startMs, readyMs} : {buildMs: null, startMs: null, readyMs: null};

async function startKept(
  session: Session,
  prepared: Prepared,
  signal: AbortSignal,
): Promise<KeptEnvironment> {
  const started = await startEnvironment(session, prepared, signal);
  const {sandbox} = started;
  return {...started, ended: sandbox.gone, remove: () => remove(session, sandbox)};
}

/** With the last work of its extensions. */
const remove = async (session: Session, sandbox: Sandbox): Promise<void> =>
  endContainer(await session.engine(), sandbox.id, async () => (await sandbox.stop()).ended);
