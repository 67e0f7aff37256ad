import {answerLimit} from '../runtime-api.js';
import type {RuntimeRequest} from './runtime-request.js';

/** How a posted body is read. */
export interface Taking {
  readonly streaming: boolean;
  /** Hears a streamed one as it comes; a promise holds the runtime back. */
  readonly onChunk?: ((chunk: Uint8Array) => void | Promise<void>) | undefined;
  /** How many bytes of a streamed one are kept; default: all. */
  readonly most?: number;
}

/** What of a posted body was kept. */
export interface Taken {
  readonly body: Uint8Array;
  /** Whether that is only how it begins. */
  readonly isHead: boolean;
}

/** No prelude of an HTTP response is longer; what follows need not be kept to see that there is one. */
export const PRELUDE_LIMIT = 2 ** 18;

/** Reads a posted body to its end: null when it is too large, whose sender is heard out all the same. */
export async function takeBody(
  request: RuntimeRequest,
  {streaming, onChunk, most = Number.POSITIVE_INFINITY}: Taking,
): Promise<Taken | null | 'broken'> {
  const limit = answerLimit(streaming);
  const chunks: Buffer[] = [];
  let bytes = 0;
  const isWhole = await request.read((chunk) => {
    // A stream that is kept no further is counted and no more.
    if (!streaming || bytes < most) chunks.push(chunk);
    bytes += chunk.length;
    if (bytes > limit) {
      chunks.length = 0;
      return;
    }
    return streaming ? onChunk?.(chunk) : undefined;
  });
  if (!isWhole) return 'broken';
  if (bytes > limit) return null;
  const body = chunks.length === 1 && chunks[0] !== undefined ? chunks[0] : Buffer.concat(chunks);
  return {body, isHead: bytes > body.length};
}
