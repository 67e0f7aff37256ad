import {gzipMember} from './gzip-member.js';
import {openInput, type Input} from './held-input.js';

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

/** The members of a gzip file, one behind the other; zeros fill up what is written in blocks. */
async function* inflated(
  source: AsyncIterable<Uint8Array>,
  onTorn: (why: string) => void,
): AsyncGenerator<Uint8Array> {
  const input = openInput(source);
  try {
    do yield* gzipMember(input, onTorn);
    while (await isGzipNext(input));
    if (!(await isPaddingOnly(input)))
      onTorn('what follows the gzip data is not read: it is no gzip');
  } finally {
    await input.close();
  }
}

async function isGzipNext(input: Input): Promise<boolean> {
  await input.hold(2);
  return input.held[0] === 0x1f && input.held[1] === 0x8b;
}

async function isPaddingOnly(input: Input): Promise<boolean> {
  do {
    if (input.held.some((byte) => byte !== 0)) return false;
    input.drop(input.held.length);
  } while (await input.hold(1));
  return true;
}
