import type {InvocationResult} from '../core/invocation.js';
import {answerOf} from './format-result.js';
import type {Terminal} from './terminal.js';

/** Prints one answer on stdout. */
export interface AnswerPrinter {
  /** Prints a piece as it comes. The function is not held back by who reads slowly. */
  readonly piece: (chunk: Uint8Array) => void;
  /** Prints what has not come in pieces. */
  end(result: Pick<InvocationResult, 'body'>): Promise<void>;
}

/**
 * Prints an answer as it comes. Of one that breaks off, what came is all that stdout gets: the error
 * is told on stderr, and not put behind half an answer.
 */
export function answerPrinter({
  result: print,
  isResultOnTerminal,
}: Pick<Terminal, 'result' | 'isResultOnTerminal'>): AnswerPrinter {
  let last: Uint8Array | null = null;
  return {
    piece(chunk) {
      if (chunk.length === 0) return;
      last = chunk;
      void print(chunk);
    },
    async end({body}) {
      const chunks = answerOf({body: last ?? body}, isResultOnTerminal);
      for (const chunk of last === null ? chunks : chunks.slice(1)) await print(chunk);
    },
  };
}
