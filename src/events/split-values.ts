import type {ByteWindow} from './byte-window.js';
import {
  CONTAINERS,
  jsonText,
  objectOf,
  type Container,
  type JsonText,
  type RawRecord,
  type RecordStart,
} from './raw-record.js';
import {beginScan, firstItem, reachText, resume, scanOn, type Found} from './scan-value.js';

/** Whether the list of a dump is opened, seen its first item: undefined where it has none, null where that is no JSON. */
export type Enters = (container: Container, first: JsonText | undefined | null) => boolean;

const LINE_FEED = 0x0a;
const OPEN_LIST = 0x5b;
const CLOSE_LIST = 0x5d;
const COMMA = 0x2c;

/** What an item of a dump lies in. */
interface Around {
  readonly container: Container | null;
  readonly head: Readonly<Record<string, unknown>> | null;
}

const ALONE: Around = {container: null, head: null};

/** Values one after the other, with space, lines or nothing between them. */
export async function* splitValues(window: ByteWindow, enters: Enters): AsyncGenerator<RawRecord> {
  while (await reachText(window)) yield* nextValue(window, enters);
}

/** The items of lists that fill a file, one after the other. */
export async function* splitList(window: ByteWindow): AsyncGenerator<RawRecord> {
  let index = 0;
  while (await reachText(window)) {
    if (front(window) !== OPEN_LIST) {
      yield broken(startOf(window), 'something stands behind the end of the list');
      return;
    }
    window.drop(1);
    for await (const record of splitItems(window, ALONE)) yield {...record, index: index++};
    if (front(window) === CLOSE_LIST) window.drop(1);
  }
}

async function* nextValue(window: ByteWindow, enters: Enters): AsyncGenerator<RawRecord> {
  const start = startOf(window);
  const scan = beginScan('value');
  let isEntered = false;
  for (;;) {
    const found = await scanOn(window, scan);
    if (found.kind === 'list') {
      const around = await containerAt(window, found, enters);
      if (around === null) continue;
      window.drop(found.at);
      Object.assign(scan, {at: 0, isKept: false});
      isEntered = true;
      let index = 0;
      for await (const record of splitItems(window, around)) yield {...record, index: index++};
    } else {
      if (!isEntered) yield recordOf(window, {start, found, isHuge: scan.isHuge}, ALONE);
      else if (found.kind === 'fault') yield broken(start, faultText(window, found.at));
      if (found.kind === 'end') window.drop(found.at);
      if (found.kind === 'fault') yield* pastFault(window, found.at, ALONE_ON_LINE);
      if (found.kind === 'torn') window.drop(window.view.length);
      return;
    }
  }
}

/** The items of a list, up to its closing bracket, which stays. */
async function* splitItems(window: ByteWindow, around: Around): AsyncGenerator<RawRecord> {
  let column: number | null = null;
  let isFirst = true;
  for (;;) {
    if (!(await reachText(window))) {
      yield broken(startOf(window), 'the list has no end');
      return;
    }
    if (front(window) === CLOSE_LIST) return;
    const isSeparated = isFirst || front(window) === COMMA;
    if (!isFirst && isSeparated) {
      window.drop(1);
      if (!(await reachText(window))) continue;
    }
    column ??= window.column;
    isFirst = false;
    const start = startOf(window);
    const scan = beginScan('item');
    const found: Found = isSeparated ? await scanOn(window, scan) : {kind: 'fault', at: 0};
    yield recordOf(window, {start, found, isHuge: scan.isHuge}, around);
    if (found.kind === 'end') window.drop(found.at);
    else if (found.kind === 'torn') window.drop(window.view.length);
    else if (front(window) !== CLOSE_LIST) {
      const isFound = yield* pastFault(window, found.at, {column, next: NEXT_ITEM});
      if (!isFound) return;
      isFirst = true;
    }
    if (found.kind === 'torn') return;
  }
}

/** What is looked for behind a fault. */
interface Next {
  readonly column: number;
  /** Looks like the end of a record with another one behind it. */
  readonly next: RegExp;
}

const NEXT_ITEM = /[\]}"\w]\s*,\s*[^\s\]]/;
const ALONE_ON_LINE: Next = {column: 0, next: /\}\s*\{/};

/** As much of what stands behind a fault is looked at for further records. */
const MOST_LOOKED_AT = 64 * 1024;

/** Goes on behind a fault, and tells of records that may be hidden by it. */
async function* pastFault(
  window: ByteWindow,
  at: number,
  {column, next}: Next,
): AsyncGenerator<RawRecord, boolean> {
  const {view, offset, line} = window;
  const before = view.subarray(0, at);
  const rest: RecordStart = {
    offset: offset + at,
    line: line + before.filter((byte) => byte === LINE_FEED).length,
  };
  const seen = view.toString('latin1', at, at + MOST_LOOKED_AT);
  const lineEnd = view.indexOf(LINE_FEED, at);
  const isFound = await resume(window, at, column);
  const isOnLine = isFound && !before.includes(LINE_FEED) && lineEnd !== -1;
  const hiding = isFound ? seen.slice(0, isOnLine ? lineEnd - at : 0) : seen;
  if (next.test(hiding)) {
    const bytes = isOnLine ? lineEnd - at : window.offset - rest.offset;
    const what = isOnLine ? 'the rest of the line' : 'the rest';
    const message = `${what} is not read (${bytes} bytes): records in it cannot be told apart`;
    yield {...rest, kind: 'broken', reason: 'unread', message};
  }
  return isFound;
}

function recordOf(
  window: ByteWindow,
  {start, found, isHuge}: {start: RecordStart; found: Found; isHuge: boolean},
  around: Around,
): RawRecord {
  if (found.kind === 'torn') return broken(start, 'not JSON: it ends in the middle');
  if (found.kind !== 'end') return broken(start, faultText(window, found.at));
  if (isHuge) {
    return {...start, kind: 'broken', reason: 'too-large', message: 'too large to be a record'};
  }
  return judged(start, Buffer.from(window.view.subarray(0, found.at)), around);
}

function judged(start: RecordStart, bytes: Buffer, around: Around): RawRecord {
  const text = jsonText(bytes);
  return text === null ? broken(start, notJson(bytes)) : {...start, ...around, kind: 'json', text};
}

/** Why bytes whose brackets and strings are in order are no JSON. */
export const notJson = (bytes: Buffer): string =>
  bytes.includes(0) ? 'not text' : 'not JSON: a wrong word, number, escape or character';

function faultText({view}: ByteWindow, at: number): string {
  const byte = view[at] ?? 0;
  const shown = byte > 0x20 && byte < 0x7f ? String.fromCharCode(byte) : `byte ${byte}`;
  return `not JSON: ${shown} cannot stand here (${at} bytes on)`;
}

async function containerAt(
  window: ByteWindow,
  {at, key}: {readonly at: number; readonly key: readonly [number, number]},
  enters: Enters,
): Promise<Around | null> {
  const name = window.view.toString('latin1', ...key);
  const container = CONTAINERS.find((known) => `"${known}"` === name);
  if (container === undefined || !enters(container, await firstItem(window, at))) return null;
  const head = jsonText(Buffer.concat([window.view.subarray(0, at), Buffer.from(']}')]));
  return {container, head: objectOf(head?.value)};
}

const front = ({view}: ByteWindow): number | undefined => view[0];

const startOf = ({offset, line}: ByteWindow): RecordStart => ({offset, line});

const broken = (start: RecordStart, message: string): RawRecord => ({
  ...start,
  kind: 'broken',
  reason: 'malformed',
  message,
});
