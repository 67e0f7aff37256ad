/** The most of a log that an answer brings along, as on Lambda. */
const TAIL_BYTES = 4096;

/** The end of what a function writes. */
export interface Tail {
  add(chunk: Uint8Array): void;
  /** In base64. */
  text(): string;
}

/** Keeps the last 4 KB of a log; a character that is cut in two is left out. */
export function logTail(): Tail {
  let kept: Uint8Array = new Uint8Array();
  return {
    add(chunk) {
      const joined = kept.length === 0 ? chunk : Buffer.concat([kept, chunk]);
      kept = joined.subarray(Math.max(0, joined.length - TAIL_BYTES));
    },
    text() {
      let start = 0;
      while (start < 3 && isContinuation(kept[start])) start += 1;
      return Buffer.from(kept.subarray(start)).toString('base64');
    },
  };
}

/** The second to fourth byte of a character in UTF-8. */
const isContinuation = (byte: number | undefined): boolean =>
  byte !== undefined && (byte & 0xc0) === 0x80;
