import type {ProgressEvent} from '../../core/progress.js';
import type {Paint} from '../paint.js';

/** Shows long work on stderr while it lasts. */
export interface Display {
  /** `at`: when the event came, on the context's clock; default: now. */
  show(event: ProgressEvent, at?: number): void;
  /** Takes what is live off the terminal, so that other text can be written. */
  erase(): void;
  close(): void;
}

/** What a display is given. */
export interface DisplayContext {
  readonly stream: NodeJS.WritableStream;
  readonly write: (text: string) => void;
  readonly paint: Paint;
  /** Shows every step, at once. */
  readonly verbose: boolean;
  /** Whether the last text on the terminal ended in the middle of a line. */
  readonly isLineOpen: () => boolean;
  readonly now: () => number;
}

/** Work shorter than this is not worth a line. */
export const WORTH_SHOWING_MS = 2000;

/** The names of `--progress`. */
export type DisplayName = 'auto' | 'tty' | 'plain' | 'json' | 'none';

/** Which display `--progress` means here. */
export function chooseDisplay(wish: {
  readonly progress: DisplayName;
  readonly quiet: boolean;
  readonly isTerminal: boolean;
  readonly variables: Readonly<Record<string, string | undefined>>;
}): Exclude<DisplayName, 'auto'> {
  if (wish.progress !== 'auto') return wish.progress;
  if (wish.quiet) return 'none';
  const {TERM, CI} = wish.variables;
  const isDumb = TERM === 'dumb' || (CI !== undefined && CI !== '' && CI !== 'false');
  return wish.isTerminal && !isDumb ? 'tty' : 'plain';
}
