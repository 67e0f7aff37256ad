import {createHash} from 'node:crypto';
import {memberSlices, membersByName} from '../../core/json-slices.js';
import {isSqsMessage, type Opened} from '../carriers.js';
import {foreign, malformed, noteOf, plainEvent, type Outcome, type Wishes} from '../outcome.js';
import {objectOf, stringOf, type JsonText} from '../raw-record.js';

/** Where a queue is said to be when nobody says. */
const DUMMY_ARN = 'arn:aws:sqs:us-east-1:012345678912:recorded';
const DLQ_ATTRIBUTES = ['RequestID', 'ErrorCode'] as const;

/** Whether Lambda sent a record to the dead-letter queue or topic of an asynchronous function. */
export const isAsyncDlq = ({carried}: Opened): boolean =>
  carried.some(({message}) => DLQ_ATTRIBUTES.every((name) => attributeOf(message, name) !== null));

/** Whether a record is a message of a queue. */
export const isSqs = ({documents: [record]}: Opened): boolean => {
  const members = objectOf(record?.value);
  return members !== null && isSqsMessage(members);
};

/** The event that a function could not deal with: the text of the message, unchanged. */
export function openAsyncDlq({carried}: Opened): Outcome {
  const queued = carried.filter(({carrier}) => carrier !== 'eventbridge');
  const told = queued.find(({message}) => attributeOf(message, 'RequestID') !== null);
  const last = told ?? queued.at(-1);
  if (last === undefined) return foreign('not a message of a queue or topic');
  if (last.text === null) return malformed('its body is not JSON');
  const code = attributeOf(last.message, 'ErrorCode');
  const members = objectOf(last.message.value) ?? {};
  return {
    ...plainEvent(
      attributeOf(last.message, 'RequestID') ??
        stringOf(members['MessageId'] ?? members['messageId']),
      last.text,
    ),
    note: noteOf(
      code === null ? null : `ErrorCode ${code}`,
      attributeOf(last.message, 'ErrorMessage'),
    ),
  };
}

/** The text of a message's attribute, as SQS or SNS has it. */
function attributeOf({value}: JsonText, name: string): string | null {
  const members = objectOf(value) ?? {};
  const all = objectOf(members['MessageAttributes'] ?? members['messageAttributes']);
  const attribute = objectOf(all?.[name]);
  return stringOf(attribute?.['StringValue'] ?? attribute?.['stringValue'] ?? attribute?.['Value']);
}

/** What the function is sent for a message: a batch of one, which may be joined with others. */
export function openSqs(record: JsonText, wishes: Wishes): Outcome {
  const members = objectOf(record.value);
  if (members === null || !isSqsMessage(members)) return foreign('not a message of a queue');
  if (typeof (members['Body'] ?? members['body']) !== 'string') return malformed('no Body');
  const written = membersByName(record.bytes);
  const content = lambdaRecord(record, written, wishes.sourceArn ?? DUMMY_ARN);
  return {
    ...plainEvent(stringOf(members['MessageId'] ?? members['messageId']), {bytes: content}),
    // The same message has another receipt handle each time it is received.
    identity: Buffer.concat(
      ['Body', 'body', 'MessageAttributes', 'messageAttributes'].map(
        (key) => written.get(key) ?? Buffer.alloc(0),
      ),
    ),
    batch: true,
  };
}

/** Joins the records of messages to the event of a batch. */
export const batchEvent = (records: readonly Uint8Array[]): Buffer =>
  Buffer.from(`{"Records":[${records.map((record) => Buffer.from(record).toString()).join(',')}]}`);

/** Of the event that a batch has beside its records. */
export const BATCH_OVERHEAD = batchEvent([]).length;

function lambdaRecord(
  {bytes, value}: JsonText,
  written: ReadonlyMap<string, Uint8Array>,
  arn: string,
): Buffer {
  if (written.has('body')) return bytes;
  const text = (key: string, otherwise: () => string): string => {
    const own = written.get(key);
    return own === undefined ? otherwise() : Buffer.from(own).toString();
  };
  const nothing = (): string => '""';
  const body = String(objectOf(value)?.['Body']);
  const digest = (): string => JSON.stringify(createHash('md5').update(body).digest('hex'));
  const attributes = written.get('MessageAttributes') ?? Buffer.from('{}');
  const fields: readonly (readonly [string, string])[] = [
    ['messageId', text('MessageId', nothing)],
    ['receiptHandle', text('ReceiptHandle', nothing)],
    ['body', text('Body', nothing)],
    ['attributes', text('Attributes', () => '{}')],
    ['messageAttributes', loweredAttributes(Buffer.from(attributes))],
    ['md5OfBody', text('MD5OfBody', digest)],
    ...(written.has('MD5OfMessageAttributes')
      ? [['md5OfMessageAttributes', text('MD5OfMessageAttributes', nothing)] as const]
      : []),
    ['eventSource', '"aws:sqs"'],
    ['eventSourceARN', JSON.stringify(arn)],
    ['awsRegion', JSON.stringify(arn.split(':')[3] ?? '')],
  ];
  return Buffer.from(`{${fields.map(([key, field]) => `"${key}":${field}`).join(',')}}`);
}

/** `StringValue` becomes `stringValue`; values stay as written. */
function loweredAttributes(bytes: Buffer): string {
  const written = [...memberSlices(bytes)].map(({name, start, end}) => {
    const fields = [...memberSlices(bytes.subarray(start, end))].map((field) => {
      const value = bytes.toString('utf8', start + field.start, start + field.end);
      return `${JSON.stringify(lowered(field.key))}:${value}`;
    });
    return `${bytes.toString('utf8', name.start, name.end)}:{${fields.join(',')}}`;
  });
  return `{${written.join(',')}}`;
}

const lowered = (key: string): string => `${key.charAt(0).toLowerCase()}${key.slice(1)}`;
