import type {EnvironmentPool} from './environment-pool.js';
import type {Errand, PooledEnvironment} from './pool-parts.js';

/** Environments that are wanted before there is an event. */
export interface WarmUp<E extends PooledEnvironment, T> {
  readonly count: number;
  /** Warms one as far as it can be. */
  readonly warm: (environment: E) => Promise<T>;
  /** Why one that rests cannot be warmed, so that another takes its place; see core/sandbox `wasNotDelivered`. */
  readonly unfit?: (environment: E) => Error | null;
}

/**
 * Has `count` environments of a key at once, those that rest among them, each warmed; then lets them
 * rest. Rejects as an event does when one cannot be had: the others rest then.
 */
export async function warmUp<E extends PooledEnvironment, T>(
  pool: EnvironmentPool<E>,
  errand: Omit<Errand<E, T>, 'run'>,
  {count, warm, unfit = fit}: WarmUp<E, T>,
): Promise<readonly T[]> {
  let lent = 0;
  let letGo = (): void => undefined;
  // None is given back before all are there, or one would be lent twice.
  const together = new Promise<void>((resolve) => {
    letGo = resolve;
  });
  const one = async (): Promise<T> => {
    try {
      const {value} = await pool.run<T>({
        ...errand,
        start: (signal) => errand.start(signal),
        async run(environment, {isFirst}) {
          const reason = isFirst ? null : unfit(environment);
          if (reason !== null) throw reason;
          lent += 1;
          if (lent === count) letGo();
          const warmed = await warm(environment);
          await together;
          return {value: warmed, isReusable: true};
        },
      });
      return value;
    } catch (error) {
      letGo();
      throw error;
    }
  };
  const ends = await Promise.allSettled(Array.from({length: count}, one));
  return ends.map((end) => {
    if (end.status === 'rejected') throw end.reason;
    return end.value;
  });
}

const fit = (): null => null;
