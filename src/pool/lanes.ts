import {idleFor} from './choose.js';
import type {Lane, Lent, PooledEnvironment, Slot, Ticket} from './pool-parts.js';

/** Room whose environment is on its way. */
export const emptySlot = <E>(lane: Lane<E>, key: string): Slot<E> => ({
  lane,
  key,
  state: 'starting',
  environment: null,
  isUsed: false,
  restedAt: 0,
  callOffRest: () => undefined,
  work: null,
});

/** Lends what rests at once, where nobody else waits for it. */
export function lendResting<E extends PooledEnvironment>(
  lane: Lane<E> | undefined,
  asked: Pick<Ticket<E>, 'key' | 'attempts'>,
): Lent<E> | null {
  if (lane === undefined || lane.waiting.length > 0) return null;
  const slot = idleFor(lane, asked);
  if (slot === undefined || slot.environment === null) return null;
  slot.callOffRest();
  slot.state = 'busy';
  return {slot, environment: slot.environment, attempts: asked.attempts};
}

/** A function's lane, which is made when it is first asked for. */
export function laneOf<E>(lanes: Map<string, Lane<E>>, functionName: string): Lane<E> {
  const known = lanes.get(functionName);
  if (known !== undefined) return known;
  const lane: Lane<E> = {functionName, slots: new Set(), waiting: [], isRoomComing: false};
  lanes.set(functionName, lane);
  return lane;
}
