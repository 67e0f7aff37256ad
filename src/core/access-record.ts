import type {Status} from './invocation.js';

/** One request as the access log tells it. */
export interface AccessRecord {
  /** A request that was answered; or the end of an event that had been answered 202 before. */
  readonly kind: 'request' | 'event';
  /** ISO 8601, of its arrival. */
  readonly time: string;
  readonly method: string;
  readonly path: string;
  /** What was answered; of an event that was taken in before, what its last run came to. */
  readonly httpStatus: number;
  /** Until it was answered; of an answer in pieces, until the last one. */
  readonly durationMs: number;
  /** Of the answer's body, as far as it was sent. */
  readonly bytes: number;
  /** Whether the client had gone before its answer was whole. */
  readonly clientGone: boolean;
  readonly requestId: string;
  /** The function's name in the project, or null where the request was for none. */
  readonly function: string | null;
  readonly invocationType: 'RequestResponse' | 'Event' | 'DryRun' | 'ResponseStream' | null;
  /** What became of the event, where it was run. */
  readonly status: Status | null;
  /** Name of the error that was answered. */
  readonly errorType: string | null;
  /** How often the event was given to an execution environment, as far as is known. */
  readonly attempts: number | null;
  readonly coldStart: boolean | null;
}
