import {countText} from '../../core/count-text.js';
import {durationText} from '../../core/duration-text.js';
import {expectedName, type ReplayReport} from '../../core/replay-report.js';
import type {ReplaySummary} from '../../core/replay-summary.js';
import {bySize, failureGroups, type FailureGroup} from './failure-groups.js';
import {placeText} from '../../core/recorded-event.js';

/** A line of the summary, and whether it tells good or bad news. */
export interface SummaryLine {
  readonly text: string;
  readonly tone: 'good' | 'bad' | 'plain' | 'dim';
}

const MOST_GROUPS = 10;

/** The end of a replay for a person: counts, times, failures in groups. */
export async function* summaryLines(report: ReplayReport): AsyncGenerator<SummaryLine> {
  const {summary, run} = report;
  const groups = failureGroups(expectedName(run));
  for await (const entry of report.entries()) groups.add(entry);
  const found = bySize(groups.list());
  yield {text: headline(summary), tone: found.length === 0 ? 'good' : 'bad'};
  yield plain(`  ${statusText(summary)}`);
  const skips = skipText(summary);
  if (skips !== null) yield plain(`  skipped: ${skips}`);
  const notes = notesText(summary, run.against ?? 'golden');
  if (notes !== null) yield plain(`  ${notes}`);
  const times = timesText(summary);
  if (times !== null) yield {text: `  ${times}`, tone: 'dim'};
  for (const group of found.slice(0, MOST_GROUPS)) yield* groupLines(group);
  const more = found.length - MOST_GROUPS;
  if (more > 0) yield plain(`and ${countText(more, 'more group')} of failures`);
}

const plain = (text: string): SummaryLine => ({text, tone: 'plain'});

/** `1234567` as `1,234,567`, whatever the machine's language. */
export const numberText = (value: number): string =>
  String(value).replace(/\B(?=(\d{3})+(?!\d))/g, ',');

function headline({function: name, events, run, skipped, wallMs}: ReplaySummary): string {
  const parts = [
    `${numberText(events)} event${events === 1 ? '' : 's'}`,
    `${numberText(run)} run`,
    ...(skipped > 0 ? [`${numberText(skipped)} skipped`] : []),
  ];
  const rate = wallMs > 0 && run > 0 ? `, ${rateText(run, wallMs)}` : '';
  return `${name}: ${parts.join(', ')} in ${durationText(wallMs)}${rate}`;
}

/** `12.3/s`, `840/s`. */
export function rateText(count: number, ms: number): string {
  const perSecond = (count * 1000) / ms;
  return `${perSecond >= 99.95 ? numberText(Math.round(perSecond)) : perSecond.toFixed(1)}/s`;
}

/** `9,800 ok, 150 function-error`. */
export const statusText = ({byStatus}: ReplaySummary): string => {
  const counts = Object.entries(byStatus).filter(([, count]) => count > 0);
  return counts.map(([status, count]) => `${numberText(count)} ${status}`).join(', ') || 'none run';
};

function notesText(summary: ReplaySummary, expected: string): string | null {
  const {differences, missing, stateDependent, retried, blocked, stoppedAfter} = summary;
  const notes = [
    ...(stoppedAfter === undefined ? [] : [`stopped after ${countText(stoppedAfter, 'failure')}`]),
    ...(differences > 0 ? [`${numberText(differences)} different from ${expected}`] : []),
    ...(stateDependent > 0 ? [`${numberText(stateDependent)} of them state-dependent`] : []),
    ...(missing > 0 ? [`${numberText(missing)} without a golden`] : []),
    ...(blocked > 0 ? [`${numberText(blocked)} kept off the network`] : []),
    ...(retried > 0 ? [`${numberText(retried)} tried again`] : []),
  ];
  return notes.length === 0 ? null : notes.join(', ');
}

/** `6 malformed, 4 duplicate`, or null without any. */
export function skipText({skippedBy}: ReplaySummary): string | null {
  const parts = Object.entries(skippedBy).map(
    ([reason, count]) => `${numberText(count)} ${reason}`,
  );
  return parts.length === 0 ? null : parts.join(', ');
}

function timesText({durationMs: {p50, p95, max}}: ReplaySummary): string | null {
  if (p50 === null || p95 === null || max === null) return null;
  return `duration: p50 ${durationText(p50)}, p95 ${durationText(p95)}, max ${durationText(max)}`;
}

function* groupLines({title, count, first}: FailureGroup): Generator<SummaryLine> {
  yield {text: `${numberText(count)} × ${title}`, tone: 'bad'};
  for (const {eventId, place, differences, logs} of first) {
    yield {text: `    ${named(eventId, placeText(place))}`, tone: 'dim'};
    for (const line of differences) yield plain(`      ${line}`);
    for (const line of logs) yield {text: `      | ${line}`, tone: 'dim'};
  }
  if (count > first.length)
    yield {text: `    and ${numberText(count - first.length)} more`, tone: 'dim'};
}

/** An id that is its place is told once. */
export const named = (eventId: string | null, place: string): string =>
  eventId === null || eventId === place ? place : `${eventId} (${place})`;
