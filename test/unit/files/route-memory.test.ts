import {describe, expect, it} from '@jest/globals';
import {routeMemory} from '../../../src/files/route-memory.js';
import {inTempFolder} from '../../support/in-temp-folder.js';

describe('routes that are remembered', () => {
  it('are known to the next process, per engine and network, until they are forgotten', () =>
    inTempFolder({}, (cacheFolder) => {
      const open = (endpoint: string) => routeMemory({cacheFolder, endpoint});
      open('unix:///a').remember('bridge', true);
      expect(open('unix:///a').isDirect('bridge')).toBe(true);
      expect(open('unix:///a').isDirect('other')).toBe(false);
      expect(open('unix:///b').isDirect('bridge')).toBe(false);
      open('unix:///a').remember('bridge', false);
      expect(open('unix:///a').isDirect('bridge')).toBe(false);
    }));

  it('are lost without a word where the cache cannot be written', () => {
    const memory = routeMemory({cacheFolder: '/dev/null/none', endpoint: 'unix:///a'});
    memory.remember('bridge', true);
    expect(memory.isDirect('bridge')).toBe(false);
  });
});
