import {describe, expect, it} from '@jest/globals';
import type {InvocationResult} from '../../../src/core/invocation.js';
import type {ServedFunction} from '../../../src/core/served-function.js';
import {LambdockError} from '../../../src/errors/lambdock-error.js';
import {eventQueue, type AcceptedEvent, type QueueTools} from '../../../src/serve/event-queue.js';
import {configurationOf} from '../../../src/wire/configuration-of.js';
import {sampleResult, sampleSpec} from '../../support/samples.js';

const served: ServedFunction = {
  name: 'hello',
  driver: 'rie',
  configuration: configurationOf(sampleSpec(), {
    arn: 'arn:aws:lambda:us-east-1:123456789012:function:hello',
    image: 'lambdock/hello:1',
    openedAt: new Date(0),
  }),
  figures: () => ({environments: 1, busy: 0, waiting: 0, isReady: true}),
  invoke: async () => Promise.reject(new Error('not asked')),
};

const eventOf = (requestId: string, event = '{"n": 1.10}'): AcceptedEvent => ({
  served,
  requestId,
  qualifier: null,
  type: 'Event',
  event: Buffer.from(event),
  clientContext: undefined,
  wantsLog: false,
});

const ok = sampleResult('{"m": 2.50}');
const failed = sampleResult('{"errorType":"E"}', {
  status: 'function-error',
  error: {type: 'E', message: '', stackTrace: []},
});

interface Scene extends Partial<QueueTools> {
  readonly answers: readonly (InvocationResult | Error)[];
}

/** A queue whose clock stands still until somebody waits, and then jumps. */
function queueOf({answers, ...over}: Scene) {
  const delays: number[] = [];
  const records: {kind: string; record: string}[] = [];
  const ran: string[] = [];
  let now = 0;
  const left = [...answers];
  const queue = eventQueue({
    limit: 10,
    retryDelayMs: 60_000,
    settings: () => ({retries: 2, maxAgeMs: 21_600_000}),
    run: async ({requestId}) => {
      ran.push(requestId);
      const answer = left.shift() ?? ok;
      if (answer instanceof Error) throw answer;
      return answer;
    },
    behind: () => [],
    deliver: async (kind, record) => void records.push({kind, record}),
    onEnded: () => undefined,
    now: () => now,
    after: (ms, work) => {
      delays.push(ms);
      now += ms;
      queueMicrotask(work);
      return () => undefined;
    },
    ...over,
  });
  return {queue, delays, records, ran};
}

