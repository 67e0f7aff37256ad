import {CATALOG, type ErrorCode} from './catalog.js';

const MARK = Symbol.for('dev.lambdock.error');

/** What a LambdockError is made of. */
export interface LambdockErrorInit {
  /** What failed and why, in the user's own names. */
  readonly message: string;
  /** What to try, a command to paste where there is one; the catalogue's hint when left out. */
  readonly suggestions?: readonly string[];
  /** JSON-safe facts for scripts. */
  readonly details?: Readonly<Record<string, unknown>>;
  readonly cause?: unknown;
}

/**
 * Everything lambdock refuses or cannot do. What the *function* does is never an exception but a
 * result. Switch on `code`; `exitCode` is what a command line exits with.
 */
export class LambdockError extends Error {
  override readonly name = 'LambdockError';
  readonly code: ErrorCode;
  readonly suggestions: readonly string[];
  readonly details: Readonly<Record<string, unknown>>;
  /** Read by oclif with --json. */
  readonly exitCode: number;
  /** Read by oclif without --json. */
  readonly oclif: {readonly exit: number};

  constructor(code: ErrorCode, init: LambdockErrorInit) {
    super(init.message, init.cause === undefined ? undefined : {cause: init.cause});
    this.code = code;
    this.suggestions = init.suggestions ?? [CATALOG[code].hint];
    this.details = init.details ?? {};
    this.exitCode = CATALOG[code].exit;
    this.oclif = {exit: CATALOG[code].exit};
    Object.defineProperty(this, MARK, {value: true});
  }
}

/** Whether a value is a LambdockError, also one from another realm or copy of the package. */
export const isLambdockError = (value: unknown): value is LambdockError =>
  typeof value === 'object' && value !== null && MARK in value;
