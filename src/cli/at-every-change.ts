import type {ProjectWatch} from '../wire/lambdock-types.js';

/** What is done again and again. */
export interface Rounds {
  /** One round; its signal is aborted when there is a change before it has ended. */
  readonly round: (signal: AbortSignal) => Promise<void>;
  /** A round that failed is told, and the next change awaited. */
  readonly onFailed: (error: unknown) => void;
  /** After a round. */
  readonly onRest: () => void;
  /** Ends it all. */
  readonly signal: AbortSignal;
}

/** A round at once and another at every change, until the signal is aborted: it rejects with its reason. */
export async function atEveryChange(watch: ProjectWatch, rounds: Rounds): Promise<never> {
  const {round, onFailed, onRest, signal} = rounds;
  try {
    for (;;) {
      const stop = new AbortController();
      const change = watch.next(signal);
      const running = round(AbortSignal.any([signal, stop.signal])).then(
        onRest,
        (error: unknown) => {
          if (!signal.aborted && !stop.signal.aborted) onFailed(error);
        },
      );
      await change.finally(() => stop.abort(new Error('there is a change')));
      await running;
    }
  } finally {
    await watch.dispose();
  }
}
