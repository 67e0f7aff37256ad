import type {ByteWindow} from './byte-window.js';
import {memoryWindow} from './byte-window.js';
import {isBlank, pastSpace, startsValue} from '../core/json-scanner.js';
import {
  CONTAINERS,
  jsonText,
  objectOf,
  RECORD_LIMIT,
  type RawRecord,
  type RecordStart,
} from './raw-record.js';
import {pastLine} from './scan-value.js';
import {splitValues, type Enters} from './split-values.js';

const LINE_FEED = 0x0a;

/** Time, and the stream's name where `aws logs tail` writes it, before the text of a log event. */
const LOG_PREFIX =
  /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d([.,]\d+)?)?(Z|[+-]\d\d:?\d\d)?\s+(\d{4}\/\d\d\/\d\d\/\[\S+\]\S+\s+)?/;
/** What Node's runtime puts before the text of console.log. */
const CONSOLE_PREFIX = /^\d{4}-\d\d-\d\dT[\d:.]+Z\t\S+\t\w+\t/;
const LONGEST_PREFIX = 400;

/** Whether a line begins as those of an exported log do. */
export const isLogLine = (line: Buffer): boolean =>
  LOG_PREFIX.test(line.toString('utf8', 0, LONGEST_PREFIX));

/** How many bytes of a log's text stand before what was logged. */
export function prefixLength(text: Buffer): number {
  const head = text.toString('utf8', 0, LONGEST_PREFIX);
  const console = CONSOLE_PREFIX.exec(head)?.[0];
  if (console !== undefined) return Buffer.byteLength(console);
  const outer = LOG_PREFIX.exec(head)?.[0] ?? '';
  const inner = CONSOLE_PREFIX.exec(head.slice(outer.length))?.[0] ?? '';
  return Buffer.byteLength(outer + inner);
}

/** One record a line; several values on a line are several records. */
export async function* splitLines(window: ByteWindow, enters: Enters): AsyncGenerator<RawRecord> {
  let scanned = 0;
  for (;;) {
    const end = window.view.indexOf(LINE_FEED, scanned);
    const {offset, line} = window;
    if (end === -1 && window.view.length > RECORD_LIMIT) {
      yield {offset, line, kind: 'broken', reason: 'too-large', message: 'the line is too large'};
      await pastLine(window);
      scanned = 0;
    } else if (end === -1) {
      scanned = window.view.length;
      if (await window.more()) continue;
      const rest = Buffer.from(window.view);
      window.drop(rest.length);
      yield* lineRecords(rest, {offset, line}, enters);
      return;
    } else {
      const bytes = Buffer.from(window.view.subarray(0, end));
      window.drop(end + 1);
      scanned = 0;
      yield* lineRecords(bytes, {offset, line}, enters);
    }
  }
}

async function* lineRecords(
  line: Buffer,
  start: RecordStart,
  enters: Enters,
): AsyncGenerator<RawRecord> {
  const trimmed = trim(line);
  if (trimmed.length === 0) return;
  const skipped = prefixLength(trimmed);
  const text = trimmed.subarray(skipped);
  const json = startsValue(text[0]) ? jsonText(text) : null;
  if (json === null && !(text[0] === 0x7b || text[0] === 0x5b)) {
    yield {...start, kind: 'text', bytes: trimmed};
    return;
  }
  if (json !== null && !mayBeDump(json.value)) {
    const prefix = skipped === 0 ? {} : {prefix: trimmed.toString('utf8', 0, skipped)};
    yield {...start, ...prefix, kind: 'json', text: json, container: null, head: null};
    return;
  }
  yield* splitValues(
    memoryWindow(text, {...start, offset: start.offset + line.indexOf(text)}),
    enters,
  );
}

const mayBeDump = (value: unknown): boolean => {
  const members = objectOf(value);
  return members !== null && CONTAINERS.some((name) => Array.isArray(members[name]));
};

function trim(line: Buffer): Buffer {
  const start = pastSpace(line, 0);
  let end = line.length;
  while (end > start && isBlank(line[end - 1])) end--;
  return line.subarray(start, end);
}
