import {describe, expect, it} from '@jest/globals';
import type {NetworkFacts} from '../../../src/docker/engine.js';
import {hostAddress, listenError} from '../../../src/sandbox/host-address.js';
import {fakeEngine} from '../../support/fake-engine.js';

const BRIDGE: NetworkFacts = {
  name: 'shop',
  driver: 'bridge',
  gateways: ['172.20.0.1'],
  isInternal: false,
};

function addressIn(facts: NetworkFacts | null, url = 'unix:///run/docker.sock'): Promise<string> {
  const endpoint = {url, origin: 'test', publishedHost: '10.0.0.2', bindAddress: '10.0.0.2'};
  const over = {inspectNetwork: async () => facts, endpoint};
  return hostAddress({engine: fakeEngine({containers: [], images: []}, over)}, 'shop');
}

const refusal = (message: RegExp) => ({
  code: 'DRIVER_UNAVAILABLE',
  suggestions: ['--driver rie'],
  message: expect.stringMatching(message) as unknown,
});

describe('the address by which containers reach lambdock', () => {
  it('is that of their network’s bridge', async () => {
    expect(await addressIn(BRIDGE)).toBe('172.20.0.1');
  });

  it('is not asked for where it was just seen', async () => {
    const engine = fakeEngine({containers: [], images: []}, {inspectNetwork: async () => null});
    expect(await hostAddress({engine}, 'shop', BRIDGE)).toBe('172.20.0.1');
  });

  it('is that of the engine’s own bridge where containers are in its network "default"', async () => {
    const networks = [{...BRIDGE, name: 'bridge'}];
    const inspectNetwork = async (wanted: string) =>
      networks.find(({name}) => name === wanted) ?? null;
    const engine = fakeEngine({containers: [], images: []}, {inspectNetwork});
    expect(await hostAddress({engine}, 'default')).toBe('172.20.0.1');
  });

  it.each([
    ['in a network of another kind', {driver: 'overlay'}, /"overlay"/],
    ['in a network without a gateway', {gateways: []}, /no gateway/],
  ])('is none %s, and the driver that can is named', async (_where, over, message) => {
    await expect(addressIn({...BRIDGE, ...over})).rejects.toMatchObject(refusal(message));
  });

  it.each(['tcp://10.0.0.2:2376', 'ssh://me@host'])('is none of an engine at %s', async (url) => {
    await expect(addressIn(BRIDGE, url)).rejects.toMatchObject(refusal(new RegExp(url)));
  });

  it('is none in a network that does not exist', async () => {
    await expect(addressIn(null)).rejects.toMatchObject({code: 'NETWORK_NOT_FOUND'});
  });

  it.each([
    ['EADDRNOTAVAIL', /none of this machine’s.*Docker Desktop/],
    ['EADDRINUSE', /every port of it is in use/],
    ['EACCES', /does not allow it/],
  ])('is told when it cannot be listened on: %s', (code, message) => {
    const error = Object.assign(new Error('listen'), {code});
    expect(listenError(error, '172.20.0.1')).toMatchObject(refusal(message));
  });
});
