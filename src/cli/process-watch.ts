import {CATALOG} from '../errors/catalog.js';
import {LambdockError} from '../errors/lambdock-error.js';

/** A person who interrupts hears nothing unless the end takes longer than this. */
const PATIENCE_MS = 1000;

/**
 * Aborts `stopping` at the first signal, or at an error nobody caught, so that what was started is
 * removed; a second signal leaves at once. `onSlowEnd` is called when the removal takes a while.
 * Returns how to stop watching.
 */
export function watchProcess(stopping: AbortController, onSlowEnd: () => void): () => void {
  let timer: NodeJS.Timeout | undefined;
  let isInterrupted = false;
  const onSignal = (name: NodeJS.Signals): void => {
    const code = name === 'SIGINT' ? 'SIGINT' : 'SIGTERM';
    if (isInterrupted) process.exit(CATALOG[code].exit);
    // An error may have stopped everything already: its cleaning up goes on all the same.
    isInterrupted = true;
    stopping.abort(interruption(code));
    timer = setTimeout(onSlowEnd, PATIENCE_MS).unref();
  };
  const onStray = (error: unknown): void => {
    stopping.abort(error);
  };
  process.on('SIGINT', onSignal).on('SIGTERM', onSignal).on('SIGHUP', onSignal);
  process.on('uncaughtException', onStray).on('unhandledRejection', onStray);
  return () => {
    clearTimeout(timer);
    process.off('SIGINT', onSignal).off('SIGTERM', onSignal).off('SIGHUP', onSignal);
    process.off('uncaughtException', onStray).off('unhandledRejection', onStray);
  };
}

const interruption = (code: 'SIGINT' | 'SIGTERM'): LambdockError =>
  new LambdockError(code, {
    message: `${code === 'SIGINT' ? 'interrupted' : 'told to stop'}; what was started has been removed`,
    suggestions: [],
  });

/**
 * Settles as `work` does. Once `signal` aborts, work gets `graceMs` to end by itself, then the
 * promise rejects with the signal's reason.
 */
export async function interruptible<T>(
  work: Promise<T>,
  signal: AbortSignal,
  graceMs = 0,
): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  let onAbort: (() => void) | undefined;
  const aborted = new Promise<never>((_, reject) => {
    onAbort = () => {
      timer = setTimeout(() => reject(signal.reason as Error), graceMs);
    };
    if (signal.aborted) onAbort();
    else signal.addEventListener('abort', onAbort, {once: true});
  });
  try {
    return await Promise.race([work, aborted]);
  } finally {
    clearTimeout(timer);
    if (onAbort !== undefined) signal.removeEventListener('abort', onAbort);
  }
}
