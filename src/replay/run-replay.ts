import {blockedAttempts} from '../core/blocked-attempts.js';
import type {Judge} from '../core/judge.js';
import {entryLine, entryOf, type ReplayEntry} from '../core/replay-entry.js';
import type {ReadRecord} from '../core/recorded-event.js';
import type {HideSecrets} from '../core/redact-line.js';
import type {Tally} from '../core/replay-summary.js';
import type {ResultsFile} from '../files/results-file.js';
import {judgeEvent, type JudgedResult, type RunEvent} from './judge-event.js';
import {later} from './later.js';
import {planEvents, type Choice, type ChoiceTools, type PlannedEvent} from './plan-events.js';
import {entryVerdict} from './reporters/entry-verdict.js';
import {schedule, type Pace} from './schedule.js';

/** What a run works with. */
export interface ReplayTools extends Pick<ChoiceTools, 'openSpool' | 'onSkipped'> {
  readonly run: RunEvent;
  readonly judge: Judge | null;
  readonly results: Pick<ResultsFile, 'append'>;
  /** Counts what is done; what was done before is in it. */
  readonly tally: Tally;
  /** Whether an event holds what no report may show. */
  readonly holdsSecret: (event: Uint8Array) => boolean;
  /** Puts something else for secrets in texts that are going to be cut. */
  readonly hide: HideSecrets['inText'];
  readonly onEntry: (entry: ReplayEntry) => void;
  /** So many are going to run, as far as is known; all of them where `isAll`. */
  readonly onPlanned: (events: number, isAll: boolean) => void;
}

/** How a run goes. */
export interface ReplaySettings
  extends Choice, Pick<Pace<PlannedEvent>, 'concurrency' | 'rate' | 'signal' | 'clock'> {
  /** Nothing begins after so many failures; null for never. */
  readonly failFast: number | null;
  /** Failures among the results that the run goes on with: they count. */
  readonly failedBefore: number;
  /** Whether the function was kept off the network. */
  readonly isClosedIn: boolean;
}

/** Runs every chosen event of `records` until it has a result, and counts what is not run. Cut short: it ended by so many failures. */
export async function runReplay(
  tools: ReplayTools,
  records: AsyncIterable<ReadRecord>,
  settings: ReplaySettings,
): Promise<{readonly isCutShort: boolean}> {
  const {tally, onPlanned} = tools;
  const {failFast, failedBefore} = settings;
  const counts = {chosen: 0, done: 0, failed: failedBefore, isAll: false};
  const events = planEvents(
    {
      ...tools,
      onLeftOut: (reason, count) => {
        tally.skip(reason, count);
      },
      onChosen: (count, isAll) => {
        counts.chosen += count;
        counts.isAll = isAll;
        onPlanned(counts.chosen, isAll);
      },
    },
    records,
    settings,
  );
  const pace: Pace<PlannedEvent> = {
    ...settings,
    keyOf: ({key}) => key,
    sizeOf: ({event}) => event.event.length,
    isOver: () => failFast !== null && counts.failed >= failFast,
  };
  const bookings = later();
  try {
    await schedule(events, pace, async (planned) => {
      const judged = await judgeEvent(tools, planned.event);
      counts.done += 1;
      const {check, result} = judged;
      if (entryVerdict({status: result.status, check}) !== 'passed') counts.failed += 1;
      // The environment has its next event meanwhile.
      await bookings.add(() => book(tools, {planned, judged}, settings));
    });
  } finally {
    await bookings.done();
  }
  tally.skip('not-reached', counts.chosen - counts.done);
  return {isCutShort: pace.isOver() && !(counts.isAll && counts.done === counts.chosen)};
}

interface Booked {
  readonly planned: PlannedEvent;
  readonly judged: JudgedResult;
}

/** Writes a result down, and tells of it. */
async function book(
  tools: ReplayTools,
  {planned: {event, index}, judged: {result, ...judgement}}: Booked,
  {isClosedIn}: ReplaySettings,
): Promise<void> {
  const blocked = isClosedIn ? blockedAttempts(result, tools.hide) : [];
  const holdsSecret = tools.holdsSecret(event.event);
  const entry = entryOf(result, {index, event, blocked, holdsSecret, ...judgement});
  await tools.results.append(index, entryLine(entry, result));
  tools.tally.add(entry);
  tools.onEntry(entry);
}
