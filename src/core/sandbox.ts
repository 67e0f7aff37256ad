import {isLambdockError} from '../errors/lambdock-error.js';
import type {Driver} from './driver.js';
import type {InitFailure} from './hosting/init-failure.js';
import type {Invocation, Measurements} from './invocation.js';
import type {LogRecord} from './log-record.js';
import type {Verdict} from './verdict.js';

/** Who hears of an event while it runs. */
export interface EventListeners {
  readonly onOutput?: ((chunk: Uint8Array) => void | Promise<void>) | undefined;
  readonly onLog?: ((record: LogRecord) => void) | undefined;
  /** Each line of the container's stderr that is none of the emulator's events. */
  readonly onEmulatorLine?: ((line: string) => void) | undefined;
  /** The answer in pieces, as they come; where the driver cannot stream, in one piece at the end. */
  readonly onResponseChunk?: ((chunk: Uint8Array) => void | Promise<void>) | undefined;
  /** False where those pieces are enough: the answer then has no body besides. */
  readonly keepStream?: boolean | undefined;
  readonly signal?: AbortSignal | undefined;
  /** Whether the environment is stopped after this event: its output then ends, and is heard to its end. */
  readonly isLast?: boolean | undefined;
}

/** What one event brought to light. */
export interface Observation extends Verdict, Measurements {
  readonly requestId: string;
  readonly logs: readonly LogRecord[];
  readonly logsDropped: number;
  /** What kept the event from ending well and is not in its outcome: extensions, by name. */
  readonly problems: readonly string[];
  /** Whether an extension wants to be told of the end. */
  readonly awaitsShutdown: boolean;
  readonly invokeMs: number;
  /** Whether it was the first event of its environment. */
  readonly coldStart: boolean;
  /** Whether the environment may be given another event. */
  readonly reusable: boolean;
}

/** How far an environment is: its container runs, or the function's own init is over as well. */
export type Warmth = 'started' | 'initialised';

/**
 * One running execution environment, whatever drives it. It takes one event at a time, any number of
 * them one after another, until an observation says that it is not reusable, an event is rejected,
 * or it is gone.
 */
export interface Sandbox extends AsyncDisposable {
  /** The container's id. */
  readonly id: string;
  readonly driver: Driver;
  /** From the create request to the started container. */
  readonly startMs: number;
  /** From the started container to one that can be given an event. */
  readonly readyMs: number;
  /** How far it is now. */
  readonly warmth: Warmth;
  /** Why its init failed, as far as the driver sees that without an event; else null. */
  readonly initFailure: InitFailure | null;
  /** Whether it has answered, and what runs behind the answer goes on: an event for it would wait. */
  readonly lingers: boolean;
  /**
   * Warms it as far as its driver can without an event, and says how far that is. An init that fails
   * does not reject: the next event tells of it.
   */
  warm(signal?: AbortSignal): Promise<Warmth>;
  /** Resolves when the container has ended: by itself, from outside, or because it was stopped. */
  readonly gone: Promise<void>;
  /**
   * Runs one event. Rejects with SANDBOX_LOST when the container went away and not by the function's
   * doing (see `wasNotDelivered`), and with the reason of the signal when that is aborted.
   */
  invoke(invocation: Invocation, listeners: EventListeners): Promise<Observation>;
  /** From now on it does not keep this process alive: who waits for an event in it does. */
  unref(): void;
  /**
   * Lets go of the container without ending it; where the driver lets another process take it up.
   * Answers with what only who started it knows.
   */
  leave?(): {readonly clockAhead: number};
  /**
   * Tells the container to end and returns; the engine removes it. `ended` resolves when the
   * extensions that wait for the end have done their last work.
   */
  stop(listeners?: EventListeners): Promise<{readonly ended: Promise<void>}>;
}

/** Whether an event that was rejected certainly never reached the function: it may run elsewhere. */
export const wasNotDelivered = (error: unknown): boolean =>
  isLambdockError(error) && error.code === 'SANDBOX_LOST' && error.details['delivered'] === false;
