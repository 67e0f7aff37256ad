import type {AccessRecord} from './access-record.js';

/** How functions are served; each has the meaning of the flag of the same name. */
export interface ServeOptions {
  /** Names of functions; default: all whose settings are known. */
  readonly functions?: readonly string[];
  /** Default: 127.0.0.1. */
  readonly host?: string;
  /** 0 takes a free one; default: 3001. */
  readonly port?: number;
  /** Execution environments of each function from the start; default: 1. */
  readonly warm?: number;
  /** How long an event of invocation type Event waits before it is tried again, and half of what it waits before the second time; default: a minute. */
  readonly retryDelayMs?: number;
  /** How often such an event is tried again: 0 to 2; default: what the project says, else 2. */
  readonly retries?: number;
  /** Such events may be unfinished at once, for each function; more are answered 429. Default: 1000, or the queue of the pool. */
  readonly accepted?: number;
  /** File for the records of those that failed to the last, in the shape of Lambda's destinations: a line each. */
  readonly onFailure?: string;
  /** The same of those that succeeded. */
  readonly onSuccess?: string;
  /** What functions write, START and REPORT lines included, as it comes; awaited. */
  readonly onOutput?: (chunk: Uint8Array, functionName: string) => undefined | Promise<void>;
  /** Serves new code, layers and settings as they are saved. */
  readonly watch?: boolean;
  /** Each change that `watch` has seen, once it is served or refused; and each init that has come through after it had failed. */
  readonly onChange?: (change: ServedChange) => void;
  /** Each request, once it is answered. */
  readonly onAccess?: (record: AccessRecord) => void;
}

/** What became of a served function, or of a change of the project. */
export interface ServedChange {
  /** Null where the project as a whole is meant. */
  readonly function: string | null;
  /**
   * `refused`: the state of before is served on; `mended`: what is saved is that state again; `initialised`: the init
   * that had failed has come through.
   */
  readonly change: 'replaced' | 'added' | 'removed' | 'refused' | 'mended' | 'initialised';
  /** Why it was refused. */
  readonly message: string | null;
}

/** SAM's port, so that endpoints need not be changed; and nobody but this machine. */
export const SERVE_DEFAULTS = {host: '127.0.0.1', port: 3001, warm: 1} as const;
