import {describe, expect, it} from '@jest/globals';
import type {EventInvokeConfig} from '../../../src/core/event-invoke.js';
import {destinationOf} from '../../../src/core/event-invoke-config.js';
import type {ServedFunction, ServedFunctions} from '../../../src/core/served-function.js';
import {openDestinations} from '../../../src/serve/destinations.js';
import type {AcceptedEvent} from '../../../src/serve/event-queue.js';

const QUEUE = 'arn:aws:sqs:us-east-1:123456789012:dead';
const WORKER = 'arn:aws:lambda:eu-west-1:999999999999:function:worker:live';

type Kept = Parameters<typeof openDestinations>[0]['isKept'];

/** `hello`, which is configured so, beside `worker`. */
function sceneOf(
  eventInvoke: EventInvokeConfig,
  isKept: Kept = {success: false, failure: false},
  ofWorker: EventInvokeConfig = {},
) {
  const [hello, worker] = [
    {name: 'hello', eventInvoke},
    {name: 'worker', eventInvoke: ofWorker},
  ].map((one) => one as unknown as ServedFunction);
  const all = [hello, worker].flatMap((one) => one ?? []);
  const functions: ServedFunctions = {
    list: () => all,
    find: (name) => all.find((one) => one.name === name) ?? null,
    isReady: true,
  };
  const accepted: AcceptedEvent[] = [];
  const warnings: string[] = [];
  const told: string[] = [];
  const destinations = openDestinations({
    functions,
    accept: (event) => accepted.push(event) > 0,
    warn: (message) => warnings.push(message),
    tell: (message) => told.push(message),
    isKept,
  });
  const eventOf = (hops?: number): AcceptedEvent =>
    ({served: hello, requestId: 'r-1', hops}) as unknown as AcceptedEvent;
  return {destinations, accepted, warnings, told, eventOf};
}

describe('a destination that is a function which is served', () => {
  it('is given the record as an event of its own, by its name or its ARN', () => {
    const {destinations, accepted, warnings, eventOf} = sceneOf({
      onSuccess: destinationOf('worker'),
      onFailure: destinationOf(WORKER),
    });
    destinations.check();
    destinations.send('success', '{"a":1.0}', eventOf());
    destinations.send('failure', '{"b":2}', eventOf(3));
    expect(warnings).toEqual([]);
    expect(accepted).toMatchObject([
      {served: {name: 'worker'}, qualifier: null, type: 'Event', hops: 1},
      {served: {name: 'worker'}, qualifier: 'live', type: 'Event', hops: 4},
    ]);
    expect(accepted.map(({event}) => Buffer.from(event).toString())).toEqual([
      '{"a":1.0}',
      '{"b":2}',
    ]);
    const ids = new Set([...accepted.map(({requestId}) => requestId), 'r-1']);
    expect(ids.size).toBe(3);
  });

  it('is known with all that come behind it, in a circle too', () => {
    const {destinations, eventOf} = sceneOf(
      {onSuccess: destinationOf(QUEUE), onFailure: destinationOf(WORKER)},
      undefined,
      {onSuccess: destinationOf('hello')},
    );
    expect(destinations.behind(eventOf().served)).toEqual(['worker', 'hello']);
    const plain = sceneOf({onSuccess: destinationOf('worker')});
    expect(plain.destinations.behind(plain.eventOf().served)).toEqual(['worker']);
  });

  it('is given none that is too large, and no end of them, which is told of each', () => {
    const {destinations, accepted, warnings, told, eventOf} = sceneOf({
      onSuccess: destinationOf('hello'),
    });
    destinations.send('success', JSON.stringify('x'.repeat(2 ** 20)), eventOf());
    destinations.send('success', '{}', eventOf(16));
    expect([accepted, warnings]).toEqual([[], []]);
    expect(told).toEqual([
      'hello: onSuccess of r-1 is not sent: its record is larger than the 1048576 bytes of an event',
      'hello: onSuccess of r-1 is not sent: 16 functions have handed on to each other, and Lambda ends such a chain',
    ]);
  });
});

describe('a destination that is none', () => {
  it('is told once, with the flag that keeps the records or the file that does', () => {
    const config = {onSuccess: destinationOf('other'), onFailure: destinationOf(QUEUE)};
    const scene = sceneOf(config, {success: true, failure: false});
    scene.destinations.check();
    scene.destinations.send('failure', '{}', scene.eventOf());
    expect(scene.accepted).toEqual([]);
    expect(scene.warnings).toEqual([
      'hello: onSuccess is other, no function that is served here: its records are in the file of --on-success alone',
      `hello: onFailure is ${QUEUE}, no function that is served here: nothing is sent there; --on-failure FILE keeps the records`,
    ]);
    const gateway = sceneOf({onFailure: destinationOf(QUEUE)}, {success: null, failure: null});
    gateway.destinations.check();
    expect(gateway.warnings).toEqual([
      `hello: onFailure is ${QUEUE}, no function that is served here: nothing is sent there`,
    ]);
  });
});
