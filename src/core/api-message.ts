/** One request of an HTTP client, read whole. */
export interface ApiRequest {
  readonly method: string;
  /** Path and query, as they came. */
  readonly url: string;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>;
  /** Null where it is larger than the listener takes. */
  readonly body: Uint8Array | null;
  /** Aborted when the client goes away before it has its answer. */
  readonly signal: AbortSignal;
}

/** Takes one piece of an answer; resolves when the client can take more. */
export type WritePiece = (piece: Uint8Array) => void | Promise<void>;

/** What a client is answered: a body, or one that comes in pieces. */
export interface ApiResponse {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array | string | ((write: WritePiece) => Promise<void>);
}

/** Answers one request; never rejects. */
export type ApiHandler = (request: ApiRequest) => Promise<ApiResponse>;
