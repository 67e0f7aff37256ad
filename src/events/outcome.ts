import type {RecordedEvent, SkipReason} from '../core/recorded-event.js';
import type {RecordingFormat} from '../core/recording-format.js';
import type {JsonPath} from '../core/comparison/json-path.js';
import type {JsonText} from './raw-record.js';

/** What a record comes to: an event, or why there is none. */
export type Outcome =
  | FoundEvent
  | {
      readonly kind: 'skip';
      readonly reason: SkipReason;
      readonly message: string;
      /** It does not look like the format at all: another one may read it. */
      readonly isForeign?: true;
    };

/** An event as a record has it. */
export interface FoundEvent extends Pick<RecordedEvent, 'recorded' | 'note'> {
  readonly kind: 'event';
  /** What the record itself calls it; null where its place must do. */
  readonly id: string | null;
  readonly event: Uint8Array;
  /** What tells two events of one id apart, where that is not the whole event. */
  readonly identity?: Uint8Array;
  /** Which of several that --select finds: what names the record does not tell them apart. */
  readonly part?: number;
  /** It is the record of one message, which may share an event with others. */
  readonly batch?: true;
  /** The line of a log that it was in. */
  readonly source?: JsonText;
}

/** What is asked of a recording. */
export interface Wishes {
  /** Null where the format is found by looking. */
  readonly from: RecordingFormat | null;
  readonly select: JsonPath | null;
  readonly id: JsonPath | null;
  readonly functionName: string | null;
  readonly sourceArn: string | null;
  readonly batchSize: number;
}

/** A record that is no event. */
export const skip = (reason: SkipReason, message: string): Outcome => ({
  kind: 'skip',
  reason,
  message,
});

/** A record that should be an event and is not. */
export const malformed = (message: string): Outcome => skip('malformed', message);

/** A record that does not look like the format. */
export const foreign = (message: string): Outcome => ({
  kind: 'skip',
  reason: 'malformed',
  message,
  isForeign: true,
});

/** An event with nothing beside it. */
export const plainEvent = (id: string | null, {bytes}: Pick<JsonText, 'bytes'>): FoundEvent => ({
  kind: 'event',
  id,
  event: bytes,
  recorded: null,
  note: null,
});

/** The part of a note that is known. */
export const noteOf = (
  ...parts: readonly (string | number | null | undefined)[]
): string | null => {
  const known = parts.filter((part) => part !== null && part !== undefined && part !== '');
  return known.length === 0 ? null : known.join(', ');
};
