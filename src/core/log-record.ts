/** One line that a function wrote, attributed to its invocation. */
export interface LogRecord {
  /** ISO 8601, from the line itself where the runtime wrote one, else the time of arrival. */
  readonly timestamp: string;
  readonly requestId: string;
  /** The level the line names, or null. */
  readonly level: string | null;
  readonly message: string;
}
