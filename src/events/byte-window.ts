/** The part of an input that is being looked at; what lies before is gone, what lies behind is read when asked for. */
export interface ByteWindow {
  /** What is held. Valid until the next `more` or `drop`. */
  readonly view: Buffer;
  /** Of the first held byte in the input. */
  readonly offset: number;
  /** Of the first held byte, from 1. */
  readonly line: number;
  /** Bytes of its line before the first held one. */
  readonly column: number;
  /** The most bytes that were ever held. */
  readonly peak: number;
  /** Why the input ended before its end, or null. */
  readonly torn: string | null;
  /** Reads on; false at the end. */
  more(): Promise<boolean>;
  /** Lets the first bytes go. */
  drop(bytes: number): void;
}

/** Where bytes that are in memory already come from. */
export interface Origin {
  readonly offset: number;
  readonly line: number;
}

const LINE_FEED = 0x0a;
const LEAST_CAPACITY = 128 * 1024;

type Source = AsyncIterable<Uint8Array> & {
  readonly torn?: () => string | null;
  readonly cancel?: () => void;
};

/** Opens a window on an input. */
export const byteWindow = (source: Source): ByteWindow & AsyncDisposable => new Window(source);

class Window implements ByteWindow, AsyncDisposable {
  readonly #source: Source;
  readonly #chunks: AsyncIterator<Uint8Array>;
  #held: Buffer = Buffer.alloc(0);
  #start = 0;
  #end = 0;
  #isAtEnd = false;
  #isWaiting = false;
  offset = 0;
  line = 1;
  column = 0;
  peak = 0;

  constructor(source: Source) {
    this.#source = source;
    this.#chunks = source[Symbol.asyncIterator]();
  }

  get view(): Buffer {
    return this.#held.subarray(this.#start, this.#end);
  }

  get torn(): string | null {
    return this.#source.torn?.() ?? null;
  }

  async more(): Promise<boolean> {
    if (this.#isAtEnd) return false;
    this.#isWaiting = true;
    const {value, done} = (await this.#chunks.next()) as IteratorResult<Uint8Array, undefined>;
    this.#isWaiting = false;
    if (done === true) {
      this.#isAtEnd = true;
      return false;
    }
    this.#makeRoom(value.length);
    this.#held.set(value, this.#end);
    this.#end += value.length;
    this.peak = Math.max(this.peak, this.#end - this.#start);
    return true;
  }

  drop(bytes: number): void {
    const dropped = this.#held.subarray(this.#start, this.#start + bytes);
    this.line += lineFeeds(dropped);
    this.column = columnAfter(dropped, this.column);
    this.#start += bytes;
    this.offset += bytes;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    // What is being waited for would keep the end of it waiting too.
    if (this.#isWaiting) this.#source.cancel?.();
    await this.#chunks.return?.();
  }

  /** Room behind what is held: moved to the front, or into twice the space that one record needs. */
  #makeRoom(bytes: number): void {
    if (this.#end + bytes <= this.#held.length) return;
    const size = this.#end - this.#start;
    const isRoomy = size + bytes <= this.#held.length && this.#start >= size;
    const room = isRoomy
      ? this.#held
      : Buffer.allocUnsafe(Math.max(LEAST_CAPACITY, 2 * (size + bytes)));
    this.#held.copy(room, 0, this.#start, this.#end);
    this.#held = room;
    this.#start = 0;
    this.#end = size;
  }
}

/** A window on bytes in memory, such as a line. */
export function memoryWindow(bytes: Buffer, origin: Origin): ByteWindow {
  let dropped = 0;
  let line = origin.line;
  let column = 0;
  return {
    get view() {
      return bytes.subarray(dropped);
    },
    get offset() {
      return origin.offset + dropped;
    },
    get line() {
      return line;
    },
    get column() {
      return column;
    },
    peak: bytes.length,
    torn: null,
    more: async () => false,
    drop(count) {
      const gone = bytes.subarray(dropped, dropped + count);
      line += lineFeeds(gone);
      column = columnAfter(gone, column);
      dropped += count;
    },
  };
}

function lineFeeds(dropped: Buffer): number {
  let count = 0;
  for (let at = dropped.indexOf(LINE_FEED); at !== -1; at = dropped.indexOf(LINE_FEED, at + 1))
    count++;
  return count;
}

function columnAfter(dropped: Buffer, column: number): number {
  const last = dropped.lastIndexOf(LINE_FEED);
  return last === -1 ? column + dropped.length : dropped.length - last - 1;
}
