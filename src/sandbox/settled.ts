import type {RuntimeOutput} from './runtime-output.js';

/** Output of a function that writes is over when nothing has come for so long. */
const SETTLE_MS = 4;
const MOST_SETTLE_MS = 1_000;

/**
 * Nothing marks the end of what comes through the engine: a function whose lines do is over when it is quiet.
 */
export async function settled(
  output: Pick<RuntimeOutput, 'lateBytes' | 'lastAt'>,
  now: () => number,
): Promise<void> {
  if (output.lateBytes === 0) return;
  // A line may have been written just before the answer.
  const began = now();
  const until = began + MOST_SETTLE_MS;
  for (;;) {
    const rest = SETTLE_MS - (now() - Math.max(began, output.lastAt));
    if (rest <= 0 || now() > until) return;
    await new Promise((resolve) => setTimeout(resolve, rest));
  }
}
