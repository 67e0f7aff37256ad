const HEADER_BYTES = 8;
const STDERR = 2;

/** Takes the payload of one frame: a whole one or a piece of it. */
export type OnPayload = (stream: 'stdout' | 'stderr', chunk: Uint8Array) => void | Promise<void>;

/**
 * Splits the engine's multiplexed stream (an 8-byte header, then that many bytes) and hands on each
 * piece as it comes, however frames and chunks overlap: memory does not grow with a frame. A promise
 * from `onPayload` is awaited before the next piece.
 */
export function demultiplexer(onPayload: OnPayload): (chunk: Uint8Array) => Promise<void> {
  const header = Buffer.alloc(HEADER_BYTES);
  let headerFilled = 0;
  let remaining = 0;

  return async (chunk) => {
    let offset = 0;
    while (offset < chunk.length) {
      if (remaining === 0) {
        const take = Math.min(HEADER_BYTES - headerFilled, chunk.length - offset);
        header.set(chunk.subarray(offset, offset + take), headerFilled);
        headerFilled += take;
        offset += take;
        if (headerFilled < HEADER_BYTES) return;
        headerFilled = 0;
        remaining = header.readUInt32BE(4);
        continue;
      }
      const take = Math.min(remaining, chunk.length - offset);
      remaining -= take;
      const payload = chunk.subarray(offset, offset + take);
      offset += take;
      const held = onPayload(header[0] === STDERR ? 'stderr' : 'stdout', payload);
      if (held !== undefined) await held;
    }
  };
}
