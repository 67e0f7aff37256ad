import {countText} from '../core/count-text.js';
import {skippedPlaceText, type EventPlace} from '../core/recorded-event.js';

/** So many are told one by one. */
const MOST_RECORDS = 10;

/** Tells of records that are not in a redacted recording. */
export interface DroppedRecords {
  /** The first one with its place, or null. */
  readonly first: string | null;
  add(place: EventPlace, why: string): void;
  /** Tells how many more there were. */
  end(): void;
}

/** Each record that is left out is named as a replay names it; of many, the first ones. */
export function droppedRecords(onWarning: (message: string) => void): DroppedRecords {
  const told: string[] = [];
  let more = 0;
  return {
    get first() {
      return told[0] ?? null;
    },
    add(place, why) {
      if (told.length === MOST_RECORDS) {
        more += 1;
        return;
      }
      const text = `${skippedPlaceText({place})}: ${why}`;
      told.push(text);
    },
    end() {
      for (const text of told) onWarning(text);
      if (more > 0) onWarning(`and ${countText(more, 'more record')} that cannot be redacted`);
    },
  };
}
