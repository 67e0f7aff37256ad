import type {Engine} from '../docker/engine.js';

/** The engine tells of a signal a moment after the container is gone. */
const NEWS_MS = 250;
/** Of SIGKILL nearly always somebody else is the cause; a busy engine takes its time to say who. */
const LATE_NEWS_MS = 2_000;
/** A container that was killed as it rested may still be given an event. */
const BEFORE_MS = 2_000;
/** Exit codes above this tell of a signal. */
const SIGNALS = 128;
const KILLED = SIGNALS + 9;

/** An end of a container during an event. */
export interface ContainerEnd {
  readonly id: string;
  readonly exitCode: number | null;
  /** Since when an end is the event's (ms since the epoch). */
  readonly since: number;
  readonly now: number;
}

/** Why a container ended, if it was not the function's doing: for memory, or because somebody asked the engine. */
export async function causeOfEnd(
  engine: Pick<Engine, 'firstEvent'>,
  {id, exitCode, since, now}: ContainerEnd,
): Promise<'memory' | 'others' | null> {
  const memory = await engine.firstEvent(id, ['oom'], {since, until: now + 1});
  if (memory !== null) return 'memory';
  if (exitCode !== null && exitCode <= SIGNALS) return null;
  const until = now + lateness(exitCode === null || exitCode === KILLED);
  const found = await engine.firstEvent(id, ['kill', 'oom'], {since: since - BEFORE_MS, until});
  return found && CAUSES[found];
}

const CAUSES = {kill: 'others', oom: 'memory'} as const;

/** How long after an end the engine may tell why. */
export const lateness = (wasKilled: boolean): number => (wasKilled ? LATE_NEWS_MS : NEWS_MS);
