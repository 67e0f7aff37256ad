import {logBook, parseLogLine, type LogBook} from '../core/log-book.js';
import type {LogRecord} from '../core/log-record.js';
import {startLine} from '../core/report-lines.js';

/** Who hears a function's lines. */
export interface RelayRequest {
  readonly version: string;
  readonly now: () => number;
  readonly onOutput?: ((chunk: Uint8Array) => void | Promise<void>) | undefined;
  readonly onLog?: ((record: LogRecord) => void) | undefined;
}

/** Passes a function's lines on, after a START line with the true request id. */
export interface LogRelay {
  readonly log: LogBook;
  /** Writes START, once, and what was held back until the id was certain. */
  announce(requestId: string): Promise<void>;
  /** Passes whole lines on, or holds them back until START. */
  pass(lines: Uint8Array, requestId: string): Promise<void>;
}

/** A relay that has passed nothing yet. */
export function logRelay({version, now, onOutput, onLog}: RelayRequest): LogRelay {
  const log = logBook();
  const early: Uint8Array[] = [];
  let announced = false;

  async function emit(lines: Uint8Array, requestId: string): Promise<void> {
    if (lines.length === 0) return;
    const at = now();
    log.add(lines, at);
    if (onLog !== undefined) {
      const text = new TextDecoder().decode(lines).replace(/\n$/, '');
      for (const line of text.split('\n')) onLog(parseLogLine(line, {requestId, at}));
    }
    await onOutput?.(lines);
  }

  return {
    log,
    async announce(requestId) {
      if (announced) return;
      announced = true;
      await onOutput?.(Buffer.from(startLine(requestId, version)));
      for (const lines of early.splice(0)) await emit(lines, requestId);
    },
    async pass(lines, requestId) {
      if (announced) await emit(lines, requestId);
      else early.push(lines);
    },
  };
}
