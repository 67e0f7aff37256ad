import type {PoolLimits} from '../core/pool-limits.js';
import type {Claim, Lane, PooledEnvironment, Slot, Ticket} from './pool-parts.js';

/** What a pool has of one function. */
export interface PoolFigures {
  readonly environments: number;
  readonly busy: number;
  readonly waiting: number;
}

/** What there is of a function; `undefined` is one that has nothing. */
export function figuresOf<E>(lane: Lane<E> | undefined): PoolFigures {
  const slots = [...(lane?.slots ?? [])].filter(({environment}) => environment !== null);
  return {
    environments: slots.length,
    busy: slots.filter(({state}) => state === 'busy').length,
    waiting: lane?.waiting.length ?? 0,
  };
}

/**
 * The environment for an event: the one that rested last, so that the others come to their end; but none that is
 * still at work behind its answer, where another is not.
 */
export function idleFor<E extends PooledEnvironment>(
  {slots}: Lane<E>,
  {key, attempts}: Pick<Ticket<E>, 'key' | 'attempts'>,
): Slot<E> | undefined {
  let best: Slot<E> | undefined;
  for (const slot of slots) {
    if (slot.state !== 'idle' || slot.key !== key || (attempts > 1 && slot.isUsed)) continue;
    if (best === undefined || isBetter(slot, best)) best = slot;
  }
  return best;
}

function isBetter<E extends PooledEnvironment>(one: Slot<E>, other: Slot<E>): boolean {
  const [lingers, otherLingers] = [one.environment?.lingers, other.environment?.lingers];
  return lingers === otherLingers ? one.restedAt > other.restedAt : lingers !== true;
}

/** The first event for which no environment is being started. */
export function uncovered<E>({slots, waiting}: Lane<E>): Ticket<E> | undefined {
  const starting = new Map<string, number>();
  for (const {state, key} of slots)
    if (state === 'starting') starting.set(key, (starting.get(key) ?? 0) + 1);
  return waiting.find(({key}) => {
    const left = starting.get(key) ?? 0;
    starting.set(key, left - 1);
    return left <= 0;
  });
}

/** Whether more events wait than may: those for which an environment is on its way are not counted. */
export function isTooLong<E>(
  {slots, waiting, isRoomComing}: Lane<E>,
  {queue}: Pick<PoolLimits, 'queue'>,
): boolean {
  const starting = [...slots].filter(({state}) => state === 'starting').length;
  return waiting.length - starting - (isRoomComing ? 1 : 0) > queue;
}

/** How many environments of a key there are, those that come included and those that leave not. */
export const countOf = <E>({slots}: Lane<E>, key: string): number =>
  [...slots].filter((slot) => slot.key === key && slot.state !== 'leaving').length;

/** Whether an environment that has rested long enough stays, since somebody counts on it. */
export function isKept<E extends PooledEnvironment>(
  {lane, key}: Slot<E>,
  claims: Iterable<Claim<E>>,
): boolean {
  const wanted = [...claims].filter((claim) => claim.key === key).map(({count}) => count);
  return countOf(lane, key) <= Math.max(0, ...wanted);
}

/**
 * The claims that an environment's going may leave unmet: its own function's, and in a full pool those that it may
 * have taken the room of. One that never had an event, or cannot take any, would go as the next one would.
 */
export const heardBy = <E extends PooledEnvironment>(
  claims: Iterable<Claim<E>>,
  {key, isUsed, environment}: Slot<E>,
  wasFull: boolean,
): readonly Required<Claim<E>>[] =>
  [...claims].flatMap((claim) => {
    const {warm} = claim;
    const isHeard = claim.key === key ? isUsed && environment?.isBroken !== true : wasFull;
    return warm !== undefined && isHeard ? [{...claim, warm}] : [];
  });

/** The environments of a key, whatever becomes of them. */
export const slotsOf = <E>(lanes: ReadonlyMap<string, Lane<E>>, key: string): readonly Slot<E>[] =>
  [...everySlot(lanes)].filter((slot) => slot.key === key);

/** The room of every function. */
export function* everySlot<E>(lanes: ReadonlyMap<string, Lane<E>>): Iterable<Slot<E>> {
  for (const {slots} of lanes.values()) yield* slots;
}

/** The environment that has rested longest and can go. */
export function longestIdle<E>(slots: Iterable<Slot<E>>): Slot<E> | undefined {
  let best: Slot<E> | undefined;
  for (const slot of slots) {
    if (slot.state !== 'idle') continue;
    if (best === undefined || slot.restedAt < best.restedAt) best = slot;
  }
  return best;
}

/** Functions whose events wait: who has least comes first, then who has waited longest. */
export const inTurn = <E>(lanes: Iterable<Lane<E>>): readonly Lane<E>[] =>
  [...lanes]
    .filter(({waiting}) => waiting.length > 0)
    .toSorted((one, other) => one.slots.size - other.slots.size || headOf(one) - headOf(other));

/** A pool whose environment has become free. */
export interface Around<E> {
  readonly lanes: ReadonlyMap<string, Lane<E>>;
  /** Whether there is no room for another. */
  readonly isFull: boolean;
  readonly limits: Pick<PoolLimits, 'max' | 'perFunction'>;
}

/** The function that is owed the room of an environment whose event has ended: another, or its own. */
export const claimant = <E>(slot: Slot<E>, around: Around<E>): Lane<E> | undefined =>
  (around.isFull && around.lanes.size > 1 ? otherClaimant(slot, around) : undefined) ??
  ownClaimant(slot, around);

/**
 * The function that a full pool owes it: one below its share, or one without any that has waited longer than the
 * next event of this function.
 */
function otherClaimant<E>(slot: Slot<E>, {lanes, limits: {max}}: Around<E>): Lane<E> | undefined {
  const all = [...lanes.values()];
  const asking = all.filter(
    (lane) => lane.waiting.length > 0 || [...lane.slots].some(({state}) => state === 'busy'),
  );
  const share = Math.max(1, Math.floor(max / asking.length));
  return inTurn(all).find((lane) => {
    if (lane === slot.lane || lane.isRoomComing) return false;
    if (lane.slots.size < share && slot.lane.slots.size > share) return true;
    return lane.slots.size === 0 && headOf(lane) < headOf(slot.lane);
  });
}

/**
 * The slot's own function, where it has no room and its events of another key have waited longer than those of this
 * one: what was saved is served, however many clients of the code of before there are.
 */
function ownClaimant<E>({lane, key}: Slot<E>, {isFull, limits}: Around<E>): Lane<E> | undefined {
  const isCramped = isFull || lane.slots.size >= limits.perFunction;
  if (!isCramped || lane.isRoomComing || lane.waiting.length === 0) return undefined;
  const asking = uncovered(lane);
  if (asking === undefined || asking.key === key) return undefined;
  const next = lane.waiting.find((ticket) => ticket.key === key);
  return asking.arrival < (next?.arrival ?? Infinity) ? lane : undefined;
}

/** The events that wait for an environment of a key. */
export const waitingFor = <E>({waiting}: Lane<E>, key: string): readonly Ticket<E>[] =>
  waiting.filter((ticket) => ticket.key === key);

const headOf = <E>({waiting}: Lane<E>): number => waiting[0]?.arrival ?? Infinity;
