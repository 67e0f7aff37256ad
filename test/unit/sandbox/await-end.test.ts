import {describe, expect, it} from '@jest/globals';
import {awaitEnd} from '../../../src/sandbox/await-end.js';
import {fakeEngine, sampleContainer} from '../../support/fake-engine.js';

/** An engine whose waits break, or answer with an exit code, one after another. */
function engineOf(waits: readonly (number | null | Error)[], state: string | null) {
  const left = [...waits];
  const waitExit = async (): Promise<number | null> => {
    const next = left.shift() ?? null;
    if (next instanceof Error) throw next;
    return next;
  };
  const containers = state === null ? [] : [sampleContainer({state, exitCode: 3})];
  return {engine: fakeEngine({containers, images: []}, {waitExit}), left};
}

const broken = new Error('socket hang up');

describe('the end of a container', () => {
  it('is not a wait that breaks: it is waited for again', async () => {
    const {engine, left} = engineOf([broken, null, 137], 'running');
    expect(await awaitEnd(engine, 'c1')).toBe(137);
    expect(left).toEqual([]);
  });

  it('is looked up where it came while the wait was broken', async () => {
    expect(await awaitEnd(engineOf([broken], 'exited').engine, 'c1')).toBe(3);
  });

  it.each([
    ['is gone', null],
    ['cannot be waited for', 'running'],
  ])('is unknown where the container %s', async (_what, state) => {
    expect(await awaitEnd(engineOf([broken], state).engine, 'c1')).toBeNull();
  });
});
