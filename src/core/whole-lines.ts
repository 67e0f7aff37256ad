const NEWLINE = 0x0a;
const RETURN = 0x0d;
/** A line this long without an end is passed on in pieces. */
const LONGEST_HELD = 64 * 1024;

/** A stream of bytes cut into whole lines. */
export interface WholeLines {
  /**
   * Takes a chunk and returns the whole lines so far, in order, byte for byte but for a lone carriage
   * return (a line end inside one record), which becomes a newline.
   */
  feed(chunk: Uint8Array): Uint8Array;
  /** What is left after the last line end. */
  flush(): Uint8Array;
}

/** Holds what has no line end yet; `keep` may take lines out. */
export function wholeLines(keep: (lines: Buffer) => Buffer = (lines) => lines): WholeLines {
  let held = Buffer.alloc(0);
  return {
    feed(chunk) {
      const data = held.length === 0 ? Buffer.from(chunk) : Buffer.concat([held, chunk]);
      const end = data.lastIndexOf(NEWLINE) + 1;
      held = data.subarray(end);
      if (held.length <= LONGEST_HELD) return lineEnds(keep(data.subarray(0, end)));
      held = Buffer.alloc(0);
      return lineEnds(Buffer.concat([keep(data.subarray(0, end)), data.subarray(end)]));
    },
    flush() {
      if (held.length === 0) return held;
      const rest = Buffer.concat([held, Buffer.from('\n')]);
      held = Buffer.alloc(0);
      return lineEnds(keep(rest));
    },
  };
}

/** Python's runtime separates the lines of one error report with carriage returns. */
function lineEnds(data: Buffer): Buffer {
  if (!data.includes(RETURN)) return data;
  const copy = Buffer.from(data);
  for (let at = copy.indexOf(RETURN); at !== -1; at = copy.indexOf(RETURN, at + 1)) {
    if (copy[at + 1] !== NEWLINE) copy[at] = NEWLINE;
  }
  return copy;
}
