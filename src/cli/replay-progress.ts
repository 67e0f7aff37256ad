import type {ReplayEntry} from '../core/replay-entry.js';
import type {OnProgress} from '../core/progress.js';
import {durationText} from '../core/duration-text.js';

/** Follows a run while it lasts. */
export interface ReplayProgress {
  entry(entry: Pick<ReplayEntry, 'status' | 'check'>): void;
  /** `share` of the recordings has been read, as far as that can be known. */
  planned(events: number, share: number | null): void;
  end(): void;
}

/** News more often than that would only cost time, or fill a log. */
const PACE_MS = {tty: 100, plain: 10_000} as const;
/** The first figures come sooner. */
const FIRST_MS = 1500;

/** Who hears of it, and what they look at. */
export interface ProgressSite {
  readonly live: 'tty' | 'plain';
  readonly tell: OnProgress;
  readonly now: () => number;
}

/** Tells done, rate, failures and time left as progress. */
export function replayProgress(label: string, {live, tell, now}: ProgressSite): ReplayProgress {
  const began = now();
  let [done, failed, differing, told, toldAt] = [0, 0, 0, 0, -Infinity];
  let total: number | null = null;
  let isEstimate = false;
  const id = 'replay';
  const say = (status: 'running' | 'done'): void => {
    const elapsed = now() - began;
    const notes = [
      ...(done > 0 && elapsed > 0 ? [`${rate((done * 1000) / elapsed)}/s`] : []),
      ...(failed > 0 ? [`${failed} failed`] : []),
      ...(differing > 0 ? [`${differing} differ`] : []),
      ...(status === 'running' ? leftText({done, total, elapsed}) : []),
    ];
    const known =
      total === null ? {} : {total: Math.max(total, done), ...(isEstimate && {isEstimate})};
    tell({id, label, status, current: done, ...known, unit: 'events', detail: notes.join(', ')});
  };
  return {
    entry({status, check}) {
      done += 1;
      if (check === 'different' || check === 'missing') differing += 1;
      else if (status !== 'ok' && check !== 'same') failed += 1;
      const pace = told < 2 ? Math.min(FIRST_MS, PACE_MS[live]) : PACE_MS[live];
      if (now() - toldAt < pace) return;
      toldAt = now();
      told += 1;
      say('running');
    },
    planned(events, share) {
      total = share === null || share <= 0 ? null : Math.round(events / Math.min(1, share));
      isEstimate = share !== null && share < 1;
    },
    end: () => {
      isEstimate = false;
      say('done');
    },
  };
}

const rate = (perSecond: number): string =>
  perSecond >= 99.5 ? String(Math.round(perSecond)) : perSecond.toFixed(1);

function leftText({
  done,
  total,
  elapsed,
}: {
  readonly done: number;
  readonly total: number | null;
  readonly elapsed: number;
}): readonly string[] {
  if (total === null || done === 0 || total <= done) return [];
  return [`${durationText((elapsed / done) * (total - done))} left`];
}
