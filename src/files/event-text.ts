import {isUtf8} from 'node:buffer';
import {eventInvalid} from './event-error.js';

const BYTE_ORDER_MARK = Buffer.from([0xef, 0xbb, 0xbf]);

/** The bytes of a UTF-8 text without a byte order mark, which JSON does not allow. */
export function utf8Bytes(bytes: Buffer, what: string): Buffer {
  if (isUtf8(bytes)) {
    const isMarked = bytes.subarray(0, BYTE_ORDER_MARK.length).equals(BYTE_ORDER_MARK);
    return isMarked ? bytes.subarray(BYTE_ORDER_MARK.length) : bytes;
  }
  const isUtf16 = [0xfffe, 0xfeff].includes(bytes.length > 1 ? bytes.readUInt16BE(0) : 0);
  throw eventInvalid(
    isUtf16
      ? `${what} is UTF-16 text, not UTF-8`
      : `${what} is not UTF-8 text: wrong at byte ${firstWrongByte(bytes)}`,
    {suggestions: ['save it as UTF-8']},
  );
}

/** Offset of the first byte that no UTF-8 text has there. */
function firstWrongByte(bytes: Buffer): number {
  let valid = 0;
  let wrong = bytes.length;
  while (valid < wrong) {
    const middle = Math.ceil((valid + wrong) / 2);
    if (isPrefix(bytes.subarray(0, middle))) valid = middle;
    else wrong = middle - 1;
  }
  return valid;
}

/** Whether bytes begin a UTF-8 text: the last character may be cut. */
function isPrefix(bytes: Buffer): boolean {
  try {
    new TextDecoder('utf-8', {fatal: true}).decode(bytes, {stream: true});
    return true;
  } catch {
    return false;
  }
}
