import {describe, expect, it} from '@jest/globals';
import type {Hooks} from '../../../src/core/hooks.js';
import type {InvokeOptions} from '../../../src/core/options.js';
import {openHookedWork} from '../../../src/wire/hooked-work.js';
import {sampleResult} from '../../support/samples.js';

type Surroundings = Parameters<typeof openHookedWork>[0];
type Request = Parameters<Awaited<ReturnType<typeof openHookedWork>>['invoke']>[0];

/** What an event of a caller for whom pieces are enough is run with, between these hooks. */
async function sentBetween(hooks: Hooks): Promise<InvokeOptions> {
  let sent: InvokeOptions = {};
  const surroundings = {
    session: {options: {hooks}, signal: new AbortController().signal},
    project: {name: 'shop', root: '/shop', file: null},
    work: {
      invoke: async ({options}: Request) => {
        sent = options;
        return sampleResult('"whole"');
      },
    },
  };
  const work = await openHookedWork(surroundings as unknown as Surroundings);
  const spec = {name: 'hello', code: {kind: 'image'}};
  const options = {onResponseChunk: () => undefined, keepStream: false};
  await work.invoke({spec, event: {}, options} as unknown as Request);
  return sent;
}

describe('an answer of which pieces are enough', () => {
  const nothing = (): undefined => undefined;

  it('is kept where a hook sees it, and told after the one that may replace it', async () => {
    const {onResponseChunk, ...sent} = await sentBetween({beforeInvoke: nothing});
    expect([typeof onResponseChunk, sent]).toEqual(['function', {keepStream: false}]);
    expect(await sentBetween({afterInvoke: nothing})).toMatchObject({keepStream: true});
    expect(await sentBetween({result: nothing})).not.toHaveProperty('onResponseChunk');
  });
});
