const NEWLINE = 0x0a;
const RETURN = 0x0d;
/** A line this long without an end is passed on in pieces. */
const LONGEST_HELD = 64 * 1024;
const MARK = Buffer.from('RequestId: ');
const ID = '[0-9A-Za-z-]+';
const START = new RegExp(`^START RequestId: (${ID}) Version: [^\\n]*$`);
const END = new RegExp(`END RequestId: (${ID})\\s*$`);

/** What the function wrote, told apart from the emulator's own lines. */
export interface FunctionOutput {
  /**
   * Takes a chunk of the container's stdout and returns the function's part of it: whole lines, in
   * order, byte for byte but for a lone carriage return (a line end inside one record), which
   * becomes a newline.
   */
  feed(chunk: Uint8Array): Uint8Array;
  /** What is left after the last line end. */
  flush(): Uint8Array;
  /** The id of the emulator's START line, once seen; v1.30 prints another than the function's. */
  readonly startId: string | null;
  /** True once the emulator's REPORT of the event has been seen. */
  readonly reported: boolean;
}

/**
 * Filters the emulator's START, END and REPORT out of the stream it shares with the function.
 * lambdock writes its own, with the true figures. A function that forges one only hides a line of
 * its own: no verdict is taken from here. Lines about any other request id are the function's.
 */
export function functionOutput(isKnown: (requestId: string) => boolean): FunctionOutput {
  const filter = emulatorLines(isKnown);
  let held = Buffer.alloc(0);
  return {
    feed(chunk) {
      const data = held.length === 0 ? Buffer.from(chunk) : Buffer.concat([held, chunk]);
      const end = data.lastIndexOf(NEWLINE) + 1;
      held = data.subarray(end);
      if (held.length <= LONGEST_HELD) return lineEnds(filter.remove(data.subarray(0, end)));
      held = Buffer.alloc(0);
      return lineEnds(Buffer.concat([filter.remove(data.subarray(0, end)), data.subarray(end)]));
    },
    flush() {
      if (held.length === 0) return held;
      const rest = Buffer.concat([held, Buffer.from('\n')]);
      held = Buffer.alloc(0);
      return lineEnds(filter.remove(rest));
    },
    get startId() {
      return filter.startId;
    },
    get reported() {
      return filter.reported;
    },
  };
}

interface EmulatorLines {
  /** Takes whole lines and returns them without the emulator's. */
  remove(lines: Buffer): Buffer;
  readonly startId: string | null;
  readonly reported: boolean;
}

function emulatorLines(isKnown: (requestId: string) => boolean): EmulatorLines {
  let startId: string | null = null;
  let endedId: string | null = null;
  let reported = false;

  function keep(line: Buffer): Buffer | null {
    if (endedId !== null && line.indexOf(`REPORT RequestId: ${endedId}\t`) === 0) {
      reported = true;
      endedId = null;
      return null;
    }
    if (!line.includes(MARK)) return line;
    const text = line.toString('latin1').replace(/\r?\n$/, '');
    const start = startId === null ? START.exec(text) : null;
    if (start !== null) {
      startId = start[1] ?? '';
      return null;
    }
    const end = END.exec(text);
    const id = end?.[1] ?? '';
    if (end === null || !(id === startId || isKnown(id))) return line;
    endedId = id;
    // A last line without its newline runs into END: what stands before it is the function's.
    return end.index === 0 ? null : Buffer.concat([line.subarray(0, end.index), Buffer.from('\n')]);
  }

  return {
    remove(lines) {
      if (!lines.includes(MARK) && endedId === null) return lines;
      return Buffer.concat(
        linesOf(lines)
          .map(keep)
          .filter((line) => line !== null),
      );
    },
    get startId() {
      return startId;
    },
    get reported() {
      return reported;
    },
  };
}

function linesOf(data: Buffer): Buffer[] {
  const lines: Buffer[] = [];
  let from = 0;
  for (let at = data.indexOf(NEWLINE); at !== -1; at = data.indexOf(NEWLINE, from)) {
    lines.push(data.subarray(from, at + 1));
    from = at + 1;
  }
  return lines;
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
