import {extensionLine, type Extension} from '../core/extensions.js';
import {eachInTurn, inTurn, type Work} from '../core/in-turn.js';
import {logBook, parseLogLine, type LogBook} from '../core/log-book.js';
import type {LogRecord} from '../core/log-record.js';
import {startLine} from '../core/report-lines.js';

/** How many bytes wait for START: an emulator of v1.30 tells the id only when the init is over. */
const MOST_HELD = 256 * 1024;

/** Who hears a function's lines. */
export interface RelayRequest {
  readonly version: string;
  readonly now: () => number;
  readonly onOutput?: ((chunk: Uint8Array) => Work) | undefined;
  readonly onLog?: ((record: LogRecord) => void) | undefined;
}

/** Passes a function's lines on, after a START line with the true request id. */
export interface LogRelay {
  readonly log: LogBook;
  /** Writes START, once, and what was held back until the id was certain. */
  announce(requestId: string): Work;
  /** After START: tells once of each extension, which runs beside the function and is not in its code. */
  tellOf(extensions: readonly Extension[]): Work;
  /** Passes whole lines on, or holds them back until START. */
  pass(lines: Uint8Array, requestId: string): Work;
}

/** A relay that has passed nothing yet. */
export function logRelay({version, now, onOutput, onLog}: RelayRequest): LogRelay {
  const log = logBook();
  const early: Uint8Array[] = [];
  let announced = false;
  let heldBytes = 0;

  function emit(lines: Uint8Array, requestId: string): Work {
    if (lines.length === 0) return undefined;
    const at = now();
    log.add(lines, at);
    if (onLog !== undefined) {
      const text = new TextDecoder().decode(lines).replace(/\n$/, '');
      for (const line of text.split('\n')) onLog(parseLogLine(line, {requestId, at}));
    }
    return onOutput?.(lines);
  }

  function emitEarly(requestId: string): Work {
    heldBytes = 0;
    return eachInTurn(early.splice(0), (lines) => emit(lines, requestId));
  }

  /** What an init writes without end is passed on before START, as Lambda itself does. */
  function hold(lines: Uint8Array, requestId: string): Work {
    early.push(lines);
    heldBytes += lines.length;
    return heldBytes > MOST_HELD ? emitEarly(requestId) : undefined;
  }

  return {
    log,
    announce(requestId) {
      if (announced) return undefined;
      announced = true;
      const told = onOutput?.(Buffer.from(startLine(requestId, version)));
      return inTurn(told, () => emitEarly(requestId));
    },
    tellOf: tellerOf(onOutput),
    pass: (lines, requestId) => (announced ? emit(lines, requestId) : hold(lines, requestId)),
  };
}

function tellerOf(onOutput: RelayRequest['onOutput']): LogRelay['tellOf'] {
  const told = new Set<string>();
  return (extensions) => {
    const news = extensions.filter(({name}) => !told.has(name));
    for (const {name} of news) told.add(name);
    return eachInTurn(news, (one) => onOutput?.(Buffer.from(extensionLine(one))));
  };
}
