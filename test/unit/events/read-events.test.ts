import {gzipSync} from 'node:zlib';
import {describe, expect, it} from '@jest/globals';
import {errorOf} from '../../support/error-of.js';
import {inTempFolder} from '../../support/in-temp-folder.js';
import {readRecording} from '../../support/read-recording.js';

describe('the formats of recordings', () => {
  it('takes lines of JSON by their line; a second value on a line by its offset', async () => {
    expect(await readRecording(['orders.ndjson'])).toMatchObject({
      formats: ['ndjson'],
      events: [
        ['orders.ndjson:1', '{"orderId":7}'],
        ['orders.ndjson:2', '{"orderId":8}'],
        ['orders.ndjson:3', '{"orderId":9}'],
        ['orders.ndjson@41', '{"orderId":10}'],
      ],
    });
  });

  it('takes values with nothing between them, numbers as they are written', async () => {
    expect(await readRecording(['firehose.stream'])).toMatchObject({
      formats: ['stream'],
      events: [
        ['firehose.stream@0', '{"orderId":7}'],
        ['firehose.stream@13', '{"orderId":12345678901234567890}'],
        ['firehose.stream@45', '{"price":1.10}'],
      ],
    });
  });

  it('takes the items of a list, and the list itself where it is a file of a folder', async () => {
    const {formats, events} = await readRecording(['orders-array.json']);
    expect(formats).toEqual(['array']);
    expect(events[1]).toEqual(['orders-array.json:1', '{"orderId": 12345678901234567890}']);
    expect(events).toHaveLength(4);
    const {events: inFolder} = await readRecording(['mixed']);
    expect(inFolder.map(([id]) => id)).toEqual([
      'mixed/list',
      'mixed/one',
      'mixed/sub/lines.ndjson:1',
      'mixed/sub/lines.ndjson:2',
    ]);
  });

  it('opens destination records, keeps their answers, and skips those of other functions', async () => {
    const {formats, records, skipped} = await readRecording(['destination.ndjson'], {
      functionName: 'orders',
    });
    expect(formats).toEqual(['destination']);
    const [success, failure] = records;
    expect(success).toMatchObject({id: '8f1c2d3e-0000-4000-8000-000000000001', note: null});
    expect(textsOf(success)).toEqual([
      '{"orderId":7,"total":1.10}',
      '{"accepted":true,"serial":9007199254740993}',
    ]);
    expect(failure).toMatchObject({recorded: null, note: 'RetriesExhausted, Unhandled'});
    expect(skipped).toEqual([
      'destination.ndjson:3: other-function: it is of the function billing',
      expect.stringMatching(/^destination.ndjson:4: malformed: no requestPayload/),
    ]);
  });

  it('takes the messages of a dead-letter queue as they are', async () => {
    const {formats, records, events, skipped} = await readRecording(['async-dlq.json']);
    expect(formats).toEqual(['async-dlq']);
    expect(events).toEqual([['8f1c2d3e', '{"orderId": 12345678901234567890}']]);
    expect(records[0]).toMatchObject({note: 'ErrorCode 200, boom'});
    expect(skipped).toEqual(['async-dlq.json:6: malformed: its body is not JSON']);
  });

  it('rebuilds the events of a queue, in batches where asked', async () => {
    const {formats, events, skipped} = await readRecording(['sqs.json'], {
      sourceArn: 'arn:aws:sqs:eu-west-1:111122223333:orders',
    });
    expect(formats).toEqual(['sqs']);
    expect(events.map(([id]) => id)).toEqual(['m-1', 'm-2']);
    expect(JSON.parse(events[0]![1])).toEqual({
      Records: [
        {
          messageId: 'm-1',
          receiptHandle: 'r-1',
          body: '{"orderId":7}',
          attributes: {SentTimestamp: '1772359200000'},
          messageAttributes: {Tenant: {stringValue: 'blue', dataType: 'String'}},
          md5OfBody: '0cc1',
          eventSource: 'aws:sqs',
          eventSourceARN: 'arn:aws:sqs:eu-west-1:111122223333:orders',
          awsRegion: 'eu-west-1',
        },
      ],
    });
    expect(skipped).toEqual([
      'sqs.json:7: duplicate: the event m-1 was there before',
      'sqs.json:10: malformed: no Body',
    ]);
    const batches = await readRecording(['sqs.json'], {batchSize: 10});
    expect(batches.events.map(([id]) => id)).toEqual(['m-1+1']);
    expect(JSON.parse(batches.events[0]![1])).toMatchObject({
      Records: [{messageId: 'm-1'}, {messageId: 'm-2'}],
    });
  });

  it('takes the payload of a batch that failed, an object or a text', async () => {
    const {formats, events} = await readRecording(['stream-failure.json', 'kafka-failure.json']);
    expect(formats).toEqual(['stream-failure', 'stream-failure']);
    expect(events[0]).toEqual(['c9b8', expect.stringContaining('1772359200.10')]);
    expect(events[1]).toEqual([
      'c9b9',
      '{"eventSource": "aws:kafka", "records": {"orders-0": [{"offset": 15}]}}',
    ]);
    expect(await errorOf(() => readRecording(['stream-failure-in-queue.json']))).toMatchObject({
      code: 'NO_EVENTS',
      message: expect.stringContaining('no payload: use an S3 destination'),
    });
  });

  it('finds the events in the lines of Powertools; retries of one request are duplicates', async () => {
    const {formats, events, reports} = await readRecording(['powertools.log']);
    expect(formats).toEqual(['powertools']);
    expect(events).toEqual([
      ['8f1c', '{"orderId":7.10}'],
      ['9a2d', '{"orderId":8}'],
    ]);
    expect(reports[0]?.skipped).toEqual({'no-event': 4, duplicate: 1, malformed: 1});
  });

  it('opens log subscriptions, exported logs and the output of queries', async () => {
    const subscription = await readRecording(['subscription.json']);
    expect(subscription).toMatchObject({
      formats: ['cloudwatch'],
      events: [
        ['3709', '{"orderId":7.10}'],
        ['8f1c', '{"orderId":8}'],
      ],
      reports: [{skipped: {'no-event': 1, malformed: 1, 'control-message': 1}}],
    });
    expect(await readRecording(['export.log'])).toMatchObject({
      formats: ['cloudwatch'],
      events: [
        ['8f1c', '{"orderId":7.10}'],
        ['9a2d', '{"orderId":8}'],
      ],
    });
    expect(await readRecording(['logs-query.ndjson'])).toMatchObject({
      formats: ['logs-query'],
      events: [
        ['3709', '{"orderId":7}'],
        ['CmEK', '{"orderId":8}'],
      ],
      skipped: [
        'logs-query.ndjson:2: malformed: a row without @message: add @message to the query',
      ],
    });
  });

  it('opens the event of a log subscription only where that is asked for', async () => {
    const inner = {logEvents: [{id: '1', timestamp: 1, message: '{"event":{"a":1.0}}'}]};
    const data = gzipSync(JSON.stringify(inner)).toString('base64');
    const stdin = JSON.stringify({awslogs: {data}});
    expect(await readRecording(['-'], {stdin})).toMatchObject({events: [['stdin:1', stdin]]});
    expect(await readRecording(['-'], {stdin, from: 'cloudwatch'})).toMatchObject({
      events: [['1', '{"a":1.0}']],
    });
    const bad = await errorOf(() =>
      readRecording(['-'], {stdin: '{"awslogs":{"data":"x"}}', from: 'cloudwatch'}),
    );
    expect(bad).toMatchObject({message: expect.stringContaining('not base64 of gzip')});
  });

  it('sends events of EventBridge whole, and opens those of a destination', async () => {
    const {formats, events, skipped} = await readRecording(['eventbridge.stream']);
    expect(formats).toEqual(['eventbridge']);
    expect(events[0]).toEqual(['6a7e', expect.stringContaining('"detail":{"orderId":7.10}')]);
    expect(events[1]).toEqual(['8f1c', '{"orderId":8}']);
    expect(skipped).toEqual([
      expect.stringContaining('eventbridge.stream:1: malformed: no detail, unlike'),
    ]);
  });

  it('takes the examples of shareable test events, also from a downloaded schema', async () => {
    const {formats, events, records} = await readRecording(['test-events.json']);
    expect(formats).toEqual(['test-events']);
    expect(events).toEqual([
      ['paid', '{"orderId": 7.10}'],
      ['late', '{"orderId": 8}'],
    ]);
    expect(records[1]).toMatchObject({note: 'recorded as an asynchronous event'});
    const schema = {openapi: '3.0.0', components: {examples: {one: {value: 1}}}};
    const stdin = JSON.stringify({SchemaName: '_orders-schema', Content: JSON.stringify(schema)});
    expect(await readRecording(['-'], {stdin})).toMatchObject({events: [['one', '1']]});
  });

  it('refuses the access log of an API, unless its lines are wanted', async () => {
    expect(await errorOf(() => readRecording(['access-log.ndjson']))).toMatchObject({
      code: 'EVENT_INVALID',
      exitCode: 2,
      suggestions: expect.arrayContaining([expect.stringContaining('destination')]),
    });
    const {events} = await readRecording(['access-log.ndjson'], {from: 'ndjson'});
    expect(events).toHaveLength(1);
  });

  it('keeps what looks like a carrier and is the event of a function', async () => {
    const events = [
      {Records: [{messageId: 'm', body: '{}', eventSource: 'aws:sqs'}]},
      {destination: 'U1', events: [{type: 'message', message: {text: 'hi'}, timestamp: 1}]},
      {Messages: [{text: 'hi'}]},
      {results: [{field: 'a'}], events: [], logEvents: []},
      {event: {a: 1}},
    ].map((event) => JSON.stringify(event));
    const read = await readRecording(['-'], {stdin: events.join('\n')});
    expect(read.formats).toEqual(['ndjson']);
    expect(read.events.map(([, text]) => text)).toEqual(events);
  });
});

