import type {WritePiece} from '../core/api-message.js';

/** Pieces on their way from a function to a client that may not listen yet. */
export interface Pipe {
  /** Resolves when the client has taken it, or can. */
  push(piece: Uint8Array): Promise<void>;
  /** Resolves when there is a first piece. */
  readonly first: Promise<void>;
  /** From now on pieces go to `write`, the one that waits first. */
  connect(write: WritePiece): void;
}

/** Holds back who sends until somebody takes. */
export function openPipe(): Pipe {
  let tellFirst: () => void = () => undefined;
  const first = new Promise<void>((resolve) => (tellFirst = resolve));
  let tellReader: (write: WritePiece) => void = () => undefined;
  const reader = new Promise<WritePiece>((resolve) => (tellReader = resolve));
  return {
    async push(piece) {
      tellFirst();
      const write = await reader;
      await write(piece);
    },
    first,
    connect: (write) => tellReader(write),
  };
}
