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

/** A timer that is later than this tells of a process that was held up: by its machine, or by itself. */
const HELD_UP_MS = 20;
/** How long such a process then looks at what came meanwhile, at most. */
const MOST_LOOK_MS = 1_000;

/**
 * Calls back after a time. Where this process could not look for a part of it, it looks for as long
 * again first: what came in time lies in the kernel still.
 */
function afterLooking(ms: number, then: () => void): () => void {
  const due = performance.now() + ms;
  let timer = setTimeout(() => {
    const late = performance.now() - due;
    if (late < HELD_UP_MS) then();
    else timer = setTimeout(then, Math.min(late, MOST_LOOK_MS));
  }, ms);
  return () => clearTimeout(timer);
}

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
      callOff();
      host.onNews = ignore;
      end.onEnd = ignore;
      signal?.removeEventListener('abort', abort);
      resolve(wake);
    };
    const abort = (): void => finish('aborted');
    const callOff = afterLooking(Math.max(0, ms), () => finish('timed-out'));
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
