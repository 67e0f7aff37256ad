/** How work that may heal is tried again. */
export interface RetryOptions {
  readonly canHeal: (error: unknown) => boolean;
  readonly signal?: AbortSignal | undefined;
  /** How often at most; default: 4 times. */
  readonly again?: number;
  /** Called before the next try. */
  readonly onRetry?: (error: unknown) => void;
}

/** How often work is done again, and how long after the first failure; then twice as long each time. */
const AGAIN = 4;
const FIRST_PAUSE_MS = 250;

/** Does work again while its failures can heal, with longer and longer pauses; a few times at most. */
export async function retrying<T>(
  work: () => Promise<T>,
  {canHeal, signal, again = AGAIN, onRetry}: RetryOptions,
): Promise<T> {
  const {default: pRetry} = await import('p-retry');
  return pRetry(work, {
    retries: again,
    minTimeout: FIRST_PAUSE_MS,
    factor: 2,
    randomize: true,
    ...(signal && {signal}),
    shouldRetry: ({error}) => canHeal(error),
    onFailedAttempt: ({error, retriesLeft}) => {
      if (retriesLeft > 0 && canHeal(error)) onRetry?.(error);
    },
  });
}
