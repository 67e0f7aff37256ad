/** Every format of recordings, as `--from` takes it; the more specific ones first. */
export const RECORDING_FORMATS = [
  'stream-failure',
  'destination',
  'sqs',
  'async-dlq',
  'test-events',
  'logs-query',
  'cloudwatch',
  'eventbridge',
  'powertools',
  'json',
  'array',
  'ndjson',
  'stream',
] as const;

/** Name of a format. */
export type RecordingFormat = (typeof RECORDING_FORMATS)[number];

/** Formats whose records are the events. */
export const PLAIN_FORMATS: readonly RecordingFormat[] = ['json', 'array', 'ndjson', 'stream'];

/** What was found in one of the named inputs. */
export interface RecordingReport {
  /** As the user named it. */
  readonly input: string;
  /** Events by the format of the file that they were read from. */
  readonly formats: Readonly<Partial<Record<RecordingFormat, number>>>;
  readonly events: number;
  /** Records that are no event, by reason. */
  readonly skipped: Readonly<Record<string, number>>;
}