const textsOf = (record: unknown): readonly string[] => {
  const {event, recorded} = record as {event: Uint8Array; recorded: Uint8Array};
  return [event, recorded].map((bytes) => Buffer.from(bytes).toString());
};

describe('an input that cannot be read', () => {
  it('is named', async () => {
    await inTempFolder({}, async (cwd) => {
      expect(await errorOf(() => readRecording(['no.json'], {cwd}))).toMatchObject({
        code: 'EVENT_INVALID',
        message: 'there is no file or folder no.json',
      });
      expect(await errorOf(() => readRecording(['*.json'], {cwd}))).toMatchObject({
        message: 'no file is like *.json',
      });
    });
  });
});

describe('a dump', () => {
  it.each([
    '{"Messages":[]}',
    '{"Messages":[],"ResponseMetadata":{"RequestId":"r"}}',
    '{"events":[],"searchedLogStreams":[]}',
    '{"events":[],"nextForwardToken":"f/1","nextBackwardToken":"b/1"}',
    '{"results":[],"statistics":{"recordsMatched":0.0},"status":"Complete"}',
  ])('without records, as %s, is no event', async (stdin) => {
    expect(await errorOf(() => readRecording(['-'], {stdin}))).toMatchObject({code: 'NO_EVENTS'});
    const page = '{"Messages":[{"MessageId":"m","ReceiptHandle":"r","Body":"{}"}]}';
    const {events} = await readRecording(['-'], {stdin: `${stdin}\n${page}\n`, from: 'sqs'});
    expect(events.map(([id]) => id)).toEqual(['m']);
  });

  it.each(['{"events":[]}', '{"results":[],"status":"ok"}', '{"Messages":[],"user":"ada"}'])(
    '%s is none: the event of a function may have empty lists too',
    async (stdin) => {
      const {events} = await readRecording(['-'], {stdin});
      expect(events.map(([, text]) => text)).toEqual([stdin]);
    },
  );

  it('that is asked for is the only thing that is taken: records of no query are malformed', async () => {
    const error = await errorOf(() =>
      readRecording(['-'], {stdin: '{"a":1}\n{"a":2}\n', from: 'logs-query'}),
    );
    expect(error).toMatchObject({
      code: 'NO_EVENTS',
      message: expect.stringContaining('no events or results'),
    });
  });
});

describe('the id that a path finds', () => {
  it('is none where it is null or empty: such a record is malformed', async () => {
    const stdin = '{"rid":null}\n{"rid":""}\n{"rid":0}\n{"rid":"a"}\n';
    const {events, skipped} = await readRecording(['-'], {stdin, from: 'ndjson', id: '$.rid'});
    expect(events.map(([id]) => id)).toEqual(['0', 'a']);
    expect(skipped.map((text) => text.split(': ').slice(0, 2).join(': '))).toEqual([
      '-:1: malformed',
      '-:2: malformed',
    ]);
  });
});

describe('a recording that is not there', () => {
  it('comes with no advice for an event of its own', async () => {
    const error = await errorOf(() => readRecording(['nowhere.json']));
    expect(error).toMatchObject({code: 'EVENT_INVALID'});
    expect(JSON.stringify(error)).not.toContain('--raw');
  });
});
