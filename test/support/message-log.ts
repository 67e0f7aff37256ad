import {until} from './until.js';

/** Messages of a debugger as they come, each taken once. */
export interface MessageLog<T> {
  add(message: T): void;
  /** The first message that fits; waits for it. */
  take(what: string, fits: (message: T) => boolean): Promise<T>;
}

export function messageLog<T>(): MessageLog<T> {
  const messages: T[] = [];
  return {
    add: (message) => messages.push(message),
    take: (what, fits) =>
      until(what, () => {
        const at = messages.findIndex(fits);
        return at === -1 ? null : messages.splice(at, 1)[0];
      }),
  };
}
