import type {Driver} from './driver.js';
import type {FunctionErrorBody} from './function-error-body.js';
import type {HttpPrelude} from './http-response.js';
import type {LogRecord} from './log-record.js';

/** One event on its way to a function. */
export interface Invocation {
  readonly requestId: string;
  readonly functionName: string;
  /** The event's bytes, as read. */
  readonly event: Uint8Array;
  /** The client context as JSON text, or null. */
  readonly clientContext: string | null;
  /** What only the driver runtime-api can tell the function. */
  readonly traceId?: string | undefined;
  readonly identity?: CognitoIdentity | undefined;
  /** The ARN by which it was called, where that is not the function's own: with a qualifier. */
  readonly invokedFunctionArn?: string | undefined;
}

/** Who called, where that came by way of Amazon Cognito. */
export interface CognitoIdentity {
  readonly cognitoIdentityId: string;
  readonly cognitoIdentityPoolId: string;
}

/** What became of an event; every failure carries an error in Lambda's own wording. */
export type Outcome =
  | {readonly status: 'ok'}
  | {
      readonly status: 'function-error' | 'init-error' | 'too-large';
      readonly error: FunctionErrorBody;
    }
  | {readonly status: 'timed-out' | 'out-of-memory'; readonly error: FunctionErrorBody}
  | {
      readonly status: 'crashed';
      readonly error: FunctionErrorBody;
      readonly exitCode: number | null;
      readonly signal: string | null;
    };

/** The status names of the envelope. */
export type Status = Outcome['status'];

/** Where the time of one invocation went, in milliseconds; null where the phase did not happen. */
export interface Timings {
  readonly resolveMs: number | null;
  readonly buildMs: number | null;
  readonly startMs: number | null;
  readonly readyMs: number | null;
  readonly invokeMs: number | null;
  readonly stopMs: number | null;
}

/** The image an invocation ran in. */
export interface ImageUsed {
  /** Name of the base image. */
  readonly base: string;
  /** Registry digest of the base image, or null for an image that never met a registry. */
  readonly baseDigest: string | null;
  /** Name and tag of the derived image. */
  readonly derived: string;
  /** False when this invocation had to make the derived image. */
  readonly reused: boolean;
  /** True when an offline stand-in took the place of the AWS image. */
  readonly standIn: boolean;
}

/** Figures of one invocation; what was not measured is null. */
export interface Measurements {
  readonly durationMs: number | null;
  readonly initDurationMs: number | null;
  readonly billedDurationMs: number | null;
  readonly memoryLimitMb: number;
  readonly maxMemoryUsedMb: number | null;
}

/** What the function did with one event. */
export interface InvocationResult extends Measurements {
  readonly invocation: Invocation;
  readonly requestId: string;
  readonly outcome: Outcome;
  /** The status, for a quick look: the same as `outcome.status`. */
  readonly status: Status;
  /** The answer, or the body of an HTTP response, parsed as JSON; null when there is none or it is not JSON. */
  readonly payload: unknown;
  /** Present where the function streamed an HTTP response: what it says before the body. */
  readonly http?: HttpPrelude;
  /** The answer, byte for byte; null when the function gave none, or `keepStream` is false and it came in pieces. */
  readonly body: Uint8Array | null;
  readonly error: FunctionErrorBody | null;
  /** True where the status is a guess, because the driver could not see the Runtime API. */
  readonly statusAssumed: boolean;
  readonly coldStart: boolean;
  readonly attempts: number;
  readonly driver: Driver;
  readonly timings: Timings;
  readonly image: ImageUsed;
  readonly logs: readonly LogRecord[];
  /** Log lines that were printed but no longer kept, because the function wrote too many. */
  readonly logsDropped: number;
}
