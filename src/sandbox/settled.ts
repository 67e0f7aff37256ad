import type {RuntimeOutput} from './runtime-output.js';

/** Output of a function that writes is over when nothing has come for so long. */
const SETTLE_MS = 4;
const MOST_SETTLE_MS = 1_000;

/** Nothing marks the end of an event's output: a function that writes is over when it is quiet. */
export async function settled(
  output: Pick<RuntimeOutput, 'bytes' | 'lastAt'>,
  now: () => number,
): Promise<void> {
  if (output.bytes === 0) return;
  const until = now() + MOST_SETTLE_MS;
  for (;;) {
    const rest = SETTLE_MS - (now() - output.lastAt);
    if (rest <= 0 || now() > until) return;
    await new Promise((resolve) => setTimeout(resolve, rest));
  }
}
