import {describe, expect, it} from '@jest/globals';
import {hookChain} from '../../../src/hooks/hook-chain.js';

const nothing = (): undefined => undefined;

describe('a chain of hooks', () => {
  it('names the hooks around events of all its sources, each once', () => {
    const chain = hookChain([
      {from: 'a', file: null, hooks: {afterInvoke: nothing, beforeBuild: nothing}},
      {from: 'b', file: null, hooks: {beforeInvoke: nothing, afterInvoke: nothing}},
    ]);
    expect(chain.aroundEvents).toEqual(['beforeInvoke', 'afterInvoke']);
    const builds = {afterBuild: nothing, validate: nothing};
    expect(hookChain([{from: 'a', file: null, hooks: builds}]).aroundEvents).toEqual([]);
  });
});
