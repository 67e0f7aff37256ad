/** Aborted by either; the first alone where there is no other. For what is done once: see `linkedSignal`. */
export const eitherSignal = (one: AbortSignal, other: AbortSignal | undefined): AbortSignal =>
  other === undefined || other === one ? one : AbortSignal.any([one, other]);

/** A signal for as long as something lasts. */
export interface LinkedSignal {
  readonly signal: AbortSignal;
  /** Nothing of it stays with the signals that outlive it. */
  readonly release: () => void;
}

/**
 * As `eitherSignal`, for one of many events: `AbortSignal.any` leaves something behind at a signal that
 * lives on, with every call.
 */
export function linkedSignal(one: AbortSignal, other: AbortSignal | undefined): LinkedSignal {
  if (other === undefined || other === one) return {signal: one, release: () => undefined};
  const stop = new AbortController();
  const [abortByOne, abortByOther] = [
    (): void => stop.abort(one.reason),
    (): void => stop.abort(other.reason),
  ];
  one.addEventListener('abort', abortByOne);
  other.addEventListener('abort', abortByOther);
  if (one.aborted) abortByOne();
  else if (other.aborted) abortByOther();
  return {
    signal: stop.signal,
    release: () => {
      one.removeEventListener('abort', abortByOne);
      other.removeEventListener('abort', abortByOther);
    },
  };
}

/** Does work that either signal calls off, and leaves nothing at them behind it. */
export async function whileLinked<T>(
  [one, other]: readonly [AbortSignal, AbortSignal | undefined],
  work: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const {signal, release} = linkedSignal(one, other);
  try {
    return await work(signal);
  } finally {
    release();
  }
}
