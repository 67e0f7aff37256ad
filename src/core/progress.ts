/** News about long work. Ids are stable paths (`image:hello/pull`). */
export interface ProgressEvent {
  readonly id: string;
  readonly label: string;
  readonly status: 'started' | 'running' | 'done' | 'skipped' | 'failed';
  /** Why a step was skipped or failed, or what it does now. */
  readonly detail?: string;
  /** Progress in `unit`s, where it can be counted. */
  readonly current?: number;
  readonly total?: number;
  /** Whether the total is reckoned from a part. */
  readonly isEstimate?: boolean;
  readonly unit?: 'bytes' | 'steps' | 'events';
}

/** Takes the news. */
export type OnProgress = (event: ProgressEvent) => void;

/** Takes a warning for the user: one line, no newline at its end. */
export type OnWarning = (message: string) => void;
