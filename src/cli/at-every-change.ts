import type {ProjectWatch} from '../wire/lambdock-types.js';

/** What is to be done as things are now. */
export interface Look {
  /** All that it is made from, as one text: where that is the same, it is not done again. */
  readonly key: string;
  /** Its signal is aborted when a change makes it another before it has ended. */
  readonly round: (signal: AbortSignal) => Promise<void>;
}

/** What is done again and again. */
export interface Rounds {
  /** Looks at how things are; nothing is begun. */
  readonly look: () => Promise<Look>;
  /** What cannot be looked at, or a round that failed, is told, and the next change awaited. */
  readonly onFailed: (error: unknown) => void;
  /** A failure as one text: the same is not told again. */
  readonly failureKey: (error: unknown) => string;
  /** A round is ended by a change. */
  readonly onCutOff: () => void;
  /** After a round. */
  readonly onRest: () => void;
  /** Ends it all. */
  readonly signal: AbortSignal;
}

/** What runs, or ran. */
interface Running {
  readonly key: string;
  end(): Promise<void>;
}

/**
 * A round at once, and another at every change that makes it another one, until the signal is aborted: it
 * rejects with its reason. Whatever else is saved leaves a round alone that runs.
 */
export async function atEveryChange(watch: ProjectWatch, rounds: Rounds): Promise<never> {
  const {look, failureKey, onFailed, signal} = rounds;
  let last: Running | null = null;
  try {
    for (;;) {
      const change = watch.next(signal);
      // It is awaited below, and may reject before.
      change.catch(() => undefined);
      try {
        const found = await look();
        if (found.key !== last?.key) {
          await last?.end();
          signal.throwIfAborted();
          last = begin(found, rounds);
        }
      } catch (error) {
        signal.throwIfAborted();
        const key = `failed: ${failureKey(error)}`;
        if (key !== last?.key) {
          await last?.end();
          onFailed(error);
          last = {key, end: () => Promise.resolve()};
        }
      }
      await change;
    }
  } finally {
    await last?.end();
    await watch.dispose();
  }
}

function begin({key, round}: Look, rounds: Rounds): Running {
  const {onCutOff, onFailed, onRest, signal} = rounds;
  const stop = new AbortController();
  let isOver = false;
  const isStopped = (): boolean => signal.aborted || stop.signal.aborted;
  const running = round(AbortSignal.any([signal, stop.signal]))
    .then(
      () => {
        if (!isStopped()) onRest();
      },
      (error: unknown) => {
        if (!isStopped()) onFailed(error);
      },
    )
    .finally(() => (isOver = true));
  return {
    key,
    end() {
      if (!isOver && !isStopped()) onCutOff();
      stop.abort(new Error('there is a change'));
      return running;
    },
  };
}
