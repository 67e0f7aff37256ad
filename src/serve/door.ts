import type {ApiHandler, ApiResponse} from '../core/api-message.js';
import {ENDING, refused} from './refusal.js';

/** Who lets requests in, and knows which are still inside. */
export interface Door {
  readonly answer: ApiHandler;
  /** Lets nobody in any more; resolves when the last one is answered. */
  drain(): Promise<void>;
}

/** Who watches the end may go on doing so. */
const STAYS: readonly string[] = ['/healthz', '/metrics'];

/** Counts the requests of an API, so that an end can wait for them. */
export function openDoor(api: ApiHandler, newId: () => string): Door {
  const inside = new Set<Promise<unknown>>();
  let isOpen = true;
  return {
    async answer(request) {
      if (!isOpen && !STAYS.includes(request.url)) return refused(ENDING, newId());
      const work = api(request);
      inside.add(work);
      try {
        const response = await work;
        return isOpen ? counted(response, inside) : closing(counted(response, inside));
      } finally {
        inside.delete(work);
      }
    },
    async drain() {
      isOpen = false;
      while (inside.size > 0) await Promise.allSettled(inside);
    },
  };
}

/** An answer in pieces is inside until its last one. */
function counted(response: ApiResponse, inside: Set<Promise<unknown>>): ApiResponse {
  const {body} = response;
  if (typeof body !== 'function') return response;
  let settle: () => void = () => undefined;
  const whole = new Promise<void>((resolve) => (settle = resolve));
  inside.add(whole);
  return {
    ...response,
    async body(write) {
      try {
        await body(write);
      } finally {
        inside.delete(whole);
        settle();
      }
    },
  };
}

const closing = (response: ApiResponse): ApiResponse => ({
  ...response,
  headers: {...response.headers, Connection: 'close'},
});
