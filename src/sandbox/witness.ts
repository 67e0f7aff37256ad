import {addRieEvent, NO_FACTS, type RieFacts} from '../core/evidence.js';
import {functionOutput} from '../core/function-output.js';
import {lineSplitter} from '../core/line-splitter.js';
import {logBook, parseLogLine, type LogBook} from '../core/log-book.js';
import type {LogRecord} from '../core/log-record.js';
import {startLine} from '../core/report-lines.js';
import {parseRieLine} from '../core/rie-log.js';

/** Whom a witness tells, and of which event. */
export interface WitnessRequest {
  readonly requestId: string;
  readonly version: string;
  readonly now: () => number;
  readonly onOutput?: ((chunk: Uint8Array) => void | Promise<void>) | undefined;
  readonly onLog?: ((record: LogRecord) => void) | undefined;
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
  /** True once all that an answered event leaves behind has been seen. */
  readonly complete: boolean;
  /** Resolves when `complete` turns true, or after `ms`. */
  settled(ms: number): Promise<void>;
  /** Passes on what has no line end yet. */
  flush(): Promise<void>;
}

/** Starts watching. START is passed on as soon as the function's own request id is certain. */
export function witness(request: WitnessRequest): Witness {
  const output = functionOutput();
  const log = logBook();
  const wakers = new Set<() => void>();
  let facts = NO_FACTS;
  let announced = false;
  const early: Uint8Array[] = [];

  const idNow = (): string => facts.requestId ?? request.requestId;
  const isComplete = (): boolean =>
    output.reported && (facts.posted !== null || facts.timedOut || facts.initFailed);

  function wake(): void {
    if (!isComplete()) return;
    for (const waker of wakers) waker();
  }

  async function emit(lines: Uint8Array): Promise<void> {
    if (lines.length === 0) return;
    const at = request.now();
    log.add(lines, at);
    if (request.onLog !== undefined) tell(lines, at);
    await request.onOutput?.(lines);
  }

  function tell(lines: Uint8Array, at: number): void {
    const text = new TextDecoder().decode(lines).replace(/\n$/, '');
    for (const line of text.split('\n')) {
      request.onLog?.(parseLogLine(line, {requestId: idNow(), at}));
    }
  }

  async function announce(force: boolean): Promise<void> {
    if (announced) return;
    const certain = output.startId === request.requestId || facts.requestId !== null;
    if (!certain && !force) return;
    announced = true;
    await request.onOutput?.(Buffer.from(startLine(idNow(), request.version)));
    for (const lines of early.splice(0)) await emit(lines);
  }

  async function pass(lines: Uint8Array): Promise<void> {
    await announce(false);
    if (announced) await emit(lines);
    else early.push(lines);
  }

  const readLine = lineSplitter((line) => {
    const event = parseRieLine(line);
    if (event !== null) facts = addRieEvent(facts, event);
  });

  return {
    async stdout(chunk) {
      await pass(output.feed(chunk));
      wake();
    },
    stderr(chunk) {
      readLine(chunk);
      wake();
    },
    get facts() {
      return facts;
    },
    log,
    get requestId() {
      return idNow();
    },
    get complete() {
      return isComplete();
    },
    settled: (ms) => settled(isComplete, wakers, ms),
    async flush() {
      await announce(true);
      await emit(output.flush());
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
