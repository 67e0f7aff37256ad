import {PLAIN_FORMATS, type RecordingFormat} from '../core/recording-format.js';
import {objectOf, type Container, type JsonText} from './raw-record.js';
import type {Enters} from './split-values.js';

/** Lists that hold records whatever is in them, once a format is named. */
const NAMED: Readonly<Partial<Record<RecordingFormat, readonly Container[]>>> = {
  sqs: ['Messages', 'Records'],
  'async-dlq': ['Messages', 'Records'],
  destination: ['Messages', 'Records'],
  'stream-failure': ['Messages', 'Records'],
  'logs-query': ['events', 'results'],
  cloudwatch: ['logEvents', 'events'],
};

/** Which lists of dumps are opened: an event may have lists of the same name, so their items decide. */
export function entersOf(from: RecordingFormat | null): Enters {
  if (from === null) return (container, first) => LOOKS[container](first);
  if (PLAIN_FORMATS.includes(from)) return () => false;
  const named = NAMED[from] ?? [];
  return (container, first) => named.includes(container) || LOOKS[container](first);
}

type Looks = (first: JsonText | undefined | null) => boolean;

const LOOKS: Readonly<Record<Container, Looks>> = {
  Messages: (first) => hasAny(first, ['Body', 'MessageId', 'ReceiptHandle']),
  logEvents: (first) => hasAny(first, ['message', 'timestamp']),
  events: (first) =>
    typeof objectOf(first?.value)?.['message'] === 'string' &&
    hasAny(first, ['eventId', 'timestamp', 'logStreamName']),
  results: (first) =>
    Array.isArray(first?.value) && objectOf(first.value[0])?.['field'] !== undefined,
  // The event of a function of SQS, SNS, S3 …: opened only where that is asked for.
  Records: () => false,
};

const hasAny = (first: JsonText | undefined | null, keys: readonly string[]): boolean => {
  const members = objectOf(first?.value);
  return members !== null && keys.some((key) => key in members);
};
