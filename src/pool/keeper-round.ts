import {LABELS} from '../core/labels.js';
import type {WarmRecord} from '../core/warm-record.js';
import type {ContainerFacts, Engine} from '../docker/engine.js';
import type {WarmStore} from '../files/warm-store.js';
import {endContainer} from './end-container.js';

/** What a keeper works with. */
export interface KeeperTools {
  readonly store: WarmStore;
  readonly engine: Engine;
  /** The keeper's own owner text: the containers it answers for carry it. */
  readonly self: string;
  readonly now: () => number;
}

/** How often containers are looked for that went away by themselves. */
const LOOK_MS = 30_000;
/** And whether the process lives that has a container in use. */
const BUSY_LOOK_MS = 2_000;

/**
 * One look at everything that is kept: removes what has rested long enough, what a dead process left
 * busy, and records whose container is gone. Resolves with the milliseconds until the next look, or
 * null when nothing is left to keep.
 */
export async function keeperRound(tools: KeeperTools): Promise<number | null> {
  const {store, now} = tools;
  const containers = await ownContainers(tools);
  for (const record of store.records()) await look(tools, record, containers);
  const left = store.records();
  if (left.length === 0) return (await isOver(tools)) ? null : 0;
  const waits = left.map(({state, restUntil}) =>
    state === 'busy' ? BUSY_LOOK_MS : restUntil - now(),
  );
  return Math.max(0, Math.min(LOOK_MS, ...waits));
}

async function look(
  tools: KeeperTools,
  seen: WarmRecord,
  containers: readonly ContainerFacts[],
): Promise<void> {
  const {store, engine, now} = tools;
  const {id} = seen;
  const isMine = ({labels}: ContainerFacts): boolean => labels[LABELS.warm] === id;
  const isKept = ({state, restUntil}: WarmRecord): boolean =>
    state !== 'busy' && restUntil > now() && containers.some(isMine);
  // Only what may have to go is taken in hand: an invocation would find it taken.
  if (isKept(seen) || (await store.isHeld(id))) return;
  await store.tryHold(id, async () => {
    const record = store.read(id);
    if (record === null || isKept(record)) return;
    // A process that died may have started it after the list was made.
    const mine = (await ownContainers(tools)).filter(isMine);
    const end = ({id: container}: ContainerFacts): Promise<void> =>
      endContainer(engine, container, () => engine.signalContainer(container, 'SIGTERM'));
    await Promise.all(mine.map(end));
    store.remove(id);
  });
}

/** Under the gate nobody can add a record: what is left then is nobody's. */
const isOver = ({store, engine, self}: KeeperTools): Promise<boolean> =>
  store.atGate(async () => {
    if (store.records().length > 0) return false;
    const left = await ownContainers({engine, self});
    await Promise.all(left.map(({id}) => engine.removeContainer(id)));
    await store.clear();
    return true;
  });

const ownContainers = ({
  engine,
  self,
}: Pick<KeeperTools, 'engine' | 'self'>): Promise<readonly ContainerFacts[]> =>
  engine.listContainers({[LABELS.owner]: self});
