import {setFlagsFromString} from 'node:v8';
import {runInNewContext} from 'node:vm';

/** About 6 ms of work each time: a few hundredths of what writing so much takes. */
const EVERY_BYTES = 16 * 2 ** 20;

/**
 * Frees memory as bytes stream by: V8 weighs the small objects on its heap and hardly the buffers
 * outside that they hold, so these would pile up to tens of megabytes. A start flag for a smaller heap
 * would do as well, and costs 25 ms of every start. For a process of our own: it stops all else.
 */
export function steadyMemory(collect: () => void = collectGarbage): (bytes: number) => void {
  let passed = 0;
  return (bytes) => {
    passed += bytes;
    if (passed < EVERY_BYTES) return;
    passed = 0;
    collect();
  };
}

function collectGarbage(): void {
  setFlagsFromString('--expose-gc');
  const collect = runInNewContext('gc') as (() => void) | undefined;
  setFlagsFromString('--no-expose-gc');
  collect?.();
}
