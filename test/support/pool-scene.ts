import type {PoolLimits} from '../../src/core/pool-limits.js';
import {LambdockError} from '../../src/errors/lambdock-error.js';
import {EnvironmentPool} from '../../src/pool/environment-pool.js';
import {warmUp} from '../../src/pool/warm-up.js';
import type {PooledEnvironment, PoolTools, Served} from '../../src/pool/pool-parts.js';

/** An environment in memory. */
export interface FakeEnvironment extends PooledEnvironment {
  lingers: boolean;
  isBroken: boolean;
  end(): void;
  refuseRemoval(times: number): void;
  events: number;
}

/** What differs from an event that is simply answered. */
export interface FakeEvent {
  readonly key?: string;
  readonly signal?: AbortSignal;
  /** What the driver rejects with, always or `times` times. */
  readonly fails?: Error;
  readonly times?: number;
  /** Answered, but the environment is not to be used again. */
  readonly spoils?: boolean;
}

/** An event that runs until it is let go. */
export interface HeldEvent {
  readonly began: Promise<void>;
  readonly done: Promise<Served<string>>;
  release(): void;
}

const NOT_DELIVERED = new LambdockError('SANDBOX_LOST', {
  message: 'gone',
  details: {delivered: false},
});

/** A pool of environments in memory, with a clock of its own. */
export function poolScene(limits: PoolLimits) {
  const clock = fakeClock();
  const pool = new EnvironmentPool<FakeEnvironment>(limits, clock);
  const seen = {started: 0, alive: 0, mostAlive: 0, mostInOne: 0};
  const environments: FakeEnvironment[] = [];
  const served: string[] = [];
  const failures: Error[] = [];

  async function start(signal: AbortSignal): Promise<FakeEnvironment> {
    if (scene.startsHang)
      await new Promise((_, reject) => {
        signal.addEventListener('abort', () => reject(signal.reason as Error));
      });
    await step();
    const failure = failures.pop();
    if (failure !== undefined) throw failure;
    seen.started += 1;
    seen.alive += 1;
    seen.mostAlive = Math.max(seen.mostAlive, seen.alive);
    const environment = fakeEnvironment(() => void (seen.alive -= 1));
    environments.push(environment);
    return environment;
  }

  async function occupied<T>(environment: FakeEnvironment, work: () => Promise<T>): Promise<T> {
    environment.events += 1;
    seen.mostInOne = Math.max(seen.mostInOne, environment.events);
    try {
      return await work();
    } finally {
      environment.events -= 1;
    }
  }

  function run(functionName: string, event: FakeEvent = {}): Promise<Served<string>> {
    let failuresLeft = event.fails === undefined ? 0 : (event.times ?? Infinity);
    return pool.run({
      functionName,
      key: event.key ?? 'key',
      signal: event.signal,
      start,
      run: (environment) =>
        occupied(environment, async () => {
          await step();
          if (event.fails !== undefined && failuresLeft > 0) {
            failuresLeft -= 1;
            throw event.fails;
          }
          served.push(functionName);
          return {value: functionName, isReusable: event.spoils !== true};
        }),
    });
  }

  function hold(functionName: string, event: FakeEvent = {}): HeldEvent {
    let release = (): void => undefined;
    let begin = (): void => undefined;
    const began = new Promise<void>((resolve) => (begin = resolve));
    const done = pool.run({
      functionName,
      key: event.key ?? 'key',
      signal: event.signal,
      start,
      run: (environment) =>
        occupied(environment, async () => {
          begin();
          await new Promise<void>((resolve, reject) => {
            release = resolve;
            void environment.ended.then(() => reject(new Error('ended')));
            event.signal?.addEventListener('abort', () => reject(event.signal?.reason as Error));
          });
          return {value: functionName, isReusable: true};
        }),
    });
    return {began, done, release: () => release()};
  }

  const warm = (functionName: string, count: number): Promise<readonly string[]> =>
    warmUp(
      pool,
      {functionName, key: 'key', start},
      {count, warm: async () => 'warmed', unfit: ({isBroken}) => (isBroken ? NOT_DELIVERED : null)},
    );

  const claim = (functionName: string, count: number): (() => Promise<void>) =>
    pool.claim({key: 'key', count, warm: {functionName, key: 'key', start}});
  const begin = (functionName: string): boolean => pool.begin({functionName, key: 'key', start});

  const scene = {
    pool,
    warm,
    begin,
    claim,
    environments,
    served,
    startsHang: false,
    run,
    hold,
    step,
    failStarts: (error: Error, times: number) =>
      void failures.push(...Array.from({length: times}, () => error)),
    pass: clock.pass,
    close: () => pool.close(new Error('closed')),
    get started() {
      return seen.started;
    },
    get alive() {
      return seen.alive;
    },
    get mostAlive() {
      return seen.mostAlive;
    },
    get mostInOne() {
      return seen.mostInOne;
    },
  };
  return scene;
}

/** Lets everything happen that need not wait. */
const step = (): Promise<void> => new Promise((resolve) => void setImmediate(resolve));

function fakeEnvironment(onGone: () => void): FakeEnvironment {
  let end = (): void => undefined;
  let refusals = 0;
  let isGone = false;
  const ended = new Promise<void>((resolve) => (end = resolve));
  return {
    ended,
    lingers: false,
    isBroken: false,
    end: () => end(),
    events: 0,
    refuseRemoval: (times) => void (refusals = times),
    async remove() {
      await step();
      if ((refusals -= 1) >= 0) throw new Error('the engine refuses');
      if (!isGone) onGone();
      isGone = true;
      end();
    },
  };
}

function fakeClock(): PoolTools & {readonly pass: (ms: number) => Promise<void>} {
  const waiting = new Set<{at: number; work: () => void}>();
  let now = 0;
  return {
    after(ms, work) {
      const entry = {at: now + ms, work};
      waiting.add(entry);
      return () => void waiting.delete(entry);
    },
    async pass(ms) {
      now += ms;
      for (const entry of [...waiting].filter(({at}) => at <= now)) {
        waiting.delete(entry);
        entry.work();
      }
      await step();
      await step();
    },
  };
}
