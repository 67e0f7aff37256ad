import {bytesText} from '../../core/bytes-text.js';
import {countText} from '../../core/count-text.js';
import {durationText} from '../../core/duration-text.js';
import type {Difference} from '../../core/difference.js';
import type {ReplayEntry} from '../../core/replay-entry.js';
import type {RecordedText} from '../../core/replay-report.js';
import {placeText} from '../../core/recorded-event.js';
import {cutText, firstLine} from './cut-text.js';
import {exactJson, exactPayload, type ExactPayload} from './exact-payload.js';
import {diffText} from './diff-text.js';
import {entryVerdict} from './entry-verdict.js';
import {errorText} from './failure-groups.js';
import {logText} from './log-text.js';
import type {PageDetail, PageRow} from './page-data.js';

/** What of one event is in the page at most, in characters. */
const MOST = {
  problem: 200,
  payload: 20_000,
  event: 20_000,
  message: 10_000,
  diff: 2_000,
  logs: 20_000,
} as const;
const MOST_DIFFERENCES = 100;
const MOST_FRAMES = 50;

/** Details of events that passed make way first: each kind has its own room in the page. */
const ROOM = {passed: 28_000_000, failed: 28_000_000} as const;
/** Events have room of their own: they lie in the recording too, and answers lie nowhere else. */
const ROOM_FOR_EVENTS = {passed: 20_000_000, failed: 20_000_000} as const;

/** Decides whose details are in the page. */
export interface DetailBudget {
  /** The details, without the event where there is no more room for it; null where there is none for them. */
  fit(entry: ReplayEntry, detail: PageDetail): PageDetail | null;
}

/** Room for details of all events, until there is none. */
export function detailBudget(): DetailBudget {
  const left: Room = {...ROOM};
  const leftForEvents: Room = {...ROOM_FOR_EVENTS};
  return {
    fit(entry, detail) {
      const kind = entryVerdict(entry) === 'passed' ? 'passed' : 'failed';
      if (!take(left, kind, sizeOf(detail))) return null;
      const {event} = detail;
      const hasRoom = 'why' in event || take(leftForEvents, kind, event.text.length);
      return hasRoom ? detail : {...detail, event: NO_ROOM};
    },
  };
}

interface Room {
  passed: number;
  failed: number;
}

function take(room: Room, kind: keyof Room, size: number): boolean {
  if (size > room[kind]) return false;
  room[kind] -= size;
  return true;
}

const NO_ROOM: PageDetail['event'] = {why: 'the page would be too large with it'};

const sizeOf = ({payload, error, diff, logs}: PageDetail): number =>
  300 +
  (payload?.length ?? 0) +
  logs.length +
  (error === null ? 0 : error.message.length + error.stack.join('').length) +
  diff.reduce((sum, {expected = '', actual = ''}) => sum + 50 + expected.length + actual.length, 0);

/** An event as a row of the table. */
export const rowOf = (entry: ReplayEntry, group: number | null): PageRow => [
  entry.eventId ?? placeText(entry.place),
  placeText(entry.place),
  entry.status,
  entryVerdict(entry),
  entry.durationMs,
  entry.attempts,
  marksOf(entry),
  problemOf(entry),
  group,
];

const marksOf = ({coldStart, stateDependent, blocked, check}: ReplayEntry): readonly string[] => [
  ...(coldStart ? ['cold'] : []),
  ...(check === 'same' ? ['same'] : []),
  ...(stateDependent === true ? ['state-dependent'] : []),
  ...(blocked === undefined ? [] : ['blocked']),
];

function problemOf(entry: ReplayEntry): string {
  if (entry.status !== 'ok') return firstLine(errorText(entry), MOST.problem);
  if (entry.check === 'missing') return 'there is no golden';
  return entry.check === 'different' ? firstLine(diffText(entry.diff), MOST.problem) : '';
}

