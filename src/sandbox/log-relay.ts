import {extensionLine, type Extension} from '../core/extensions.js';
import {logBook, parseLogLine, type LogBook} from '../core/log-book.js';
import type {LogRecord} from '../core/log-record.js';
import {startLine} from '../core/report-lines.js';

/** How many bytes wait for START: an emulator of v1.30 tells the id only when the init is over. */
const MOST_HELD = 256 * 1024;

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
  /** After START: tells once of each extension, which runs beside the function and is not in its code. */
  tellOf(extensions: readonly Extension[]): Promise<void>;
  /** Passes whole lines on, or holds them back until START. */
  pass(lines: Uint8Array, requestId: string): Promise<void>;
}

/** A relay that has passed nothing yet. */
export function logRelay({version, now, onOutput, onLog}: RelayRequest): LogRelay {
  const log = logBook();
  const early: Uint8Array[] = [];
  let announced = false;
  let heldBytes = 0;

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

  async function emitEarly(requestId: string): Promise<void> {
    heldBytes = 0;
    for (const lines of early.splice(0)) await emit(lines, requestId);
  }

  /** What an init writes without end is passed on before START, as Lambda itself does. */
  async function hold(lines: Uint8Array, requestId: string): Promise<void> {
    early.push(lines);
    heldBytes += lines.length;
    if (heldBytes > MOST_HELD) await emitEarly(requestId);
  }

  return {
    log,
    async announce(requestId) {
      if (announced) return;
      announced = true;
      await onOutput?.(Buffer.from(startLine(requestId, version)));
      await emitEarly(requestId);
    },
    tellOf: tellerOf(onOutput),
    async pass(lines, requestId) {
      if (announced) await emit(lines, requestId);
      else await hold(lines, requestId);
    },
  };
}

function tellerOf(onOutput: RelayRequest['onOutput']): LogRelay['tellOf'] {
  const told = new Set<string>();
  return async (extensions) => {
    for (const one of extensions.filter(({name}) => !told.has(name))) {
      told.add(one.name);
      await onOutput?.(Buffer.from(extensionLine(one)));
    }
  };
}
