import type {OnWarning} from './progress.js';

/** Says each message once, however often it is found. Keeps them all: what is of one event only is said past it. */
export function sayOnce(say: OnWarning | undefined): OnWarning {
  const said = new Set<string>();
  return (message) => {
    if (!said.has(message)) say?.(message);
    said.add(message);
  };
}
