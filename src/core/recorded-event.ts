/** Where a record lies; the file as the user named it, `-` for stdin. */
export interface EventPlace {
  readonly file: string;
  /** From 1. */
  readonly line?: number;
  /** In bytes. */
  readonly offset?: number;
  /** In an array or batch, from 0. */
  readonly index?: number;
  /** Begins on the line of the record before it: told of what is skipped, which has no id to be found by. */
  readonly isOnLineOfLast?: true;
}

/** One event of a recording, ready to be sent. */
export interface RecordedEvent {
  readonly kind: 'event';
  /** Unique in the run, and the same in every run. */
  readonly id: string;
  /** As recorded: numbers keep their spelling. */
  readonly event: Uint8Array;
  readonly place: EventPlace;
  /** The answer that a destination record tells of a success, as recorded. */
  readonly recorded: Uint8Array | null;
  /** What the record says of a failure: `RetriesExhausted, Unhandled`. */
  readonly note: string | null;
}

/** Why a record is no event, or not one of this run. */
export type SkipReason =
  | 'malformed'
  /** Stands behind a malformed record, where no other one can be told from it. */
  | 'unread'
  | 'duplicate'
  | 'too-large'
  | 'other-function'
  | 'no-event'
  | 'control-message';

/** A record that is counted and not run. */
export interface SkippedRecord {
  readonly kind: 'skipped';
  readonly reason: SkipReason;
  readonly message: string;
  readonly place: EventPlace;
}

/** What a reader makes of a record. */
export type ReadRecord = RecordedEvent | SkippedRecord;

/** A place as people read it: `orders.ndjson:17`. */
export function placeText({file, line, offset, index}: EventPlace): string {
  const name = file === '-' ? 'stdin' : file;
  if (line !== undefined) return `${name}:${line}`;
  if (offset !== undefined) return `${name}@${offset}`;
  return index === undefined ? name : `${name}[${index}]`;
}

/** The place of a record that is skipped, as people find it: `orders.json:1@5713` where its line alone is not enough. */
export function skippedPlaceText({place}: Pick<SkippedRecord, 'place'>): string {
  const {isOnLineOfLast = false, offset} = place;
  return isOnLineOfLast && offset !== undefined
    ? `${placeText(place)}@${offset}`
    : placeText(place);
}
