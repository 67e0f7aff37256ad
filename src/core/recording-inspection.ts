import type {EventPlace, SkippedRecord} from './recorded-event.js';
import type {RecordingReport} from './recording-format.js';

/** One of the first events of recordings. */
export interface InspectedEvent {
  readonly id: string;
  readonly bytes: number;
  readonly place: EventPlace;
  /** The answer of a destination record is there to compare with. */
  readonly hasAnswer: boolean;
  readonly note: string | null;
  /** As recorded. */
  readonly text: string;
}

/** What recordings hold. */
export interface Inspection {
  readonly inputs: readonly RecordingReport[];
  readonly events: number;
  readonly skipped: Readonly<Record<string, number>>;
  /** The first events. */
  readonly first: readonly InspectedEvent[];
  /** The first records that are no event, or not read again. */
  readonly firstSkipped: readonly SkippedRecord[];
}
