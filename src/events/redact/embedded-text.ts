import {gunzipSync, gzipSync} from 'node:zlib';
import {RECORD_LIMIT} from '../raw-record.js';

/** Text that another one holds in base64, zipped or not. */
export interface Inner {
  readonly text: string;
  /** What stands for another text in its place. */
  encode(text: string): string;
}

/** Of either alphabet, with line ends as mail has them. Anything shorter holds a digit or two at most. */
const BASE64 = /^[\w+/\s-]{8,}(?:=\s*){0,2}$/;

/** A text that may be a JSON text itself. */
export const BEGINS_AS_VALUE = /^\s*["[{]/;

/** Such as the line of a log that was cut: no path leads into it, and so it could keep what it should not. */
export const BEGINS_AS_JSON =
  /^\s*(?:\{\s*"|\[\s*(?:["{[]|(?:null|true|false|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?)\s*,))/;

/**
 * The text in a text of base64 where it may be JSON, or is zipped. `unreadable`: it is zipped and cut.
 * Null: a text like any other; most words and ids are base64 of something, but not of that.
 */
export function innerText(text: string): Inner | 'unreadable' | null {
  if (!BASE64.test(text)) return null;
  const bytes = Buffer.from(text, 'base64');
  if (isZipped(bytes)) {
    const plain = unzip(bytes);
    if (plain === null) return 'unreadable';
    return {text: textIn(plain), encode: (other) => gzipSync(other).toString('base64')};
  }
  const inner = textIn(bytes);
  if (!BEGINS_AS_VALUE.test(inner) || NO_TEXT.test(inner.slice(0, LOOKED_AT))) return null;
  return {text: inner, encode: (other) => Buffer.from(other).toString('base64')};
}

/** What a text does not begin with: bytes of something else may well begin with a brace. */
const NO_TEXT = /[\0-\x08\x0e-\x1f\ufffd]/;
const LOOKED_AT = 16;

const isZipped = (bytes: Buffer): boolean =>
  bytes[0] === 0x1f && bytes[1] === 0x8b && bytes[2] === 0x08;

function unzip(bytes: Buffer): Buffer | null {
  try {
    return gunzipSync(bytes, {maxOutputLength: RECORD_LIMIT});
  } catch {
    return null;
  }
}

/** Where it is cut in the middle of a character, without the beginning of that. */
const textIn = (bytes: Buffer): string => new TextDecoder().decode(bytes, {stream: true});
