import {setImmediate} from 'node:timers/promises';

/** How long synchronous work may hold the event loop. */
const SLICE_MS = 10;

/**
 * Lets synchronous work be done in slices: `due` says when a slice is over, `pause` lets others
 * work and rejects when the signal has been given.
 */
export function timeSlices(signal?: AbortSignal): {due(): boolean; pause(): Promise<void>} {
  let started = performance.now();
  return {
    due: () => performance.now() - started > SLICE_MS,
    async pause() {
      await setImmediate();
      signal?.throwIfAborted();
      started = performance.now();
    },
  };
}
