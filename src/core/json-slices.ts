import {isBlank, pastSpace} from './json-scanner.js';

/** A piece of JSON text: from `start` up to, not including, `end`. */
export interface Slice {
  readonly start: number;
  readonly end: number;
}

/** A member of an object in JSON text. */
export interface MemberSlice extends Slice {
  readonly key: string;
  /** The name with its quotes. */
  readonly name: Slice;
}

const QUOTE = 0x22;
const BACKSLASH = 0x5c;

/** The members of an object, in order. The bytes must be JSON; of anything else there are none. */
export function* memberSlices(bytes: Uint8Array, from = 0): Generator<MemberSlice> {
  let at = pastSpace(bytes, from);
  if (bytes[at] !== 0x7b) return;
  at = pastSpace(bytes, at + 1);
  while (bytes[at] === QUOTE) {
    const name = {start: at, end: pastString(bytes, at)};
    const start = pastSpace(bytes, pastSpace(bytes, name.end) + 1);
    const end = pastValue(bytes, start);
    yield {key: textOf(bytes, name), name, start, end};
    at = pastSpace(bytes, pastSpace(bytes, end) + 1);
  }
}

/** The items of a list, in order. The bytes must be JSON; of anything else there are none. */
export function* itemSlices(bytes: Uint8Array, from = 0): Generator<Slice> {
  let at = pastSpace(bytes, from);
  if (bytes[at] !== 0x5b) return;
  at = pastSpace(bytes, at + 1);
  if (bytes[at] === 0x5d) return;
  while (at < bytes.length) {
    const end = pastValue(bytes, at);
    yield {start: at, end};
    const next = pastSpace(bytes, end);
    if (bytes[next] !== 0x2c) return;
    at = pastSpace(bytes, next + 1);
  }
}

/** The bytes of a member as written; of several with one name the last counts, as in JavaScript. */
export function memberBytes(bytes: Uint8Array, key: string): Uint8Array | null {
  let found: Slice | null = null;
  for (const member of memberSlices(bytes)) if (member.key === key) found = member;
  return found === null ? null : bytes.subarray(found.start, found.end);
}

/** The members of an object by name, as written: for whoever needs several of them. */
export const membersByName = (bytes: Uint8Array): ReadonlyMap<string, Uint8Array> =>
  new Map(
    [...memberSlices(bytes)].map(({key, start, end}) => [key, bytes.subarray(start, end)] as const),
  );

/** The bytes at a path of keys and indexes, or null where there is nothing. */
export function bytesAt(
  bytes: Uint8Array,
  location: readonly (string | number)[],
): Uint8Array | null {
  let here: Uint8Array | null = bytes;
  for (const step of location) {
    if (here === null) return null;
    here = typeof step === 'number' ? itemBytes(here, step) : memberBytes(here, step);
  }
  return here;
}

function itemBytes(bytes: Uint8Array, index: number): Uint8Array | null {
  let count = 0;
  for (const {start, end} of itemSlices(bytes)) {
    if (count++ === index) return bytes.subarray(start, end);
  }
  return null;
}

/** The text that a JSON string stands for. */
export function textOf(bytes: Uint8Array, {start, end}: Slice): string {
  const written = Buffer.from(bytes.buffer, bytes.byteOffset + start, end - start);
  const text = written.toString();
  return written.includes(BACKSLASH) ? (JSON.parse(text) as string) : text.slice(1, -1);
}

function pastString(bytes: Uint8Array, from: number): number {
  let at = from + 1;
  while (at < bytes.length && bytes[at] !== QUOTE) at += bytes[at] === BACKSLASH ? 2 : 1;
  return at + 1;
}

function pastValue(bytes: Uint8Array, from: number): number {
  let depth = 0;
  let at = from;
  do {
    const byte = bytes[at];
    if (byte === QUOTE) at = pastString(bytes, at);
    else if (byte === 0x7b || byte === 0x5b) {
      depth++;
      at++;
    } else if (byte === 0x7d || byte === 0x5d) {
      depth--;
      at++;
    } else if (depth > 0) at++;
    else at = pastWord(bytes, at);
  } while (depth > 0 && at < bytes.length);
  return at;
}

function pastWord(bytes: Uint8Array, from: number): number {
  let at = from;
  while (at < bytes.length && !isDelimiter(bytes[at])) at++;
  return at;
}

const isDelimiter = (byte: number | undefined): boolean =>
  byte === 0x2c || byte === 0x7d || byte === 0x5d || isBlank(byte);
