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

/** Has the environments go that rest, again and again until none of them is on its way in or out. */
export async function untilGone<E>(
  all: () => readonly Slot<E>[],
  retire: (slot: Slot<E>) => void,
): Promise<void> {
  for (;;) {
    const slots = all();
    for (const slot of slots) if (slot.state === 'idle') retire(slot);
    const passing = slots.filter(({state}) => state === 'starting' || state === 'leaving');
    if (passing.length === 0) return;
    await Promise.all(passing.map(async ({work}) => work));
  }
}

/** A function's lane, which is made when it is first asked for. */
export function laneOf<E>(lanes: Map<string, Lane<E>>, functionName: string): Lane<E> {
  const known = lanes.get(functionName);
  if (known !== undefined) return known;
  const lane: Lane<E> = {functionName, slots: new Set(), waiting: [], isRoomComing: false};
  lanes.set(functionName, lane);
  return lane;
}
