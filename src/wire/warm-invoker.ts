import type {InvocationResult} from '../core/invocation.js';
import {wasNotDelivered, type Sandbox} from '../core/sandbox.js';
import {isUsable, type WarmRecord} from '../core/warm-record.js';
import {adoptRieSandbox} from '../sandbox/adopt-rie-sandbox.js';
import {eitherSignal} from './either-signal.js';
import {environmentKey} from './environment-key.js';
import {tellWarnings} from './images.js';
import {invocationOf, type InvokeRequest} from './invocation-of.js';
import {invokeFunction} from './invoker.js';
import {holdingWork, type Session} from './session.js';
import {prepareEnvironment, sandboxRequestOf, toolsOf} from './start-environment.js';
import {dropWarm, rest, startWarm} from './warm-containers.js';
import {resultIn, type WarmEvent} from './warm-event.js';
import {warmStoreOf} from './warm-store-of.js';

/** Runs an event in a container that another process kept warm, or keeps one; else as ever. */
export function invokeWarm(session: Session, request: InvokeRequest): Promise<InvocationResult> {
  return holdingWork(session, invoke(session, request));
}

async function invoke(session: Session, request: InvokeRequest): Promise<InvocationResult> {
  const {spec, project, options, began} = request;
  const signal = eitherSignal(session.signal, options.signal);
  signal.throwIfAborted();
  const invocation = invocationOf(request);
  const keepsWarm = options.keepWarmMs !== undefined;
  const target = {project, spec, context: options.context, keepsWarm};
  const prepared = await prepareEnvironment(session, target, signal);
  const resolveMs = performance.now() - began;
  const key = environmentKey(session, prepared);
  const store = await warmStoreOf(session);
  const event: WarmEvent = {request, invocation, prepared, resolveMs, key, store, signal};
  let attempts = 1;
  for (const {id} of store.records(key)) {
    const result = await store.tryHold(id, () => takeUp(session, event, {id, attempts}));
    if (result === 'lost') attempts = 2;
    else if (result !== null) return result;
    if (attempts > 1) break;
  }
  return keepsWarm ? startWarm(session, event, attempts) : invokeFunction(session, request, event);
}

/** Null when the container cannot be used after all, 'lost' when it went away before the event came. */
async function takeUp(
  session: Session,
  event: WarmEvent,
  {id, attempts}: {readonly id: string; readonly attempts: number},
): Promise<InvocationResult | 'lost' | null> {
  const {store, request} = event;
  const record = store.read(id);
  if (record === null || record.state === 'ending') return null;
  const sandbox = await sandboxOf(session, event, record);
  if (sandbox === null) {
    await dropWarm(session, store, id);
    return null;
  }
  tellWarnings(session, event.prepared.image.identity);
  const release = session.hold(sandbox);
  try {
    store.write({...record, state: 'busy', restUntil: 0});
    const {options} = request;
    const observation = await sandbox.invoke(event.invocation, {...options, signal: event.signal});
    const restMs = options.keepWarmMs ?? record.restMs;
    const kept = {...record, restMs};
    const stopMs = await rest(session, {store, sandbox, observation, record: kept, options});
    return resultIn(session, event, {sandbox, observation, stopMs, attempts});
  } catch (error) {
    await dropWarm(session, store, id);
    await sandbox[Symbol.asyncDispose]();
    if (wasNotDelivered(error)) return 'lost';
    throw error;
  } finally {
    release();
  }
}

/** A record that is busy, though nobody holds it, was left by a process that died in the middle. */
async function sandboxOf(
  session: Session,
  {prepared, store}: WarmEvent,
  record: WarmRecord,
): Promise<Sandbox | null> {
  const keeper = store.keeper();
  const isKept = keeper !== null && session.ownership.isAlive(keeper) === true;
  if (!isKept || !isUsable(record, Date.now()) || record.container === null) return null;
  const request = sandboxRequestOf(session, prepared, prepared.image.identity);
  const {container: id, clockAhead} = record;
  return adoptRieSandbox(await toolsOf(session), request, {id, clockAhead});
}
