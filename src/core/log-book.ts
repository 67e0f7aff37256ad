import type {LogRecord} from './log-record.js';

/** How many bytes of a function's lines are kept for the result; the latest ones win. */
const KEPT_BYTES = 4 * 1024 * 1024;

/** Keeps what a function wrote, within bounds. */
export interface LogBook {
  /** Whole lines, as they came, and when (ms since the epoch). */
  add(lines: Uint8Array, at: number): void;
  /** The kept lines as records, oldest first. */
  records(requestId: string): readonly LogRecord[];
  /** Lines that had to go to stay within bounds. */
  readonly dropped: number;
}

/** An empty log book. */
export function logBook(): LogBook {
  const pages: {at: number; text: Uint8Array}[] = [];
  let bytes = 0;
  let dropped = 0;
  return {
    add(lines, at) {
      if (lines.length === 0) return;
      pages.push({at, text: Uint8Array.from(lines)});
      bytes += lines.length;
      while (bytes > KEPT_BYTES && pages.length > 1) {
        const page = pages.shift();
        bytes -= page?.text.length ?? 0;
        dropped += page === undefined ? 0 : linesIn(page.text).length;
      }
    },
    records: (requestId) =>
      pages.flatMap(({at, text}) =>
        linesIn(text).map((line) => parseLogLine(line, {requestId, at})),
      ),
    get dropped() {
      return dropped;
    },
  };
}

const linesIn = (text: Uint8Array): string[] =>
  new TextDecoder()
    .decode(text)
    .split('\n')
    .filter((line, index, all) => index < all.length - 1 || line !== '')
    .map((line) => line.replace(/\r$/, ''));

const STAMP = '\\d{4}-\\d\\d-\\d\\dT[\\d:.]+Z';
const NODE_LINE = new RegExp(`^(${STAMP})\\t(\\S+)\\t([A-Z]+)\\t([\\s\\S]*)$`);
const PYTHON_LINE = new RegExp(`^\\[([A-Z]+)\\]\\t(${STAMP})\\t(\\S+)\\t([\\s\\S]*)$`);

/**
 * One line as a record: time and level from the runtime's own prefix where there is one (Node's and
 * Python's text formats, and JSON lines), else the time of arrival and no level.
 */
export function parseLogLine(
  line: string,
  {requestId, at}: {requestId: string; at: number},
): LogRecord {
  const node = NODE_LINE.exec(line);
  if (node !== null) {
    const [, timestamp = '', id = '', level = '', message = ''] = node;
    return {timestamp, requestId: id === 'undefined' ? requestId : id, level, message};
  }
  const python = PYTHON_LINE.exec(line);
  if (python !== null) {
    const [, level = '', timestamp = '', id = '', message = ''] = python;
    return {timestamp, requestId: id, level, message};
  }
  const plain = {timestamp: new Date(at).toISOString(), requestId, level: null, message: line};
  return line.startsWith('{') ? {...plain, ...jsonFields(line)} : plain;
}

function jsonFields(line: string): Partial<LogRecord> {
  try {
    const {timestamp, level} = JSON.parse(line) as Record<string, unknown>;
    return {
      ...(typeof timestamp === 'string' && {timestamp}),
      ...(typeof level === 'string' && {level: level.toUpperCase()}),
    };
  } catch {
    return {};
  }
}
