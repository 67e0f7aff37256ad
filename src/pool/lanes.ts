import type {Lane, Slot} from './pool-parts.js';

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
