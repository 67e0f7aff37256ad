/** Bytes that come piece by piece, looked at before they are taken. */
export interface Input {
  /** What has come and is not dropped. */
  readonly held: Buffer;
  /** Waits until so many bytes are held; false where fewer come. */
  hold(bytes: number): Promise<boolean>;
  /** Lets the first bytes go. */
  drop(bytes: number): void;
  /** Ends the source. */
  close(): Promise<void>;
}

/** Holds what comes of a source. */
export function openInput(source: AsyncIterable<Uint8Array>): Input {
  const chunks = source[Symbol.asyncIterator]();
  let held = Buffer.alloc(0);
  return {
    get held() {
      return held;
    },
    async hold(bytes) {
      while (held.length < bytes) {
        const {value, done} = (await chunks.next()) as IteratorResult<Uint8Array, undefined>;
        if (done === true) return false;
        held = Buffer.concat([held, value]);
      }
      return true;
    },
    drop(bytes) {
      held = held.subarray(bytes);
    },
    async close() {
      await chunks.return?.();
    },
  };
}
