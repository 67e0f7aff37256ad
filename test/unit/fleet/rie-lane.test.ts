import {expect, it} from '@jest/globals';
import {rieLane} from '../../../src/fleet/rie-lane.js';
import {rieClient} from '../../../src/net/rie-client.js';
import type {Ran} from '../../../src/fleet/fleet-tools.js';
import {deafListener} from '../../support/deaf-listener.js';
import {gatewayFunction} from '../../support/gateway-function.js';
import {until} from '../../support/until.js';

it('gives no event to a container that may still have the one that was late', async () => {
  let now = 0;
  let looks = 0;
  const posted: string[] = [];
  const lane = rieLane(
    {
      now: () => now,
      addressesOf: async () => {
        looks += 1;
        return ['10.0.0.1'];
      },
      limits: {queue: 2, queueMs: 20_000},
      onInitFailure: () => undefined,
      rie: {
        listens: async () => true,
        isConnected: () => true,
        post: async ({requestId}) => {
          posted.push(requestId);
          return requestId === 'second' ? {httpStatus: 200, body: Buffer.from('{}')} : 'late';
        },
      },
    },
    gatewayFunction({driver: 'rie', timeoutMs: 1}),
  );
  const invoke = (requestId: string): Promise<Ran> =>
    lane.invoke(
      {requestId, functionName: 'hello', event: Buffer.from('{}'), clientContext: null},
      {signal: undefined},
    );
  try {
    await until('container', () => lane.figures().isReady);
    expect((await invoke('first')).observation.outcome.status).toBe('timed-out');
    const second = invoke('second');
    const before = looks;
    await until('second look', () => looks > before + 1);
    expect(posted).toEqual(['first']);
    now = 2;
    expect((await second).observation.outcome.status).toBe('ok');
  } finally {
    lane.close(new Error('the test is over'));
  }
});

it('gives an event that reached no container to another, in time', async () => {
  await using deaf = await deafListener();
  const posted: string[] = [];
  const lane = rieLane(
    {
      now: () => performance.now(),
      addressesOf: async () => ['deaf', 'other'],
      limits: {queue: 2, queueMs: 20_000},
      onInitFailure: () => undefined,
      rie: {
        listens: async () => true,
        isConnected: () => true,
        post: async (sent) => {
          posted.push(sent.address.host);
          if (sent.address.host === 'deaf') return rieClient.post({...sent, address: deaf});
          return {httpStatus: 200, body: Buffer.from('{}')};
        },
      },
    },
    gatewayFunction({driver: 'rie', timeoutMs: 1}),
  );
  try {
    await until('container', () => lane.figures().isReady);
    const {observation, attempts} = await lane.invoke(
      {requestId: 'one', functionName: 'hello', event: Buffer.from('{}'), clientContext: null},
      {signal: undefined},
    );
    expect([observation.outcome.status, attempts, posted]).toEqual(['ok', 2, ['deaf', 'other']]);
  } finally {
    lane.close(new Error('the test is over'));
  }
});
