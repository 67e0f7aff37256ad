import {PLAIN_FORMATS, type RecordingFormat} from '../core/recording-format.js';
import {openCarriers} from './carriers.js';
import {formatOf} from './detect-format.js';
import {isDestination, openDestination} from './formats/destination.js';
import {emptyDumpOf} from './formats/empty-dump.js';
import {logEvents, logLine, subscriptionData} from './formats/logs.js';
import {openPowertools} from './formats/powertools.js';
import {openAsyncDlq, openSqs} from './formats/queue.js';
import {isStreamFailure, openStreamFailure} from './formats/stream-failure.js';
import {openTestEvents, testEventSchema} from './formats/test-events.js';
import {foreign, malformed, plainEvent, skip, type Outcome, type Wishes} from './outcome.js';
import {jsonText, objectOf, stringOf, type JsonText, type RawRecord} from './raw-record.js';
import {selectEvents} from './select.js';
import {prefixLength} from './split-lines.js';

/** How a record is to be read. */
export interface Reading {
  readonly format: RecordingFormat;
  readonly wishes: Wishes;
}

/** What a record comes to; one that is a dump of its own comes to several. */
export function openRecord(record: RawRecord, reading: Reading): readonly Outcome[] {
  switch (record.kind) {
    case 'broken':
      return [skip(record.reason, record.message)];
    case 'text':
      return [textOutcome(reading)];
    case 'json':
      return openJson(record, reading);
  }
}

/** Whether lines of text are a part of recordings of a format. */
export const isLogFormat = (format: RecordingFormat): boolean =>
  format === 'powertools' || format === 'cloudwatch' || format === 'logs-query';

const textOutcome = ({format}: Reading): Outcome =>
  isLogFormat(format) ? skip('no-event', 'a line of a log without an event') : malformed(NOT_JSON);

/** What is wrong with text among events. */
export const NOT_JSON = 'not JSON';

function openJson(
  {container, head, text, prefix}: RawRecord & {readonly kind: 'json'},
  reading: Reading,
): readonly Outcome[] {
  const {format, wishes} = reading;
  if (PLAIN_FORMATS.includes(format) && wishes.from !== null) return ownEvents(text, wishes);
  if (container === 'logEvents' || container === 'events' || container === 'results') {
    if (head?.['messageType'] === 'CONTROL_MESSAGE') return [CONTROL];
    const line = logLine(text, container);
    return typeof line === 'string' ? [malformed(line)] : openLogged(line.text, line.id, wishes);
  }
  if (emptyDumpOf(text) !== null) return [];
  if (prefix !== undefined) return openLogged(text.bytes, null, wishes);
  if (format === 'logs-query') return [foreign('no events or results')];
  if (format === 'cloudwatch') return openSubscription(text, wishes);
  return format === 'powertools' ? openLine(text, wishes) : openDocument(text, reading);
}

const CONTROL = skip('control-message', 'CloudWatch Logs checks whether somebody listens');

/** The text of a log event: JSON goes on, whatever else was logged is no event. */
function openLogged(text: Buffer, id: string | null, wishes: Wishes): readonly Outcome[] {
  const logged = text.subarray(prefixLength(text));
  const line = jsonText(logged);
  if (line !== null) {
    return openLine(line, wishes).map((outcome) =>
      outcome.kind === 'event' ? {...outcome, id: outcome.id ?? id, source: line} : outcome,
    );
  }
  const isCut = logged[0] === 0x7b;
  return [isCut ? malformed('a line of a log that is cut, or no JSON') : NOTHING_LOGGED];
}

const NOTHING_LOGGED = skip('no-event', 'a line of a log without an event');

/** A line that was logged: what is an event by its own shape, what --select finds, or Powertools. */
function openLine(line: JsonText, wishes: Wishes): readonly Outcome[] {
  if (wishes.select !== null) return ownEvents(line, wishes, 'no-event');
  const format = formatOf(line);
  const isOwn = format === 'destination' || format === 'stream-failure' || format === 'eventbridge';
  return isOwn ? openDocument(line, {format, wishes}) : [openPowertools(line)];
}

/** The event of a log subscription, or the object in it. */
function openSubscription(text: JsonText, wishes: Wishes): readonly Outcome[] {
  const members = objectOf(text.value) ?? {};
  if (members['messageType'] === 'CONTROL_MESSAGE') return [CONTROL];
  if (!('awslogs' in members)) {
    return 'logEvents' in members ? [] : [foreign('no logEvents')];
  }
  const opened = subscriptionData(objectOf(members['awslogs'])?.['data']);
  if (typeof opened === 'string') return [malformed(opened)];
  if (objectOf(opened.value)?.['messageType'] === 'CONTROL_MESSAGE') return [CONTROL];
  return logEvents(opened).flatMap((item) => {
    const line = logLine(item, 'logEvents');
    return typeof line === 'string' ? [malformed(line)] : openLogged(line.text, line.id, wishes);
  });
}

function openDocument(record: JsonText, {format, wishes}: Reading): readonly Outcome[] {
  if (wishes.select !== null) return ownEvents(record, wishes);
  const opened = openCarriers(record);
  const failure = opened.documents.find(isStreamFailure);
  if (failure !== undefined) return [openStreamFailure(failure)];
  const destination = opened.documents.find(isDestination);
  if (destination !== undefined) return [openDestination(destination, wishes)];
  switch (format) {
    case 'stream-failure':
      return [foreign('not the record of a batch that failed')];
    case 'destination':
      return [foreign('not a destination record: no requestPayload')];
    case 'async-dlq':
      return [openAsyncDlq(opened)];
    case 'sqs':
      return [openSqs(record, wishes)];
    case 'test-events': {
      const schema = testEventSchema(record);
      return schema === null ? [foreign('no components.examples')] : openTestEvents(schema);
    }
    case 'eventbridge':
      return [openEventBridge(record)];
    default:
      return ownEvents(record, wishes);
  }
}

function openEventBridge(record: JsonText): Outcome {
  const members = objectOf(record.value) ?? {};
  if (!('detail' in members)) return foreign('no detail');
  return plainEvent(stringOf(members['id']), record);
}

/** The record as it is, or what --select finds in it. */
function ownEvents(
  record: JsonText,
  {select}: Wishes,
  otherwise: 'malformed' | 'no-event' = 'malformed',
): readonly Outcome[] {
  if (select === null) return [plainEvent(null, record)];
  const found = selectEvents(openCarriers(record), select);
  return found.length === 0
    ? [skip(otherwise, `${select.text} finds nothing`)]
    : found.map((event, part) => ({
        ...plainEvent(null, event),
        ...(found.length > 1 && {part}),
      }));
}