describe('an event that nobody waits for', () => {
  it('is tried again after one minute and after two, under its id, and its record is Lambda’s', async () => {
    const {queue, delays, records, ran} = queueOf({answers: [failed, failed, failed]});
    expect(queue.accept(eventOf('r-1', '{\n"n": 1.10}'))).toBe(true);
    await queueMade(queue);
    expect(delays).toEqual([60_000, 120_000]);
    expect(ran).toEqual(['r-1', 'r-1', 'r-1']);
    expect(records).toHaveLength(1);
    expect(records[0]?.kind).toBe('failure');
    expect(records[0]?.record).toContain('"requestPayload":{ "n": 1.10}');
    expect(JSON.parse(records[0]?.record ?? '')).toEqual({
      version: '1.0',
      timestamp: '1970-01-01T00:03:00.000Z',
      requestContext: {
        requestId: 'r-1',
        functionArn: 'arn:aws:lambda:us-east-1:123456789012:function:hello:$LATEST',
        condition: 'RetriesExhausted',
        approximateInvokeCount: 3,
      },
      requestPayload: {n: 1.1},
      responseContext: {statusCode: 200, executedVersion: '$LATEST', functionError: 'Unhandled'},
      responsePayload: {errorType: 'E'},
    });
  });

  it('ends with its first success', async () => {
    const {queue, records} = queueOf({answers: [failed, ok]});
    queue.accept(eventOf('r-1'));
    await queueMade(queue);
    expect(records.map(({kind}) => kind)).toEqual(['success']);
    expect(records[0]?.record).toContain('"responsePayload":{"m": 2.50}');
    expect(records[0]?.record).not.toContain('functionError');
  });

  it('is given up when it is too old, and says so', async () => {
    const {queue, records, ran} = queueOf({
      answers: [failed, failed, failed],
      settings: () => ({retries: 2, maxAgeMs: 60_000}),
    });
    queue.accept(eventOf('r-1'));
    await queueMade(queue);
    expect(ran).toHaveLength(2);
    expect(records[0]?.record).toContain('"condition":"EventAgeExceeded"');
  });

  it('waits where the pool is full, which counts for no try', async () => {
    const full = new LambdockError('POOL_FULL', {message: 'busy'});
    const {queue, records} = queueOf({answers: [full, full, full, full, ok]});
    queue.accept(eventOf('r-1'));
    await queueMade(queue);
    expect(records[0]?.record).toContain('"approximateInvokeCount":1');
  });

  it('is refused where too many are inside, and let in when one has ended', async () => {
    const {queue} = queueOf({answers: [], limit: 1});
    expect([queue.accept(eventOf('r-1')), queue.accept(eventOf('r-2'))]).toEqual([true, false]);
    expect(queue.count('hello')).toBe(1);
    await queueMade(queue);
    expect([queue.count('hello'), queue.accept(eventOf('r-3'))]).toEqual([0, true]);
    // What another function has handed on was accepted with that one's event.
    expect(queue.accept({...eventOf('r-4'), hops: 1})).toBe(true);
  });

  it('is refused where too many are inside a function that its record may come to', async () => {
    const alarm: ServedFunction = {...served, name: 'alarm'};
    const {queue} = queueOf({
      answers: [],
      limit: 2,
      behind: ({name}) => (name === 'hello' ? ['worker', 'alarm'] : []),
    });
    for (const id of ['r-1', 'r-2']) queue.accept({...eventOf(id), served: alarm});
    // What was accepted is handed on all the same.
    expect(queue.accept({...eventOf('r-3'), served: alarm, hops: 1})).toBe(true);
    expect([queue.accept(eventOf('r-4')), queue.count('hello')]).toEqual([false, 0]);
    await queueMade(queue);
    expect(queue.accept(eventOf('r-5'))).toBe(true);
    await queueMade(queue);
  });

  it('runs beside others, but for no more than there are environments and one', async () => {
    let running = 0;
    let most = 0;
    const {queue} = queueOf({
      answers: [],
      limit: 100,
      run: async () => {
        running += 1;
        most = Math.max(most, running);
        await new Promise((resolve) => setImmediate(resolve));
        running -= 1;
        return ok;
      },
    });
    for (let n = 0; n < 20; n += 1) queue.accept(eventOf(`r-${n}`));
    await queueMade(queue);
    expect(most).toBe(2);
  });

  it('runs beside more of them as the environments become more, in the order of their arrival', async () => {
    let running = 0;
    let environments = 1;
    let most = 0;
    const order: string[] = [];
    const {queue} = queueOf({
      answers: [],
      limit: 100,
      run: async ({requestId}) => {
        order.push(requestId);
        running += 1;
        environments = Math.min(5, Math.max(environments, running));
        most = Math.max(most, running);
        await new Promise((resolve) => setImmediate(resolve));
        running -= 1;
        return ok;
      },
    });
    const ids = Array.from({length: 30}, (_, n) => `r-${n}`);
    const figures = () => ({environments, busy: running, waiting: 0, isReady: true});
    for (const id of ids) queue.accept({...eventOf(id), served: {...served, figures}});
    await queueMade(queue);
    expect([most, order]).toEqual([6, ids]);
  });

  it('does not wait for its next try when the server ends', async () => {
    const asked: number[] = [];
    const {queue, records} = queueOf({
      answers: [failed, ok],
      after: (ms, work) => {
        asked.push(ms);
        if (ms < 60_000) queueMicrotask(work);
        return () => undefined;
      },
    });
    queue.accept(eventOf('r-1'));
    await new Promise((resolve) => setImmediate(resolve));
    expect([asked, records]).toEqual([[60_000], []]);
    await queue.drain();
    expect(records.map(({kind}) => kind)).toEqual(['success']);
  });
});

/** Every event has come to its end. */
const queueMade = (queue: {drain(): Promise<void>}): Promise<void> =>
  new Promise((resolve) => setImmediate(resolve)).then(() => queue.drain());
