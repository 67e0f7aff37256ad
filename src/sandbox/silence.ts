import type {Work} from '../core/in-turn.js';

/** Tells when nothing more comes, however slowly what came before is taken. */
export interface Silence {
  /** Runs work that must not count as silence, however long it takes. */
  during(work: () => Work): Work;
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
    during(work) {
      const done = (): void => {
        working -= 1;
        check();
      };
      working += 1;
      let going: Work;
      try {
        going = work();
      } catch (error) {
        done();
        throw error;
      }
      if (going !== undefined) return going.finally(done);
      done();
      return undefined;
    },
    async wait(ms, isOver, signal) {
      const isDue = (): boolean =>
        isOver() || signal?.aborted === true || (working === 0 && now() - lastAt >= ms);
      if (isDue()) return;
      await new Promise<void>((resolve) => {
        const look = (): void => {
          if (!isDue()) return;
          clearInterval(timer);
          checks.delete(look);
          signal?.removeEventListener('abort', look);
          resolve();
        };
        const timer = setInterval(look, Math.max(1, ms / 10));
        checks.add(look);
        signal?.addEventListener('abort', look);
      });
    },
  };
}
