import zlib, {createInflateRaw, type InflateRaw} from 'node:zlib';
import type {Input} from './held-input.js';

const ENDS_EARLY = 'the gzip data ends too early';
const DEFLATE = 8;
const FIXED_BYTES = 10;
const TRAILER_BYTES = 8;
/** Fields that a header may have, by the bits that tell of them. */
const HEADER_SUM = 0x02;
const EXTRA = 0x04;
const NAME = 0x08;
const COMMENT = 0x10;

/** So much is unzipped at once: a thousand times as much may come of it, and is held. */
const SLICE_BYTES = 16 * 1024;

// Node 20 has it since 20.15: without it only the length tells whether the content is whole.
const crc32 = (zlib as {readonly crc32?: typeof zlib.crc32}).crc32;

/**
 * Unzips a member of a gzip file. Node's own gunzip throws away what it holds when a sum is wrong or when
 * something else follows: here the data ends where it says that it does, and the rest is looked at then.
 */
export async function* gzipMember(
  input: Input,
  onTorn: (why: string) => void,
): AsyncGenerator<Uint8Array> {
  const wrong = await passHeader(input);
  if (wrong !== null) {
    onTorn(wrong);
    return;
  }
  let sum = 0;
  let length = 0;
  const inflater = openInflater();
  try {
    for await (const piece of inflater.pieces(input)) {
      if (crc32 !== undefined) sum = crc32(piece, sum);
      length += piece.length;
      yield piece;
    }
    const fault = inflater.fault();
    if (fault !== null) {
      onTorn(fault);
      return;
    }
  } finally {
    inflater.close();
  }
  if (!(await input.hold(TRAILER_BYTES))) {
    onTorn(ENDS_EARLY);
    return;
  }
  const isWhole =
    (crc32 === undefined || input.held.readUInt32LE(0) === sum) &&
    input.held.readUInt32LE(4) === length % 2 ** 32;
  input.drop(TRAILER_BYTES);
  if (!isWhole) onTorn('the gzip data is damaged (its sum is wrong)');
}

/** Goes past a header; says what is wrong with it. */
async function passHeader(input: Input): Promise<string | null> {
  if (!(await input.hold(FIXED_BYTES))) return ENDS_EARLY;
  const [, , method, flags = 0] = input.held;
  if (method !== DEFLATE) return 'the gzip data is damaged (its header is wrong)';
  input.drop(FIXED_BYTES);
  if ((flags & EXTRA) !== 0) {
    if (!(await input.hold(2))) return ENDS_EARLY;
    if (!(await passBytes(input, 2 + input.held.readUInt16LE(0)))) return ENDS_EARLY;
  }
  for (const field of [NAME, COMMENT])
    if ((flags & field) !== 0 && !(await passText(input))) return ENDS_EARLY;
  return (flags & HEADER_SUM) === 0 || (await passBytes(input, 2)) ? null : ENDS_EARLY;
}

async function passBytes(input: Input, bytes: number): Promise<boolean> {
  if (!(await input.hold(bytes))) return false;
  input.drop(bytes);
  return true;
}

/** Past a text that a zero ends. */
async function passText(input: Input): Promise<boolean> {
  for (;;) {
    const end = input.held.indexOf(0);
    if (end !== -1) {
      input.drop(end + 1);
      return true;
    }
    input.drop(input.held.length);
    if (!(await input.hold(1))) return false;
  }
}

/** Unzips what an input holds, as far as the data goes. */
function openInflater() {
  const inflate = createInflateRaw();
  const signs = watch(inflate);
  return {
    fault: (): string | null => signs.fault(),
    close: (): void => void inflate.destroy(),
    async *pieces(input: Input): AsyncGenerator<Uint8Array> {
      while (!signs.isOver()) {
        if (!(await input.hold(1))) {
          yield* signs.through(() => inflate.end());
          return;
        }
        const before = inflate.bytesWritten;
        const slice = input.held.subarray(0, SLICE_BYTES);
        yield* signs.through((done) => inflate.write(slice, done));
        input.drop(inflate.bytesWritten - before);
      }
    },
  };
}

/** What an inflater gives while something is done with it; taken at once, as an error would throw it away. */
function watch(inflate: InflateRaw) {
  const pieces: Buffer[] = [];
  let fault: string | null = null;
  let isOver = false;
  let wake = (): void => undefined;
  inflate.on('data', (piece: Buffer) => {
    pieces.push(piece);
    wake();
  });
  inflate.on('end', () => {
    isOver = true;
    wake();
  });
  inflate.on('error', ({code, message}: NodeJS.ErrnoException) => {
    fault = code === 'Z_BUF_ERROR' ? ENDS_EARLY : `the gzip data is damaged (${code ?? message})`;
    isOver = true;
    wake();
  });
  return {
    fault: (): string | null => fault,
    isOver: (): boolean => isOver,
    async *through(begin: (done: () => void) => void): AsyncGenerator<Uint8Array> {
      const state = {isDone: false};
      begin(() => {
        state.isDone = true;
        wake();
      });
      for (;;) {
        const woken = new Promise<void>((resolve) => (wake = resolve));
        for (let piece = pieces.shift(); piece !== undefined; piece = pieces.shift()) yield piece;
        if (state.isDone || isOver) return;
        await woken;
      }
    },
  };
}
