import {expect, it} from '@jest/globals';
import {adoptRieSandbox} from '../../../src/sandbox/adopt-rie-sandbox.js';
import type {SandboxRequest, SandboxTools} from '../../../src/sandbox/sandbox-request.js';
import {fakeEngine} from '../../support/fake-engine.js';

it('lets go of the streams of a container that the engine tells nothing of', async () => {
  let closed = 0;
  const engine = fakeEngine(
    {containers: [], images: []},
    {
      inspectContainer: () => Promise.reject(new Error('the engine refuses')),
      attachContainer: async () => ({
        ended: new Promise<void>(() => undefined),
        unref: () => undefined,
        close: () => void (closed += 1),
      }),
    },
  );
  const tools = {engine, now: () => 0} as unknown as SandboxTools;
  const adopted = adoptRieSandbox(tools, {} as SandboxRequest, {id: 'c1', clockAhead: 0});
  await expect(adopted).rejects.toThrow('the engine refuses');
  expect(closed).toBe(1);
});
