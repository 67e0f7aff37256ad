import {gunzipSync} from 'node:zlib';
import {itemSlices} from '../../core/json-slices.js';
import {memberText} from '../carriers.js';
import {
  jsonText,
  objectOf,
  RECORD_LIMIT,
  stringOf,
  type Container,
  type JsonText,
} from '../raw-record.js';

/** What was logged, and what the log calls it. */
export interface LogLine {
  readonly id: string | null;
  readonly text: Buffer;
}

/** A line of a log in a list of a dump; or why there is none. */
export function logLine(item: JsonText, container: Container): LogLine | string {
  if (container === 'results') return queryRow(item.value);
  const members = objectOf(item.value) ?? {};
  const message = stringOf(members['message']);
  if (message === null) return 'a log event without message';
  const id = stringOf(members['eventId'] ?? members['id']);
  return {id, text: Buffer.from(message)};
}

function queryRow(value: unknown): LogLine | string {
  if (!Array.isArray(value)) return 'not a row of a query';
  const field = (name: string): string | null =>
    stringOf(value.map(objectOf).findLast((pair) => pair?.['field'] === name)?.['value']);
  const message = field('@message');
  if (message === null) return 'a row without @message: add @message to the query';
  return {id: field('@ptr'), text: Buffer.from(message)};
}

/** The object with `logEvents` that the event of a log subscription holds; or why there is none. */
export function subscriptionData(data: unknown): JsonText | string {
  const text = stringOf(data);
  if (text === null) return 'no awslogs.data';
  try {
    const bytes = gunzipSync(Buffer.from(text, 'base64'), {maxOutputLength: RECORD_LIMIT});
    const opened = jsonText(bytes);
    return opened !== null && Array.isArray(objectOf(opened.value)?.['logEvents'])
      ? opened
      : 'awslogs.data holds no logEvents';
  } catch {
    return 'awslogs.data is not base64 of gzip';
  }
}

/** The events of a subscription's object. */
export function logEvents(subscription: JsonText): readonly JsonText[] {
  const list = memberText(subscription, 'logEvents');
  const values = Array.isArray(list.value) ? (list.value as readonly unknown[]) : [];
  return [...itemSlices(list.bytes)].map(({start, end}, index) => ({
    bytes: list.bytes.subarray(start, end),
    value: values[index],
  }));
}
