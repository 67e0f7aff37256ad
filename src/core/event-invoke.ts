/** What becomes of an event that nobody waits for, as Lambda's EventInvokeConfig says it. */
export interface EventInvokeSettings {
  /** How often it is tried again when it fails: 0 to 2. */
  readonly retries: number;
  /** One that is older is given up. */
  readonly maxAgeMs: number;
}

/** What a project says of such events of one function; all else is as Lambda has it. */
export interface EventInvokeConfig extends Partial<EventInvokeSettings> {
  /** Where the records go of events that succeeded. */
  readonly onSuccess?: Destination;
  /** Where they go of events that failed to the last. */
  readonly onFailure?: Destination;
}

/** Where records go. */
export interface Destination {
  /** As the project writes it. */
  readonly text: string;
  /** Name or ARN of the function that it is; null where it is none, or nobody knows which. */
  readonly functionName: string | null;
}

/** Lambda's own: two retries, six hours. */
export const EVENT_INVOKE_DEFAULTS: EventInvokeSettings = {
  retries: 2,
  maxAgeMs: 6 * 3_600_000,
};

/** Lambda waits a minute before the first retry, and twice that before the second. */
export const RETRY_DELAY_MS = 60_000;
