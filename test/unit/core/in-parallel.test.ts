import {describe, expect, it} from '@jest/globals';
import {inParallel} from '../../../src/core/in-parallel.js';

const tick = () => new Promise((resolve) => setImmediate(resolve));

describe('inParallel', () => {
  it('keeps the order of the items and to the limit', async () => {
    let running = 0;
    let most = 0;
    const results = await inParallel(
      [5, 1, 4, 2, 3],
      async (item) => {
        running += 1;
        most = Math.max(most, running);
        for (let turn = 0; turn < item; turn += 1) await tick();
        running -= 1;
        return item * 10;
      },
      2,
    );
    expect(results).toEqual([50, 10, 40, 20, 30]);
    expect(most).toBe(2);
  });

  it('begins nothing after a failure, awaits what runs, and throws the first one', async () => {
    const begun: number[] = [];
    const ended: number[] = [];
    const work = async (item: number) => {
      begun.push(item);
      await tick();
      if (item === 1) throw new Error('first');
      await tick();
      ended.push(item);
    };
    await expect(inParallel([1, 2, 3, 4], work, 2)).rejects.toThrow('first');
    expect({begun, ended}).toEqual({begun: [1, 2], ended: [2]});
  });

  it('has nothing to do for no items', async () => {
    expect(await inParallel([], async () => 1, 4)).toEqual([]);
  });
});
