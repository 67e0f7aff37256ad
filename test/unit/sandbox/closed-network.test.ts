import {describe, expect, it} from '@jest/globals';
import type {NetworkFacts} from '../../../src/docker/engine.js';
import {CLOSED_NETWORK, closedNetwork} from '../../../src/sandbox/closed-network.js';

const CLOSED: NetworkFacts = {
  name: CLOSED_NETWORK,
  driver: 'bridge',
  gateways: ['172.20.0.1'],
  isInternal: true,
};

/** An engine that has these networks, one after the other, and makes one unless somebody else is quicker. */
function engineWith(found: readonly (NetworkFacts | null)[], isQuicker = false) {
  const left = [...found];
  const made: string[] = [];
  const engine = {
    inspectNetwork: async () => left.shift() ?? null,
    createClosedNetwork: async ({name}: {name: string}) => {
      made.push(name);
      return !isQuicker;
    },
  };
  return {made, closed: closedNetwork(async () => engine)};
}

const foreign = {code: 'ISOLATION_UNAVAILABLE', details: {network: CLOSED_NETWORK}};

describe('the network that leads nowhere', () => {
  it('is the one that is there', async () => {
    const {closed, made} = engineWith([CLOSED]);
    await closed.ready();
    expect(made).toEqual([]);
  });

  it('is made where there is none, once for all who ask, and again when it is gone', async () => {
    const {closed, made} = engineWith([null]);
    await Promise.all([closed.ready(), closed.ready()]);
    expect(made).toEqual([CLOSED_NETWORK]);
    closed.forget();
    await closed.ready();
    expect(made).toEqual([CLOSED_NETWORK, CLOSED_NETWORK]);
  });

  it('tells what was seen of it just now, and to the first who asks alone', async () => {
    const {closed} = engineWith([CLOSED]);
    closed.prepare();
    expect([await closed.ready(), await closed.ready()]).toEqual([CLOSED, null]);
  });

  it('is asked for in the shadow of other work, and a failure told when it is needed', async () => {
    const {closed} = engineWith([{...CLOSED, isInternal: false}]);
    closed.prepare();
    await expect(closed.ready()).rejects.toMatchObject(foreign);
  });

  it('is that of somebody who was quicker', async () => {
    const {closed, made} = engineWith([null, CLOSED], true);
    await closed.ready();
    expect(made).toEqual([CLOSED_NETWORK]);
  });

  it.each([
    ['was there', [{...CLOSED, isInternal: false}], false],
    ['came just now', [null, {...CLOSED, isInternal: false}], true],
  ])('is never one of its name that leads somewhere and %s', async (_, found, isQuicker) => {
    const {closed} = engineWith(found, isQuicker);
    await expect(closed.ready()).rejects.toMatchObject(foreign);
  });
});
