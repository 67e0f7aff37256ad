import type {Writable} from 'node:stream';
import type {LambdockError} from '../errors/lambdock-error.js';
import type {DisplayName} from './progress/display.js';

/** How the user wants lambdock to speak. */
export interface Speech {
  readonly progress: DisplayName;
  readonly verbose: boolean;
  readonly quiet: boolean;
  readonly noColor: boolean;
}

/** Where it speaks. */
export interface TerminalStreams {
  readonly stdout: Writable & {readonly isTTY?: boolean};
  readonly stderr: Writable & {
    readonly isTTY?: boolean;
    readonly columns?: number;
    readonly rows?: number;
  };
  readonly variables: Readonly<Record<string, string | undefined>>;
  /** Hears of a full disk behind a stream and the like. */
  readonly onFailed: (error: LambdockError) => void;
}
