import {wholeLines} from '../core/whole-lines.js';
import type {OutputSink} from '../docker/engine.js';

/** How many bytes are kept for the next event while there is none. */
const MOST_HELD = 256 * 1024;
const LAST_LINES = 50;

/** Takes whole lines of a function. */
export type TakesLines = (lines: Uint8Array) => void | Promise<void>;

/** A container's two streams when both are the function's. */
export interface RuntimeOutput {
  readonly sink: OutputSink;
  /** Hands what was written since the last event, and all that comes, to `taker`; null keeps it. */
  direct(taker: TakesLines | null): Promise<void>;
  /** Passes on what has no line end yet. */
  flush(): Promise<void>;
  /** Bytes so far. */
  readonly bytes: number;
  /** When the last of them came. */
  readonly lastAt: number;
  /** The latest lines that no event took. */
  lastLines(): readonly string[];
}

/** Streams of a container that has not been started yet. */
export function runtimeOutput(now: () => number): RuntimeOutput {
  const stdout = wholeLines();
  const stderr = wholeLines();
  const kept: Uint8Array[] = [];
  const seen = {bytes: 0, keptBytes: 0, lastAt: 0};
  let taker: TakesLines | null = null;

  function pass(lines: Uint8Array): void | Promise<void> {
    if (lines.length === 0) return undefined;
    if (taker !== null) return taker(lines);
    // What is written without end while nobody asks is not kept without end.
    kept.push(Uint8Array.from(lines));
    seen.keptBytes += lines.length;
    while (seen.keptBytes > MOST_HELD && kept.length > 1) {
      seen.keptBytes -= kept.shift()?.length ?? 0;
    }
    return undefined;
  }
  const take = (chunk: Uint8Array, lines: Uint8Array): void | Promise<void> => {
    seen.bytes += chunk.length;
    seen.lastAt = now();
    return pass(lines);
  };
  return {
    sink: {
      stdout: (chunk) => take(chunk, stdout.feed(chunk)),
      stderr: (chunk) => take(chunk, stderr.feed(chunk)),
    },
    async direct(next) {
      taker = next;
      if (next === null) return;
      seen.keptBytes = 0;
      for (const lines of kept.splice(0)) await next(lines);
    },
    async flush() {
      await pass(stdout.flush());
      await pass(stderr.flush());
    },
    get bytes() {
      return seen.bytes;
    },
    get lastAt() {
      return seen.lastAt;
    },
    lastLines: () => Buffer.concat(kept).toString().split('\n').filter(Boolean).slice(-LAST_LINES),
  };
}
