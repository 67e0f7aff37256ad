import type {RecordingFormat} from '../../src/core/recording-format.js';

/** An event as text, with the id that its record gives it. */
export interface WrittenEvent {
  readonly id: string;
  readonly text: string;
}

/** Writes events as a service of AWS would record them. */
export type RecordingWriter = (events: readonly WrittenEvent[]) => string;

const text = (value: unknown): string => JSON.stringify(value);
const lines = (all: readonly string[]): string => all.map((line) => `${line}\n`).join('');

const destination = ({id, text: event}: WrittenEvent): string =>
  `{"version":"1.0","requestContext":{"requestId":${text(id)},"condition":"Success"},"requestPayload":${event},"responsePayload":${event}}`;

const powertools = ({id, text: event}: WrittenEvent): string =>
  `{"level":"INFO","message":"Lambda invocation event","function_request_id":${text(id)},"event":${event}}`;

/** A writer per format, apart from those of plain events and of queues, whose events are rebuilt. */
export const WRITERS: Readonly<
  Partial<
    Record<RecordingFormat | 'destination-in-queue' | 'dlq-in-topic' | 'python', RecordingWriter>
  >
> = {
  array: (events) => `[${events.map(({text: event}) => event).join(', ')}]`,
  ndjson: (events) => lines(events.map(({text: event}) => event)),
  stream: (events) => events.map(({text: event}) => event).join(''),
  destination: (events) => lines(events.map(destination)),
  'destination-in-queue': (events) =>
    `{"Messages": [${events
      .map((event, n) => text({MessageId: `m-${n}`, ReceiptHandle: 'r', Body: destination(event)}))
      .join(',\n')}]}`,
  'stream-failure': (events) =>
    lines(
      events.map(
        ({id, text: event}) =>
          `{"requestContext":{"requestId":${text(id)},"condition":"RetryAttemptsExhausted"},"DDBStreamBatchInfo":{"batchSize":1},"payload":${text(event)}}`,
      ),
    ),
  'async-dlq': (events) =>
    text({
      Messages: events.map(({id, text: event}) => ({
        MessageId: `m-${id}`,
        Body: event,
        MessageAttributes: {
          RequestID: {StringValue: id, DataType: 'String'},
          ErrorCode: {StringValue: '200', DataType: 'Number'},
        },
      })),
    }),
  'dlq-in-topic': (events) =>
    lines(
      events.map(({id, text: event}) =>
        text({
          Type: 'Notification',
          MessageId: `m-${id}`,
          TopicArn: 'arn:aws:sns:eu-west-1:111122223333:failed',
          Message: event,
          MessageAttributes: {
            RequestID: {Type: 'String', Value: id},
            ErrorCode: {Type: 'Number', Value: '200'},
          },
        }),
      ),
    ),
  powertools: (events) => lines(events.map(powertools)),
  cloudwatch: (events) =>
    text({
      messageType: 'DATA_MESSAGE',
      logEvents: events.map((event, n) => ({id: `${n}`, timestamp: 1, message: powertools(event)})),
    }),
  'logs-query': (events) =>
    text({
      results: events.map((event, n) => [
        {field: '@ptr', value: `p-${n}`},
        {field: '@message', value: powertools(event)},
      ]),
    }),
  'test-events': (events) =>
    `{"openapi":"3.0.0","components":{"examples":{${events
      .map(({id, text: event}) => `${text(id)}:{"value":${event}}`)
      .join(',')}}}}`,
};
