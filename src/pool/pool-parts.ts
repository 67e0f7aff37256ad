/** What a pool lends: one execution environment, which takes one event at a time. */
export interface PooledEnvironment {
  /** Resolves when it ended, whatever ended it. */
  readonly ended: Promise<unknown>;
  /** Whether another one is to be lent before it, if there is one: it has not done with its last event. */
  readonly lingers: boolean;
  /** Whether it cannot take an event, as its init has failed: another one may fare no better. */
  readonly isBroken: boolean;
  /** Done when nothing of it is left; twice does no harm. */
  remove(): Promise<void>;
}

/** The clock, so that a test need not wait. */
export interface PoolTools {
  /** Does work later; the answer calls it off. */
  after(ms: number, work: () => void): () => void;
}

/** One event, as the pool sees it. */
export interface Errand<E extends PooledEnvironment, T> {
  readonly functionName: string;
  /** All that matters of an environment: only one with the same key is lent. */
  readonly key: string;
  readonly signal?: AbortSignal | undefined;
  /** Starts an environment of that key. It is the pool's: whoever waits first is lent it. */
  start(signal: AbortSignal): Promise<E>;
  /** Runs the event; see core/sandbox `wasNotDelivered` for what is tried once more. */
  run(environment: E, lease: Lease): Promise<Done<T>>;
}

/** How an environment was lent. */
export interface Lease {
  /** Whether this is the first event of the environment. */
  readonly isFirst: boolean;
  /** 2 when the event never arrived the first time. */
  readonly attempt: number;
}

/** What came of an event, and whether the environment may take another. */
export interface Done<T> {
  readonly value: T;
  readonly isReusable: boolean;
}

/** What came of an event, and how. */
export interface Served<T> extends Lease {
  readonly value: T;
}

/** Room for one environment. */
export interface Slot<E> {
  readonly lane: Lane<E>;
  readonly key: string;
  state: 'starting' | 'idle' | 'busy' | 'leaving';
  environment: E | null;
  isUsed: boolean;
  /** When it came to rest, as a number that only grows. */
  restedAt: number;
  callOffRest: () => void;
  /** Its start or its removal. */
  work: Promise<void> | null;
}

/** How an environment is started for no event in particular. */
export type Begun<E extends PooledEnvironment> = Omit<Errand<E, never>, 'run'>;

/** How many environments of a key somebody wants to find. */
export interface Claim<E extends PooledEnvironment> {
  readonly key: string;
  readonly count: number;
  /** How one that has gone is replaced, if it is to be. */
  readonly warm?: Begun<E>;
}

/** An environment in the hands of one event. */
export interface Lent<E> {
  readonly slot: Slot<E>;
  readonly environment: E;
  readonly attempts: number;
}

/** One event that waits. */
export interface Ticket<E> {
  readonly key: string;
  /** A number that only grows. */
  readonly arrival: number;
  attempts: number;
  readonly start: (signal: AbortSignal) => Promise<E>;
  readonly lend: (slot: Slot<E>) => void;
  readonly fail: (error: Error) => void;
}

/** The environments of one function, and the events that wait for them. */
export interface Lane<E> {
  readonly functionName: string;
  readonly slots: Set<Slot<E>>;
  readonly waiting: Ticket<E>[];
  /** Whether an environment leaves to make room for this function. */
  isRoomComing: boolean;
}
