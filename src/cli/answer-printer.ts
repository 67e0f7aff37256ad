import type {InvocationResult} from '../core/invocation.js';
import {answerOf} from './format-result.js';
import type {Terminal} from './terminal.js';

/** Prints one answer on stdout. */
export interface AnswerPrinter {
  /** Prints a piece as it comes. The function is not held back by who reads slowly. */
  readonly piece: (chunk: Uint8Array) => void;
  /** Prints what has not come in pieces. */
  end(result: Pick<InvocationResult, 'body'>): Promise<void>;
  /** Ends the line of an answer of which no more comes. */
  breakOff(): Promise<void>;
}

/** Where answers are printed. */
export interface AnswerPlace extends Pick<Terminal, 'result'> {
  /** Whether one ends with a newline, be it of ours: for a person's eyes, or as another one follows. */
  readonly isLined: boolean;
}

/**
 * Prints an answer as it comes. Of one that breaks off, what came is all that stdout gets: the error
 * is told on stderr, and not put behind half an answer.
 */
export function answerPrinter({result: print, isLined}: AnswerPlace): AnswerPrinter {
  let last: Uint8Array | null = null;
  return {
    piece(chunk) {
      if (chunk.length === 0) return;
      last = chunk;
      void print(chunk);
    },
    async end({body}) {
      const chunks = answerOf({body: last ?? body}, isLined);
      for (const chunk of last === null ? chunks : chunks.slice(1)) await print(chunk);
      last = null;
    },
    async breakOff() {
      if (last !== null) await this.end({body: null});
    },
  };
}
