import {addRieEvent, NO_FACTS, type RieFacts} from '../core/evidence.js';
import {functionOutput} from '../core/function-output.js';
import {lineSplitter} from '../core/line-splitter.js';
import type {LogBook} from '../core/log-book.js';
import {parseRieLine} from '../core/rie-log.js';
import {logRelay, type RelayRequest} from './log-relay.js';

/** Whom a witness tells, and of which event. */
export interface WitnessRequest extends RelayRequest {
  readonly requestId: string;
}

/** Watches the two streams of a container during one event. */
export interface Witness {
  stdout(chunk: Uint8Array): void | Promise<void>;
  stderr(chunk: Uint8Array): void;
  /** What the emulator has said so far. */
  readonly facts: RieFacts;
  readonly log: LogBook;
  /** The function's request id as far as it is known. */
  readonly requestId: string;
  /** Resolves when all that an answered event leaves behind has been seen, or after `ms`. */
  settled(ms: number): Promise<void>;
  /** Passes on what has no line end yet. */
  flush(): Promise<void>;
}

/** Starts watching. START is passed on as soon as the function's own request id is certain. */
export function witness(request: WitnessRequest): Witness {
  const output = functionOutput();
  const relay = logRelay(request);
  const wakers = new Set<() => void>();
  let facts = NO_FACTS;

  const idNow = (): string => facts.requestId ?? request.requestId;
  const isCertain = (): boolean => output.startId === request.requestId || facts.requestId !== null;
  const isComplete = (): boolean =>
    output.reported && (facts.posted !== null || facts.timedOut || facts.initFailed);
  const wake = (): void => {
    if (isComplete()) for (const waker of wakers) waker();
  };
  const readLine = lineSplitter((line) => {
    const event = parseRieLine(line);
    if (event !== null) facts = addRieEvent(facts, event);
  });

  return {
    async stdout(chunk) {
      const lines = output.feed(chunk);
      if (isCertain()) await relay.announce(idNow());
      await relay.pass(lines, idNow());
      wake();
    },
    stderr(chunk) {
      readLine(chunk);
      wake();
    },
    get facts() {
      return facts;
    },
    log: relay.log,
    get requestId() {
      return idNow();
    },
    settled: (ms) => settled(isComplete, wakers, ms),
    async flush() {
      await relay.announce(idNow());
      await relay.pass(output.flush(), idNow());
    },
  };
}

function settled(isComplete: () => boolean, wakers: Set<() => void>, ms: number): Promise<void> {
  if (isComplete()) return Promise.resolve();
  return new Promise((resolve) => {
    const done = (): void => {
      clearTimeout(timer);
      wakers.delete(done);
      resolve();
    };
    const timer = setTimeout(done, ms);
    wakers.add(done);
  });
}
