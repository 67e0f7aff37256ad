import {randomUUID} from 'node:crypto';
import {hostVariables} from '../config/host-variables.js';
import type {InvocationResult} from '../core/invocation.js';
import {LABELS} from '../core/labels.js';
import type {InvokeOptions} from '../core/options.js';
import type {Observation, Sandbox} from '../core/sandbox.js';
import {KEEP_WARM_MS, MOST_WARM_MS, superseded, type WarmRecord} from '../core/warm-record.js';
import {LambdockError} from '../errors/lambdock-error.js';
import {cacheFolder} from '../files/cache-folder.js';
import {quietly} from '../files/quietly.js';
import {spawnKeeper} from '../files/spawn-keeper.js';
import type {WarmStore} from '../files/warm-store.js';
import type {Session} from './session.js';
import {startEnvironment} from './start-environment.js';
import {resultIn, type WarmEvent} from './warm-event.js';

/** How many containers of a function may rest: as many as can work at once on two cores. */
const MOST_OF_ONE = 2;

/** Starts a container that is to outlive this process, and runs the event in it. */
export async function startWarm(
  session: Session,
  event: WarmEvent,
  attempts: number,
): Promise<InvocationResult> {
  const {store, prepared, request, invocation, signal} = event;
  const id = randomUUID();
  const result = await store.tryHold(id, async () => {
    const {record, keeper} = await announce(session, event, id);
    const labels = {
      [LABELS.owner]: keeper,
      [LABELS.warm]: id,
      [LABELS.expires]: String(record.createdAt + MOST_WARM_MS),
    };
    const wanted = {...prepared, target: {...prepared.target, labels}};
    try {
      const started = await startEnvironment(session, wanted, signal);
      const {sandbox} = started;
      const release = session.hold(sandbox);
      try {
        const {options} = request;
        const observation = await sandbox.invoke(invocation, {...options, signal});
        const kept = {...record, container: sandbox.id};
        const stopMs = await rest(session, {store, sandbox, observation, record: kept, options});
        return resultIn(session, event, {sandbox, observation, stopMs, attempts, started});
      } catch (error) {
        await sandbox[Symbol.asyncDispose]();
        throw error;
      } finally {
        release();
      }
    } catch (error) {
      store.remove(id);
      throw error;
    }
  });
  if (result === null) throw new Error('a lock of an id that is new was taken');
  return result;
}

/** Writes down what is to come before anything is there, so that the keeper knows of it and stays. */
const announce = (
  session: Session,
  {store, key, request, prepared}: WarmEvent,
  id: string,
): Promise<{readonly record: WarmRecord; readonly keeper: string}> =>
  store.atGate(async () => {
    const keeper = livingKeeper(session, store);
    const record: WarmRecord = {
      id,
      key,
      project: request.project.id,
      function: request.spec.name,
      image: prepared.image.identity.reference,
      state: 'busy',
      container: null,
      restMs: request.options.keepWarmMs ?? KEEP_WARM_MS,
      restUntil: 0,
      createdAt: Date.now(),
      clockAhead: 0,
    };
    store.write(record);
    return {record, keeper};
  });

function livingKeeper({ownership, options}: Session, store: WarmStore): string {
  const known = store.keeper();
  if (known !== null && ownership.isAlive(known) === true) return known;
  // What an earlier keeper answered for is nobody's now: the next sweep removes it.
  for (const {id} of store.records()) store.remove(id);
  const {dockerHost, dockerContext} = options;
  const keeper = spawnKeeper({
    cacheFolder: cacheFolder(hostVariables()),
    dockerHost,
    dockerContext,
  });
  if (keeper === null) throw cannotKeep();
  store.setKeeper(keeper);
  return keeper;
}

interface Resting {
  readonly store: WarmStore;
  readonly sandbox: Sandbox;
  readonly observation: Observation;
  readonly record: WarmRecord;
  /** Who hears of the last output of extensions. */
  readonly options: Pick<InvokeOptions, 'onOutput' | 'signal'>;
}

/** How long a container that was told to end is left alone: the emulator ends it within three seconds. */
const ENDING_MS = 10_000;

/**
 * Leaves a container to the next event if it may have one; else ends it. Resolves with the time that
 * took. The answer is here already: what cannot be left nor told to end is removed.
 */
export async function rest(session: Session, resting: Resting): Promise<number | null> {
  const {store, sandbox, observation, record} = resting;
  try {
    // Another process may have cleared the store, and then nobody would know of the container.
    if (!observation.reusable || sandbox.leave === undefined || store.read(record.id) === null)
      return await end(session, resting);
    const restUntil = Date.now() + record.restMs;
    const rested: WarmRecord = {...record, ...sandbox.leave(), state: 'resting', restUntil};
    store.write(rested);
    for (const other of superseded(store.records(), rested, MOST_OF_ONE))
      store.write({...other, restUntil: 0});
  } catch (error) {
    await sandbox[Symbol.asyncDispose]();
    store.remove(record.id);
    session.warn(`${record.function}: its container is not kept warm: ${(error as Error).message}`);
  }
  return null;
}

/** Its record stays until it has ended: the keeper removes what nobody has written down. */
async function end(
  session: Session,
  {store, sandbox, record, options: {onOutput, signal}}: Resting,
): Promise<number> {
  const began = performance.now();
  const {ended} = await sandbox.stop({onOutput, signal});
  const forgotten = ended.then(() => store.remove(record.id));
  const release = session.hold({[Symbol.asyncDispose]: () => forgotten});
  forgotten.then(release, () => undefined);
  const restUntil = Date.now() + ENDING_MS;
  // On a full disk it is taken for busy: at worst the keeper ends it a little early.
  quietly(() => store.write({...record, state: 'ending', restUntil}));
  return performance.now() - began;
}

/** Removes what a record stands for, and the record. */
export async function dropWarm(session: Session, store: WarmStore, id: string): Promise<void> {
  const engine = await session.engine();
  const left = await engine.listContainers({[LABELS.warm]: id});
  await Promise.all(left.map((container) => engine.removeContainer(container.id)));
  store.remove(id);
}

const cannotKeep = (): LambdockError =>
  new LambdockError('BUG', {
    message: 'the process that ends warm containers cannot be started: dist/keeper.cjs is missing',
  });
