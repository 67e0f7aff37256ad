import type {Engine} from '../docker/engine.js';

/** The engine writes down that it killed a container a moment after the container is gone. */
const NEWS_MS = 250;
/** A container that was killed as it rested may still be given an event. */
const BEFORE_MS = 500;
/** Exit codes above this tell of a signal. */
const SIGNALS = 128;

/** An end of a container during an event. */
export interface ContainerEnd {
  readonly id: string;
  readonly exitCode: number | null;
  /** Since when an end is the event's (ms since the epoch). */
  readonly since: number;
  readonly now: number;
}

/** Whether somebody had the engine kill the container; a function's own signals are none of the engine's. */
export function wasKilledFromOutside(
  engine: Pick<Engine, 'wasKilled'>,
  {id, exitCode, since, now}: ContainerEnd,
): Promise<boolean> {
  if (exitCode !== null && exitCode <= SIGNALS) return Promise.resolve(false);
  return engine.wasKilled(id, {since: since - BEFORE_MS, until: now + NEWS_MS});
}
