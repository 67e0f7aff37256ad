/** Tells when nothing more comes, however slowly what came before is taken. */
export interface Silence {
  /** Runs work that must not count as silence, however long it takes. */
  during(work: () => Promise<void>): Promise<void>;
  /** Looks whether somebody's wait is over. */
  check(): void;
  /** Resolves when `isOver` says so, after `ms` without news, or when `signal` aborts. */
  wait(ms: number, isOver: () => boolean, signal?: AbortSignal): Promise<void>;
}

/** A silence that begins now. */
export function silence(now: () => number): Silence {
  const checks = new Set<() => void>();
  let working = 0;
  let lastAt = now();
  const check = (): void => {
    lastAt = now();
    for (const each of checks) each();
  };
  return {
    check,
    async during(work) {
      working += 1;
      try {
        await work();
      } finally {
        working -= 1;
        check();
      }
    },
    wait: (ms, isOver, signal) =>
      new Promise((resolve) => {
        const isDue = (): boolean => working === 0 && now() - lastAt >= ms;
        const look = (): void => {
          if (!isOver() && !isDue() && signal?.aborted !== true) return;
          clearInterval(timer);
          checks.delete(look);
          signal?.removeEventListener('abort', look);
          resolve();
        };
        const timer = setInterval(look, Math.max(1, ms / 10));
        checks.add(look);
        signal?.addEventListener('abort', look);
        look();
      }),
  };
}
