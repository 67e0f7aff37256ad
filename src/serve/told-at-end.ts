import type {ApiResponse, WritePiece} from '../core/api-message.js';
import type {Told} from './answer-invocation.js';

/** An answer in pieces. */
export interface PiecedAnswer {
  readonly body: Exclude<ApiResponse['body'], Uint8Array | string>;
  /** What became of the event that it is of. */
  readonly ended: Promise<Told> | undefined;
  /** Aborted when the client goes away. */
  readonly signal: AbortSignal;
}

/** The same answer, told once its last piece is out, or nobody is there to take it and its event has ended. */
export function toldAtEnd(
  {body, ended, signal}: PiecedAnswer,
  tell: (bytes: number, end: Told | undefined) => void,
): PiecedAnswer['body'] {
  return async (write) => {
    let bytes = 0;
    const counting: WritePiece = (piece) => {
      if (!signal.aborted) bytes += piece.length;
      return write(piece);
    };
    try {
      await body(counting);
    } finally {
      tell(bytes, await ended);
    }
  };
}
