import type {ProgressEvent} from '../core/progress.js';
import {paintFor, type Paint} from './paint.js';
import {chooseDisplay, type Display, type DisplayContext} from './progress/display.js';
import {openDisplay} from './progress/open-display.js';
import type {Speech, TerminalStreams} from './speech.js';
import type {StreamWriter} from './stream-writer.js';

/** All that goes to stderr: logs, notes, warnings, progress, never one in the middle of another. */
export interface Messages {
  readonly paint: Paint;
  /** The function's output; nothing when quiet. */
  log(chunk: Uint8Array): undefined | Promise<void>;
  /** One line that is always shown. */
  note(line: string): void;
  warn(message: string): void;
  progress(event: ProgressEvent): void;
  /** Takes live progress off the terminal, so that a result can be written. */
  erase(): void;
  close(): void;
}

const NEWLINE = 10;

/** Messages on `err`; the display of progress is loaded when there is something to show. */
export function openMessages(
  speech: Speech,
  err: StreamWriter,
  {stderr, variables}: TerminalStreams,
): Messages {
  const isTerminal = stderr.isTTY === true;
  const name = chooseDisplay({...speech, isTerminal: isTerminal && hasSize(stderr), variables});
  const paint = paintFor({noColor: speech.noColor, isTerminal, variables});
  let isLineOpen = false;
  let display: Display | undefined;

  /** A line of ours never continues a line of the function's. */
  const writeLine = (text: string): void => {
    void err.write(isLineOpen ? `\n${text}` : text);
    isLineOpen = false;
  };
  const note = (line: string): void => {
    display?.erase();
    writeLine(`${line}\n`);
  };
  const context: DisplayContext = {
    stream: stderr,
    write: writeLine,
    paint,
    verbose: speech.verbose,
    isLineOpen: () => isLineOpen,
    now: () => performance.now(),
  };
  return {
    paint,
    log: (chunk) => {
      if (speech.quiet || chunk.length === 0) return undefined;
      display?.erase();
      isLineOpen = chunk.at(-1) !== NEWLINE;
      return err.write(chunk);
    },
    note,
    warn: (message) => {
      if (!speech.quiet) note(`${paint.yellow('Warning:')} ${message}`);
    },
    progress: (event) => {
      if (name !== 'none') (display ??= openDisplay(name, context)).show(event);
    },
    erase: () => display?.erase(),
    close: () => display?.close(),
  };
}

/** Some terminals of CI systems and of `script` have no size: nothing can be drawn on them. */
const hasSize = ({columns, rows}: TerminalStreams['stderr']): boolean =>
  columns !== 0 && rows !== 0;