/** What is shown of an event when it is opened; what is long is cut, and says so. */
export const detailOf = (
  entry: ReplayEntry,
  {line, recorded}: {readonly line: string; readonly recorded: RecordedText},
): PageDetail => ({
  event: 'why' in recorded ? recorded : {text: eventText(recorded.json)},
  payload: payloadText(entry, line),
  error: entry.error === null ? null : errorOf(entry.error),
  diff: differences(entry.diff ?? []),
  logs: cutText(logText(entry), MOST.logs),
  facts: factsOf(entry),
});

function eventText(json: string): string {
  const exact = exactJson(json, {from: 0, most: MOST.event, alone: true});
  return exact === null ? cutText(json, MOST.event) : cutExact(exact, MOST.event);
}

function cutExact({text, more}: ExactPayload, most: number): string {
  const cut = cutText(text, most);
  return more === 0 ? cut : `${cut}\n… (and ${countText(more, 'character')} more)`;
}

/** Text where it is text, else base64. */
function payloadText(entry: ReplayEntry, line: string): string | null {
  const {payload, payloadBase64, status} = entry;
  if (payloadBase64 !== undefined) return cutText(decoded(payloadBase64), MOST.payload);
  if (payload === null && status !== 'ok') return null;
  const exact = exactPayload(line, MOST.payload);
  if (exact === null) return cutText(JSON.stringify(payload, null, 2), MOST.payload);
  return cutExact(exact, MOST.payload);
}

function decoded(base64: string): string {
  const bytes = Buffer.from(base64, 'base64');
  try {
    return `not JSON, but this text:\n${new TextDecoder('utf-8', {fatal: true}).decode(bytes)}`;
  } catch {
    return `not JSON, but ${bytesText(bytes.length)}, here in base64:\n${base64}`;
  }
}

function errorOf({
  type,
  message,
  stackTrace,
}: NonNullable<ReplayEntry['error']>): PageDetail['error'] {
  const frames = stackTrace.slice(0, MOST_FRAMES).map((frame) => cutText(frame, MOST.diff));
  const more = stackTrace.length - frames.length;
  const stack = more > 0 ? [...frames, `… (${more} more)`] : frames;
  return {type, message: cutText(message, MOST.message), stack};
}

function differences(all: readonly Difference[]): readonly Difference[] {
  const shown = all.slice(0, MOST_DIFFERENCES).map(({path, kind, expected, actual}) => ({
    path: cutText(path, MOST.diff),
    kind,
    ...(expected !== undefined && {expected: cutText(expected, MOST.diff)}),
    ...(actual !== undefined && {actual: cutText(actual, MOST.diff)}),
  }));
  const more = all.length - shown.length;
  return more > 0 ? [...shown, {path: `… and ${more} more differences`, kind: 'changed'}] : shown;
}

function factsOf(entry: ReplayEntry): PageDetail['facts'] {
  const {initDurationMs, maxMemoryUsedMb, memoryLimitMb, signal, exitCode, http} = entry;
  const facts: readonly (readonly [string, string | null | undefined])[] = [
    ['request id', entry.requestId],
    ['exit code', exitCode?.toString()],
    ['signal', signal],
    ['HTTP status', http?.statusCode?.toString()],
    ['init', initDurationMs === null ? null : durationText(initDurationMs)],
    [
      'memory',
      maxMemoryUsedMb === null
        ? null
        : `${bytesText(maxMemoryUsedMb * MEGABYTE)} of ${memoryLimitMb} MB`,
    ],
    ['golden', entry.golden],
    ['recorded as', entry.note],
    ['kept off the network', entry.blocked?.map((text) => cutText(text, MOST.diff)).join('\n')],
    ['status assumed', entry.statusAssumed === true ? 'yes' : null],
  ];
  return facts.flatMap(([name, value]) =>
    value === null || value === undefined ? [] : [[name, value] as const],
  );
}

const MEGABYTE = 1_048_576;
