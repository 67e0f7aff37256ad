/** One request of a runtime. */
export interface RuntimeRequest {
  readonly method: string;
  readonly url: string;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>;
  /** After the body. */
  readonly trailers: Readonly<Record<string, string | undefined>>;
  /**
   * Hands on the body piece by piece; a promise holds the sender back. Resolves when it is over, with
   * false when the connection broke before.
   */
  read(onChunk: (chunk: Buffer) => void | Promise<void>): Promise<boolean>;
  /** Answers, once; false when the connection is gone. */
  reply(
    status: number,
    body: Uint8Array | string,
    headers?: Readonly<Record<string, string>>,
  ): boolean;
  /** Told when the connection ends before an answer was given. */
  onClosed(listener: () => void): void;
}
