import {memberBytes} from '../core/json-slices.js';
import {jsonText, objectOf, stringOf, type JsonText} from './raw-record.js';

/** A message, and the JSON that it carries: null where its text is none. */
export interface Carried {
  readonly carrier: 'sqs' | 'sns' | 'eventbridge' | 'log';
  readonly message: JsonText;
  readonly text: JsonText | null;
}

type Members = Readonly<Record<string, unknown>>;

const MOST_CARRIERS = 3;

/** What lies in a record: the record itself, what it carries, what that carries. */
export interface Opened {
  readonly documents: readonly JsonText[];
  readonly carried: readonly Carried[];
}

/** Opens carriers in turn, three deep at most. */
export function openCarriers(record: JsonText): Opened {
  const documents = [record];
  const carried: Carried[] = [];
  let here: JsonText | null = record;
  while (here !== null && carried.length < MOST_CARRIERS) {
    const next = carriedBy(here);
    if (next === null) break;
    carried.push(next);
    here = next.text;
    if (here !== null) documents.push(here);
  }
  return {documents, carried};
}

function carriedBy(message: JsonText): Carried | null {
  const members = objectOf(message.value);
  if (members === null) return null;
  const text = (json: string): JsonText | null => jsonText(Buffer.from(json));
  const {Message} = members;
  if (isSqsMessage(members)) {
    const body = stringOf(members['Body'] ?? members['body']);
    return {carrier: 'sqs', message, text: body === null ? null : text(body)};
  }
  if (typeof Message === 'string' && ('TopicArn' in members || members['Type'] === 'Notification'))
    return {carrier: 'sns', message, text: text(Message)};
  const {Sns} = members;
  if (objectOf(Sns) !== null) return carriedBy(memberText(message, 'Sns'));
  if (isEventBridge(members))
    return {carrier: 'eventbridge', message, text: memberText(message, 'detail')};
  if (isLogEvent(members)) {
    const logged = stringOf(members['message']) ?? '';
    return {carrier: 'log', message, text: text(logged)};
  }
  return null;
}

/** A message of a queue, as the API answers it, or as Lambda hands it on. */
export const isSqsMessage = (members: Members): boolean =>
  (typeof members['MessageId'] === 'string' && !('TopicArn' in members) && 'Body' in members) ||
  ('Body' in members && ('ReceiptHandle' in members || 'MD5OfBody' in members)) ||
  (typeof members['MessageId'] === 'string' && 'ReceiptHandle' in members) ||
  (typeof members['messageId'] === 'string' && 'body' in members);

/** An event of EventBridge. */
export const isEventBridge = (members: Members): boolean =>
  typeof members['id'] === 'string' &&
  typeof members['source'] === 'string' &&
  'detail-type' in members &&
  'detail' in members;

/** An event of CloudWatch Logs: of a subscription, or of a query. */
export const isLogEvent = (members: Members): boolean =>
  typeof members['message'] === 'string' &&
  (typeof members['timestamp'] === 'number' || typeof members['eventId'] === 'string') &&
  ('id' in members || 'eventId' in members || 'logStreamName' in members || !('level' in members));

/** A member of a JSON object with its bytes. */
export function memberText({bytes, value}: JsonText, key: string): JsonText {
  const slice = memberBytes(bytes, key);
  return {
    bytes: slice === null ? Buffer.alloc(0) : Buffer.from(slice),
    value: objectOf(value)?.[key],
  };
}
