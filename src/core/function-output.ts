import {wholeLines, type WholeLines} from './whole-lines.js';

const NEWLINE = 0x0a;
const MARK = Buffer.from('RequestId: ');
const ID = '[0-9A-Za-z-]+';
const START = new RegExp(`^START RequestId: (${ID}) Version: [^\\n]*$`);
const END = new RegExp(`END RequestId: (${ID})\\s*$`);

/** What the function wrote, told apart from the emulator's own lines. */
export interface FunctionOutput extends WholeLines {
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
  return {
    ...wholeLines((lines) => filter.remove(lines)),
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
