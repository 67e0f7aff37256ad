import type {RuntimeHost} from './runtime-host.js';

/** The end of a runtime; one listener. */
export interface RuntimeEnd {
  readonly isOver: boolean;
  onEnd: () => void;
}

/** A runtime that can be waited for. */
export interface AwaitedRuntime {
  readonly host: RuntimeHost;
  readonly end: RuntimeEnd;
}

/** What ended a wait for a runtime. */
export type Wake = 'over' | 'ended' | 'timed-out' | 'aborted';

/**
 * Waits until a runtime has done something, its container has ended, the time is up or the caller
 * gives up. One wait at a time; nothing of it outlives it.
 */
export function awaitHost(
  {host, end}: AwaitedRuntime,
  isOver: () => boolean,
  {ms, signal}: {readonly ms: number; readonly signal: AbortSignal | undefined},
): Promise<Wake> {
  return new Promise((resolve) => {
    const finish = (wake: Wake): void => {
      clearTimeout(timer);
      host.onNews = ignore;
      end.onEnd = ignore;
      signal?.removeEventListener('abort', abort);
      resolve(wake);
    };
    const abort = (): void => finish('aborted');
    const timer = setTimeout(() => finish('timed-out'), Math.max(0, ms));
    host.onNews = () => {
      if (isOver()) finish('over');
    };
    end.onEnd = () => finish('ended');
    signal?.addEventListener('abort', abort);
    if (isOver()) finish('over');
    else if (end.isOver) finish('ended');
    else if (signal?.aborted === true) finish('aborted');
  });
}

const ignore = (): void => undefined;
