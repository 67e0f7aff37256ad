import {describe, expect, it} from '@jest/globals';
import {isStillThere} from '../../../src/sandbox/rie-route.js';
import {sampleContainer} from '../../support/fake-engine.js';

const CONTAINER = {id: 'ours', address: {host: '172.17.0.2', port: 8080, container: 'ours'}};

const look = (seen: {isConnected: boolean; listens: boolean; state: string | null}) =>
  isStillThere(
    {
      rie: {
        post: async () => null,
        isConnected: () => seen.isConnected,
        listens: async () => seen.listens,
      },
      engine: {
        inspectContainer: async (id) =>
          seen.state === null ? null : sampleContainer({id, state: seen.state}),
      },
    },
    CONTAINER,
  );

describe('a container at an address', () => {
  it('is there as long as its connection is, and the engine is not asked', async () => {
    expect(await look({isConnected: true, listens: false, state: null})).toBe(true);
  });

  it('is there where it is heard anew while it runs', async () => {
    expect(await look({isConnected: false, listens: true, state: 'running'})).toBe(true);
  });

  it.each([
    ['another answers there', {listens: true, state: null}],
    ['another answers there, and it has not been removed yet', {listens: true, state: 'exited'}],
    ['nobody answers', {listens: false, state: 'running'}],
  ])('is not there where %s', async (_, seen) => {
    expect(await look({isConnected: false, ...seen})).toBe(false);
  });
});
