import {memberText} from '../carriers.js';
import {malformed, noteOf, type Outcome} from '../outcome.js';
import {jsonText, objectOf, stringOf, type JsonText} from '../raw-record.js';

const BATCHES = ['KinesisBatchInfo', 'DDBStreamBatchInfo', 'KafkaBatchInfo'];

/** Whether a document tells of a batch of Kinesis, DynamoDB or Kafka that failed. */
export function isStreamFailure({value}: JsonText): boolean {
  const record = objectOf(value);
  return record !== null && BATCHES.some((key) => key in record);
}

/** The batch that failed, which only a destination in S3 is given. */
export function openStreamFailure(document: JsonText): Outcome {
  const record = objectOf(document.value) ?? {};
  if (!('payload' in record)) return malformed('no payload: use an S3 destination');
  const written = memberText(document, 'payload');
  const payload =
    typeof written.value === 'string' ? jsonText(Buffer.from(written.value)) : written;
  if (payload === null) return malformed('its payload is not JSON');
  const context = objectOf(record['requestContext']) ?? {};
  const error = stringOf(objectOf(record['responseContext'])?.['functionError']);
  return {
    kind: 'event',
    id: stringOf(context['requestId']),
    event: payload.bytes,
    recorded: null,
    note: noteOf(stringOf(context['condition']), error),
  };
}
