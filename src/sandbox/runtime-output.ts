import {wholeLines, type WholeLines} from '../core/whole-lines.js';
import type {OutputSink} from '../docker/engine.js';

/** How many bytes are kept for the next event while there is none. */
const MOST_HELD = 256 * 1024;
const LAST_LINES = 50;

/** Takes whole lines of a function. */
export type TakesLines = (lines: Uint8Array) => void | Promise<void>;

/** A container's two streams when both are the function's. */
export interface RuntimeOutput {
  /** What comes through the engine, some time after it was written. */
  readonly sink: OutputSink;
  /** What comes as soon as it is written. */
  readonly exactSink: OutputSink;
  /** Hands what was written since the last event, and all that comes, to `taker`; null keeps it. */
  direct(taker: TakesLines | null): Promise<void>;
  /** Passes on what has no line end yet. */
  flush(): Promise<void>;
  /** Bytes so far. */
  readonly bytes: number;
  /** How many of them came through the engine. */
  readonly lateBytes: number;
  /** When the last of these came. */
  readonly lastAt: number;
  /** The latest lines that no event took. */
  lastLines(): readonly string[];
}

/** Streams of a container that has not been started yet. */
export function runtimeOutput(now: () => number): RuntimeOutput {
  const stdout = wholeLines();
  const stderr = wholeLines();
  const lines = directedLines();
  const seen = {bytes: 0, lateBytes: 0, lastAt: 0};
  const take = (chunk: Uint8Array, into: WholeLines): void | Promise<void> => {
    seen.bytes += chunk.length;
    return lines.pass(into.feed(chunk));
  };
  const takeLate = (chunk: Uint8Array, into: WholeLines): void | Promise<void> => {
    seen.lateBytes += chunk.length;
    seen.lastAt = now();
    return take(chunk, into);
  };
  return {
    sink: {
      stdout: (chunk) => takeLate(chunk, stdout),
      stderr: (chunk) => takeLate(chunk, stderr),
    },
    exactSink: {
      stdout: (chunk) => take(chunk, stdout),
      stderr: (chunk) => take(chunk, stderr),
    },
    direct: lines.direct,
    async flush() {
      await lines.pass(stdout.flush());
      await lines.pass(stderr.flush());
    },
    get bytes() {
      return seen.bytes;
    },
    get lateBytes() {
      return seen.lateBytes;
    },
    get lastAt() {
      return seen.lastAt;
    },
    lastLines: lines.last,
  };
}

/** Lines that go to the event in hand, or are kept for the next one. */
interface DirectedLines {
  pass(lines: Uint8Array): void | Promise<void>;
  readonly direct: RuntimeOutput['direct'];
  readonly last: RuntimeOutput['lastLines'];
}

function directedLines(): DirectedLines {
  const kept: Uint8Array[] = [];
  let keptBytes = 0;
  let taker: TakesLines | null = null;
  /** While kept lines are handed over: what comes meanwhile is behind them. */
  let handing: Promise<void> | null = null;

  function pass(lines: Uint8Array): void | Promise<void> {
    if (lines.length === 0) return undefined;
    if (handing !== null) {
      const behind = Uint8Array.from(lines);
      return handing.then(() => pass(behind));
    }
    if (taker !== null) return taker(lines);
    // What is written without end while nobody asks is not kept without end.
    kept.push(Uint8Array.from(lines));
    keptBytes += lines.length;
    while (keptBytes > MOST_HELD && kept.length > 1) keptBytes -= kept.shift()?.length ?? 0;
    return undefined;
  }
  return {
    pass,
    async direct(next) {
      taker = next;
      if (next === null || kept.length === 0) return;
      keptBytes = 0;
      const handed = handOver(kept.splice(0), next);
      handing = handed
        .catch(() => undefined)
        .then(() => {
          handing = null;
        });
      await handed;
    },
    last: () => Buffer.concat(kept).toString().split('\n').filter(Boolean).slice(-LAST_LINES),
  };
}

async function handOver(kept: readonly Uint8Array[], taker: TakesLines): Promise<void> {
  for (const lines of kept) await taker(lines);
}
