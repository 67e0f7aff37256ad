import type {ProgressEvent} from '../../core/progress.js';
import {durationText} from '../../core/duration-text.js';
import {describe} from './describe.js';
import {WORTH_SHOWING_MS} from './display.js';

/** Work under way, as displays follow it. */
export interface Work {
  readonly event: ProgressEvent;
  /** When it began, on the display's clock. */
  readonly since: number;
}

/** What has begun and not ended, in order of beginning. */
export interface ActiveWork {
  /** Takes an event; the work it ended, if it ended one. */
  take(event: ProgressEvent, at: number): Work | undefined;
  list(): readonly Work[];
}

/** An empty list of work. */
export function activeWork(): ActiveWork {
  const active = new Map<string, Work>();
  return {
    take(event, at) {
      const since = active.get(event.id)?.since ?? at;
      if (event.status === 'started' || event.status === 'running') {
        active.set(event.id, {event, since});
        return undefined;
      }
      active.delete(event.id);
      return {event, since};
    },
    list: () => [...active.values()],
  };
}

/** The last line about ended work, or undefined for work too short to tell. */
export function lastWord({event, since}: Work, at: number, tellAll: boolean): string | undefined {
  const lasted = at - since;
  if (lasted < WORTH_SHOWING_MS && !tellAll) return undefined;
  const took = event.status === 'skipped' ? '' : ` in ${durationText(lasted)}`;
  const why = event.detail === undefined ? '' : ` (${event.detail})`;
  return `${event.label}: ${event.status}${took}${why}`;
}

/** Work under way, with the time it has taken. */
export const presentWord = ({event, since}: Work, at: number): string =>
  `${describe(event)} (${durationText(at - since)})`;
