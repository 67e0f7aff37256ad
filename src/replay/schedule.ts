/** How events follow one another. */
export interface Pace<T> {
  readonly concurrency: number;
  /** Beginnings in a second at most; null for as fast as it goes. */
  readonly rate: number | null;
  /** Items of one key neither overlap nor overtake one another; null is a key of its own. */
  readonly keyOf: (item: T) => string | null;
  /** What an item takes while it waits for others of its key, in bytes. */
  readonly sizeOf: (item: T) => number;
  /** Nothing begins any more. */
  readonly isOver: () => boolean;
  /** Ends it, whatever it waits for; its reason is what the schedule rejects with. */
  readonly signal?: AbortSignal;
  readonly clock?: Clock;
}

/** Time, for the rate. */
export interface Clock {
  now(): number;
  /** Resolves early when the signal is aborted. */
  sleep(ms: number, signal?: AbortSignal): Promise<void>;
}

/** As many may wait for others of their key; then nothing more is read until one of them can run. */
const MOST_HELD = 1_000;
const MOST_HELD_BYTES = 2 ** 25;

/**
 * Runs every item of `source`, in its order as far as the pace allows, and reads no more of it than
 * it must. After a failure nothing begins; it rejects when all that ran has ended.
 */
export async function schedule<T>(
  source: AsyncIterable<T>,
  pace: Pace<T>,
  run: (item: T) => Promise<void>,
): Promise<void> {
  const {signal} = pace;
  const atRate = pacer(pace);
  const failures: unknown[] = [];
  const isOver = (): boolean => failures.length > 0 || signal?.aborted === true || pace.isOver();
  const queue = openQueue(source, {...pace, isOver});
  const wake = (): void => queue.wake();
  signal?.addEventListener('abort', wake);
  const worker = async (): Promise<void> => {
    while (!isOver()) {
      const item = await queue.take();
      if (item === null) return;
      try {
        await atRate();
        // Another may have ended the run meanwhile.
        if (!isOver()) await run(item.value);
      } finally {
        queue.done(item);
      }
    }
  };
  await Promise.all(
    Array.from({length: pace.concurrency}, () =>
      worker().catch((error: unknown) => {
        failures.push(error);
        queue.wake();
      }),
    ),
  );
  await queue.close();
  signal?.removeEventListener('abort', wake);
  signal?.throwIfAborted();
  if (failures.length > 0) throw failures[0];
}

/** An item that runs, and the key that it holds. */
interface Taken<T> {
  readonly value: T;
  readonly key: string | null;
}

interface Queue<T> {
  /** The next item that may run; null when there is none any more. */
  take(): Promise<Taken<T> | null>;
  done(taken: Taken<T>): void;
  /** Whoever waits looks again. */
  wake(): void;
  close(): Promise<void>;
}

function openQueue<T>(source: AsyncIterable<T>, pace: Pace<T>): Queue<T> {
  const held = holdBack(pace);
  const bell = openBell();
  const reader = openReader(source, (value) => {
    held.add({value, key: pace.keyOf(value)});
  });
  return {
    async take() {
      for (;;) {
        const ready = held.take();
        if (ready !== undefined) return ready;
        if (pace.isOver() || (reader.isDone() && held.count() === 0)) return null;
        if (!reader.isDone() && !reader.isBusy() && !held.isFull())
          await reader.read().finally(bell.ring);
        else await bell.heard();
      }
    },
    done({key}) {
      held.free(key);
      bell.ring();
    },
    wake: bell.ring,
    close: () => reader.close(),
  };
}

interface Reader {
  isDone(): boolean;
  isBusy(): boolean;
  /** One item more, or the end. */
  read(): Promise<void>;
  close(): Promise<void>;
}

function openReader<T>(source: AsyncIterable<T>, onItem: (item: T) => void): Reader {
  const items = source[Symbol.asyncIterator]();
  let isDone = false;
  let reading: Promise<void> | null = null;
  const readOne = async (): Promise<void> => {
    try {
      const next = await items.next();
      if (next.done === true) isDone = true;
      else onItem(next.value);
    } catch (error) {
      isDone = true;
      throw error;
    } finally {
      reading = null;
    }
  };
  return {
    isDone: () => isDone,
    isBusy: () => reading !== null,
    read: () => (reading = readOne()),
    async close() {
      await reading?.catch(() => undefined);
      await items.return?.();
    },
  };
}

/** Whoever waits hears the next ring. */
function openBell(): {readonly ring: () => void; heard(): Promise<void>} {
  let waiting: (() => void)[] = [];
  return {
    ring: () => {
      const heard = waiting;
      waiting = [];
      for (const go of heard) go();
    },
    heard: () =>
      new Promise((resolve) => {
        waiting.push(resolve);
      }),
  };
}

interface HeldBack<T> {
  add(item: Taken<T>): void;
  /** The first item whose key is free; its key is taken then. */
  take(): Taken<T> | undefined;
  free(key: string | null): void;
  /** Items that wait, for their turn or for their key. */
  count(): number;
  isFull(): boolean;
}

function holdBack<T>({sizeOf}: Pace<T>): HeldBack<T> {
  const ready: Taken<T>[] = [];
  const byKey = new Map<string, Taken<T>[]>();
  let count = 0;
  let bytes = 0;
  return {
    add(item) {
      const {key, value} = item;
      count += 1;
      bytes += sizeOf(value);
      const others = key === null ? undefined : byKey.get(key);
      if (others !== undefined) others.push(item);
      else {
        if (key !== null) byKey.set(key, []);
        ready.push(item);
      }
    },
    take() {
      const item = ready.shift();
      if (item === undefined) return undefined;
      count -= 1;
      bytes -= sizeOf(item.value);
      return item;
    },
    free(key) {
      if (key === null) return;
      const next = byKey.get(key)?.shift();
      if (next === undefined) byKey.delete(key);
      else ready.push(next);
    },
    count: () => count,
    isFull: () => count >= MOST_HELD || bytes >= MOST_HELD_BYTES,
  };
}

const REAL: Clock = {
  now: () => performance.now(),
  sleep: (ms, signal) =>
    new Promise((resolve) => {
      const end = (): void => {
        clearTimeout(timer);
        signal?.removeEventListener('abort', end);
        resolve();
      };
      const timer = setTimeout(end, ms);
      signal?.addEventListener('abort', end);
    }),
};

/** Resolves when the next one may begin. A lull is not made up for: no burst follows it. */
function pacer<T>({rate, signal, clock = REAL}: Pace<T>): () => Promise<void> {
  if (rate === null) return () => Promise.resolve();
  let next = clock.now();
  return async () => {
    const now = clock.now();
    const begins = Math.max(now, next);
    next = begins + 1000 / rate;
    if (begins > now) await clock.sleep(begins - now, signal);
  };
}
