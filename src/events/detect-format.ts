import type {RecordingFormat} from '../core/recording-format.js';
import {LambdockError} from '../errors/lambdock-error.js';
import {isEventBridge, openCarriers} from './carriers.js';
import {isDestination} from './formats/destination.js';
import {emptyDumpOf} from './formats/empty-dump.js';
import {isPowertools} from './formats/powertools.js';
import {isAsyncDlq, isSqs} from './formats/queue.js';
import {isStreamFailure} from './formats/stream-failure.js';
import {testEventSchema} from './formats/test-events.js';
import type {Framing} from './framing.js';
import {objectOf, type JsonText, type RawRecord} from './raw-record.js';

/** Formats that a record has whatever stands beside it. */
export type OwnFormat = Exclude<RecordingFormat, 'json' | 'array' | 'ndjson' | 'stream'>;

/** The format that a record shows by itself, or null for a plain event. */
export function formatOf(record: JsonText): OwnFormat | null {
  if (objectOf(record.value) === null) return null;
  const opened = openCarriers(record);
  if (opened.documents.some(isStreamFailure)) return 'stream-failure';
  if (opened.documents.some(isDestination)) return 'destination';
  if (isAsyncDlq(opened)) return 'async-dlq';
  // The event of a function may look like a message in it: only what the API answers is one.
  if (isSqs(opened) && !('messageId' in (objectOf(record.value) ?? {}))) return 'sqs';
  if (testEventSchema(record) !== null) return 'test-events';
  if (isEventBridge(objectOf(record.value) ?? {})) return 'eventbridge';
  return isPowertools(record) ? 'powertools' : null;
}

/** The format of an input, from its first records. */
export function detectFormat(
  records: readonly RawRecord[],
  {framing, isWhole, name}: {framing: Framing; isWhole: boolean; name: string},
): RecordingFormat {
  const own = ownFormatIn(records);
  if (own !== null) return own;
  if (records.some((record) => showsLog(record, framing))) return 'powertools';
  if (framing === 'list') return 'array';
  if (isWhole && records.length === 1 && (framing === 'values' || isJsonName(name))) return 'json';
  if (framing === 'lines') return 'ndjson';
  return isOneEachLine(records) ? 'ndjson' : 'stream';
}

/** The format that the first JSON among records shows by itself: it decides, whatever comes behind it. */
export function ownFormatIn(records: readonly RawRecord[]): OwnFormat | null {
  const first = records.find((record) => record.kind === 'json');
  return first === undefined ? null : recordFormat(first);
}

function recordFormat(record: RawRecord & {readonly kind: 'json'}): OwnFormat | null {
  const {container, text} = record;
  if (container === 'logEvents' || record.prefix !== undefined) return 'cloudwatch';
  if (container === 'events' || container === 'results') return 'logs-query';
  refuseAccessLog(text);
  return emptyDumpOf(text) ?? formatOf(text);
}

/** Whether a record shows that the plain ones around it are lines of a log, of which one is an event. */
export const showsLog = (record: RawRecord, framing: Framing): boolean =>
  record.kind === 'json' ? isPowertools(record.text) : framing === 'lines' && isOfLambda(record);

/** Whether a record is plain beyond doubt: nothing of it is of a log either, whose lines come before their event. */
export function isPlainAlone(record: RawRecord): boolean {
  if (record.kind !== 'json' || record.container !== null || record.prefix !== undefined)
    return false;
  const members = objectOf(record.text.value) ?? {};
  return !LOGGED.some((names) => names.every((name) => name in members));
}

/** Members of lines that runtimes, Powertools and Lambda itself log as JSON. */
const LOGGED = [
  ['level'],
  ['function_request_id'],
  ['timestamp', 'message'],
  ['time', 'type', 'record'],
];

/** What Lambda itself writes to a log around an invocation. */
const isOfLambda = (record: RawRecord): boolean =>
  record.kind === 'text' &&
  /^(START|END|REPORT) RequestId: |^INIT_START /.test(record.bytes.toString('latin1', 0, 40));

/** Whether a file is called what a single event is called. */
export const isJsonName = (name: string): boolean => /\.json(\.gz)?$/i.test(name);

const isOneEachLine = ([first, second]: readonly RawRecord[]): boolean =>
  first?.kind === 'json' &&
  second !== undefined &&
  second.line > first.line &&
  !first.text.bytes.includes(0x0a);

/** The access log of an API has no events: a guess, since its format is free. */
function refuseAccessLog({value}: JsonText): void {
  const line = objectOf(value);
  if (line === null || !('requestId' in line) || !('status' in line)) return;
  if (!('routeKey' in line || 'resourcePath' in line) || 'body' in line || 'event' in line) return;
  throw new LambdockError('EVENT_INVALID', {
    message: 'this is an access log of API Gateway: it does not contain the events',
    suggestions: [
      'log the event in the function (Powertools: logEvent), and replay its log',
      'add a destination to the function, and replay what is sent to it',
      '--from ndjson sends the lines themselves',
    ],
  });
}
