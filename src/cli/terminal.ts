import {openMessages, type Messages} from './messages.js';
import {paintFor, type Paint} from './paint.js';
import type {Speech, TerminalStreams} from './speech.js';
import {streamWriter} from './stream-writer.js';

/** Both streams of one run. Results go to stdout; logs, warnings and progress to stderr. */
export interface Terminal extends Omit<Messages, 'erase' | 'close'> {
  readonly speech: Speech;
  /** For text on stdout. */
  readonly resultPaint: Paint;
  /** Whether a person reads stdout. */
  readonly isResultOnTerminal: boolean;
  result(chunk: Uint8Array | string): undefined | Promise<void>;
  /** Takes the progress off the screen; resolves when all is out. */
  close(): Promise<void>;
}

/** Opens both streams. */
export function openTerminal(speech: Speech, streams: TerminalStreams): Terminal {
  const out = streamWriter(streams.stdout, streams.onFailed);
  const err = streamWriter(streams.stderr, streams.onFailed);
  const isResultOnTerminal = streams.stdout.isTTY === true;
  const messages = openMessages(speech, err, streams);
  return {
    ...messages,
    speech,
    resultPaint: paintFor({
      noColor: speech.noColor,
      isTerminal: isResultOnTerminal,
      variables: streams.variables,
    }),
    isResultOnTerminal,
    result: (chunk) => {
      messages.erase();
      return out.write(chunk);
    },
    close: async () => {
      messages.close();
      await Promise.all([out.flush(), err.flush()]);
      out.release();
      err.release();
    },
  };
}
