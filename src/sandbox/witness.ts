import {addRieEvent, NO_FACTS, type RieFacts} from '../core/evidence.js';
import {functionOutput} from '../core/function-output.js';
import {inTurn, type Work} from '../core/in-turn.js';
import {lineSplitter} from '../core/line-splitter.js';
import type {LogBook} from '../core/log-book.js';
import {parseRieLine} from '../core/rie-log.js';
import {logRelay, type RelayRequest} from './log-relay.js';
import {silence, type Silence} from './silence.js';

/** Whom a witness tells, and of which event. */
export interface WitnessRequest extends RelayRequest {
  readonly requestId: string;
  readonly onEmulatorLine?: ((line: string) => void) | undefined;
}

/** Watches the two streams of a container during one event. */
export interface Witness {
  stdout(chunk: Uint8Array): Work;
  stderr(chunk: Uint8Array): Work;
  /** What the emulator has said so far. */
  readonly facts: RieFacts;
  readonly log: LogBook;
  /** Whether the emulator has closed the event: only then may it be given another. */
  readonly isClosed: boolean;
  /** The function's request id as far as it is known. */
  readonly requestId: string;
  /**
   * Resolves when all that an answered event leaves behind has been seen, or after `ms` of silence:
   * both streams share one connection, and a slow reader of the logs holds back the verdict too.
   */
  settled(ms: number, signal?: AbortSignal): Promise<void>;
  /** Resolves when `end` does, or after `ms` of silence. */
  ended(ms: number, end: Promise<void>, signal?: AbortSignal): Promise<void>;
  /** Passes on what has no line end yet. */
  flush(): Promise<void>;
}

/** Starts watching. START is passed on as soon as the function's own request id is certain. */
export function witness(request: WitnessRequest): Witness {
  const output = functionOutput((id) => id === request.requestId || id === facts.requestId);
  const relay = logRelay(request);
  const quiet = silence(request.now);
  let facts = NO_FACTS;

  const idNow = (): string => facts.requestId ?? request.requestId;
  const isCertain = (): boolean => output.startId === request.requestId || facts.requestId !== null;
  const announce = (): Work => (isCertain() ? relay.announce(idNow()) : undefined);
  const tell = (): Work =>
    facts.requestId !== null && !facts.initFailed ? relay.tellOf(facts.extensions) : undefined;
  const isComplete = (): boolean =>
    output.reported && (facts.posted !== null || facts.timedOut || facts.initFailed);
  const readLine = lineSplitter((line) => {
    const event = parseRieLine(line);
    if (event === null) request.onEmulatorLine?.(line);
    else facts = addRieEvent(facts, event);
  });

  return {
    stdout: (chunk) =>
      quiet.during(() => {
        const lines = output.feed(chunk);
        return inTurn(announce(), () => relay.pass(lines, idNow()));
      }),
    stderr: (chunk) =>
      quiet.during(() => {
        readLine(chunk);
        return inTurn(announce(), tell);
      }),
    get facts() {
      return facts;
    },
    log: relay.log,
    get isClosed() {
      return output.reported;
    },
    get requestId() {
      return idNow();
    },
    settled: (ms, signal) => quiet.wait(ms, isComplete, signal),
    ended: (ms, end, signal) => untilEnd(quiet, {ms, end, signal}),
    async flush() {
      await relay.announce(idNow());
      await relay.tellOf(facts.extensions);
      await relay.pass(output.flush(), idNow());
    },
  };
}

function untilEnd(
  quiet: Silence,
  {ms, end, signal}: {ms: number; end: Promise<void>; signal: AbortSignal | undefined},
): Promise<void> {
  const seen = {end: false};
  void end.then(() => {
    seen.end = true;
    quiet.check();
  });
  return quiet.wait(ms, () => seen.end, signal);
}
