import {describe, expect, it} from '@jest/globals';
import {inBatches} from '../../../src/core/in-batches.js';

describe('work in batches', () => {
  it('is done once for all who ask while it is under way, and begins after they asked', async () => {
    const batches = inBatches<number>();
    let started = 0;
    let release = (): void => undefined;
    const work = async (): Promise<number> => {
      started += 1;
      const mine = started;
      if (mine === 1) await new Promise<void>((resolve) => (release = resolve));
      return mine;
    };
    const first = batches('a', work);
    await new Promise(setImmediate);
    const later = [batches('a', work), batches('a', work), batches('b', async () => 7)];
    await new Promise(setImmediate);
    expect(started).toBe(1);
    release();
    expect(await Promise.all([first, ...later])).toEqual([1, 2, 2, 7]);
    expect(await batches('a', work)).toBe(3);
  });

  it('goes on after work that failed', async () => {
    const batches = inBatches<number>();
    await expect(batches('a', () => Promise.reject(new Error('no')))).rejects.toThrow('no');
    expect(await batches('a', async () => 1)).toBe(1);
  });
});
