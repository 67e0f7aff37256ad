import {setMaxListeners} from 'node:events';
import type {LambdockOptions} from '../core/options.js';
import type {Ownership} from '../core/owner.js';
import {sayOnce} from '../core/say-once.js';
import {LambdockError} from '../errors/lambdock-error.js';
import {hostVariables} from '../config/host-variables.js';
import {connectEngine} from '../docker/connect.js';
import type {Engine} from '../docker/engine.js';
import {processIdentity} from '../files/process-identity.js';
import {openAws, type Aws} from './aws.js';
import type {ClosedNetwork} from '../sandbox/closed-network.js';
import {sweepStale} from '../prune/sweep-stale.js';
import {persistentEngine, type Leftovers} from './persistent-engine.js';
import {eitherSignal} from './either-signal.js';

/** For how many environments there is room: for one, which may be begun meanwhile, until the engine has said how many cores it has. */
export interface Room {
  most: number;
}

/** What one Lambdock holds: its options, its engine once connected, and what it started. */
export interface Session {
  readonly options: LambdockOptions;
  readonly ownership: Ownership;
  readonly signal: AbortSignal;
  /** The network of its containers, where that is lambdock's own and leads nowhere. */
  readonly closedIn?: ClosedNetwork;
  /** In place of what the options say of the pool. */
  readonly room?: Room;
  /** AWS for values that references stand for; asked on first need. */
  readonly aws: Aws;
  /** Connects on first need. */
  engine(): Promise<Engine>;
  /** Finds the engine in the shadow of other work; a failure shows when it is needed. */
  prepare(): void;
  /** Says it once, however often it is found. */
  warn(message: string): void;
  /** Holds something until it is released, or the session disposed. */
  hold(held: AsyncDisposable): () => void;
  /** Removes, in the shadow of other work and once, what dead processes left. */
  sweep(): void;
  dispose(): Promise<void>;
}

/** Work in flight: whoever disposes aborts it, and waits until it has cleaned up behind itself. */
export async function holdingWork<T>(session: Session, work: Promise<T>): Promise<T> {
  const release = session.hold({[Symbol.asyncDispose]: () => work.then(ignore, ignore)});
  try {
    return await work;
  } finally {
    release();
  }
}

const ignore = (): void => undefined;

/** Opens a session; nothing is connected yet. */
export function openSession(options: LambdockOptions): Session {
  const ownership = processIdentity();
  const stop = new AbortController();
  const held = new Set<AsyncDisposable>();
  let connected: Promise<Engine> | null = null;
  let swept: Promise<unknown> | null = null;

  const hold: Session['hold'] = (thing) => {
    held.add(thing);
    return () => held.delete(thing);
  };
  const engine = (): Promise<Engine> => (connected ??= connect(options, {hold, warn}));

  const signal = manyListeners(eitherSignal(stop.signal, options.signal));
  const warn = sayOnce(options.onWarning);

  return {
    options,
    ownership,
    signal,
    aws: openAws(options, warn, signal),
    engine,
    prepare() {
      engine().catch(ignore);
    },
    warn,
    hold,
    sweep() {
      // What cannot be swept now is swept by the next start: never a reason to fail this one.
      swept ??= engine()
        .then((found) => sweepStale({engine: found, ownership, now: Date.now}))
        .catch(() => undefined);
    },
    async dispose() {
      stop.abort(disposed());
      const ends = await Promise.allSettled([
        ...[...held].map((thing) => thing[Symbol.asyncDispose]()),
        swept,
      ]);
      held.clear();
      const failed = ends.find((end) => end.status === 'rejected');
      if (failed !== undefined) throw failed.reason;
    },
  };
}

async function connect(
  {dockerHost, dockerContext}: LambdockOptions,
  leftovers: Leftovers,
): Promise<Engine> {
  const variables = hostVariables();
  return persistentEngine(await connectEngine({dockerHost, dockerContext, variables}), leftovers);
}

/** Every event in flight listens to it: Node would warn of eleven. */
function manyListeners(signal: AbortSignal): AbortSignal {
  setMaxListeners(0, signal);
  return signal;
}

const disposed = (): LambdockError =>
  new LambdockError('USAGE', {
    message: 'this lambdock has been disposed',
    suggestions: ['await what still runs before dispose(), or make another with createLambdock()'],
  });
