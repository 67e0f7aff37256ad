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
  /** What functions write, START and REPORT lines included, as it comes; awaited. */
  readonly onOutput?: (chunk: Uint8Array, functionName: string) => undefined | Promise<void>;
  /** Each request, once it is answered. */
  readonly onAccess?: (record: AccessRecord) => void;
}

/** SAM's port, so that endpoints need not be changed; and nobody but this machine. */
export const SERVE_DEFAULTS = {host: '127.0.0.1', port: 3001, warm: 1} as const;
