import {createGunzip, type Gunzip} from 'node:zlib';

/** Bytes as they come, and why they ended before their end. */
export interface ByteSource extends AsyncIterable<Uint8Array> {
  /** Null while nothing is wrong. */
  torn(): string | null;
  /** Ends what waits for more: nothing is going to be read any longer. */
  cancel?(): void;
}

/** Firehose zips what a subscription has zipped already; nobody does it three times. */
const MOST_LAYERS = 3;

/** Bytes, unzipped where their first two say that they are gzip. What a damaged file still holds is given. */
export function unzipped(source: AsyncIterable<Uint8Array>): ByteSource {
  let problem: string | null = null;
  const onTorn = (why: string): void => void (problem ??= why);
  return {
    torn: () => problem,
    [Symbol.asyncIterator]: () => layer(source, MOST_LAYERS, onTorn),
  };
}

async function* layer(
  source: AsyncIterable<Uint8Array>,
  layers: number,
  onTorn: (why: string) => void,
): AsyncGenerator<Uint8Array> {
  const chunks = source[Symbol.asyncIterator]();
  let first = Buffer.alloc(0);
  while (first.length < 2) {
    const {value, done} = (await chunks.next()) as IteratorResult<Uint8Array, undefined>;
    if (done === true) break;
    first = Buffer.concat([first, value]);
  }
  const all = chain(first, chunks);
  const isGzip = layers > 0 && first[0] === 0x1f && first[1] === 0x8b;
  yield* isGzip ? layer(inflated(all, onTorn), layers - 1, onTorn) : all;
}

async function* chain(
  first: Uint8Array,
  rest: AsyncIterator<Uint8Array>,
): AsyncGenerator<Uint8Array> {
  try {
    yield first;
    for (;;) {
      const {value, done} = (await rest.next()) as IteratorResult<Uint8Array, undefined>;
      if (done === true) return;
      yield value;
    }
  } finally {
    await rest.return?.();
  }
}

/**
 * Unzips piece by piece, and takes what each piece gives before the next: an error of the stream would
 * throw away what it holds.
 */
async function* inflated(
  source: AsyncIterable<Uint8Array>,
  onTorn: (why: string) => void,
): AsyncGenerator<Uint8Array> {
  const gunzip = createGunzip();
  const signs = watch(gunzip);
  try {
    for await (const chunk of source) {
      yield* signs.through((done) => gunzip.write(chunk, done));
      if (signs.error() !== null) break;
    }
    if (signs.error() === null) {
      yield* signs.through((done) => {
        gunzip.once('end', done);
        gunzip.end();
      });
    }
    const error = signs.error();
    if (error !== null) {
      onTorn(
        error.code === 'Z_BUF_ERROR'
          ? 'the gzip data ends too early'
          : `the gzip data is damaged (${error.code ?? error.message})`,
      );
    }
  } finally {
    gunzip.destroy();
  }
}

/** What a gunzip gives while something is done with it. */
function watch(gunzip: Gunzip) {
  let error: NodeJS.ErrnoException | null = null;
  let wake = (): void => undefined;
  gunzip.on('readable', () => wake());
  gunzip.on('error', (thrown: NodeJS.ErrnoException) => {
    error = thrown;
    wake();
  });
  const read = (): Buffer | null => gunzip.read() as Buffer | null;
  return {
    error: (): NodeJS.ErrnoException | null => error,
    async *through(begin: (done: () => void) => void): AsyncGenerator<Uint8Array> {
      let isDone = false;
      begin(() => {
        isDone = true;
        wake();
      });
      const isOver = (): boolean => isDone || error !== null;
      for (;;) {
        const woken = new Promise<void>((resolve) => (wake = resolve));
        for (let piece = read(); piece !== null; piece = read()) yield piece;
        if (isOver()) return;
        await woken;
      }
    },
  };
}
