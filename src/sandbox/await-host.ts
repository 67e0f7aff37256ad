import type {HostedRuntime} from './hosted-runtime.js';

/** What ended a wait for a runtime. */
export type Wake = 'over' | 'ended' | 'timed-out' | 'aborted';

/**
 * Waits until a runtime has done something, its container has ended, the time is up or the caller
 * gives up. One wait at a time; nothing of it outlives it.
 */
export function awaitHost(
  {host, end}: Pick<HostedRuntime, 'host' | 'end'>,
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
