import {describe, expect, it} from '@jest/globals';
import {later} from '../../../src/replay/later.js';

describe('work that is done later', () => {
  it('is done in its order, when what goes on at once is on its way', async () => {
    const done: string[] = [];
    const work = later();
    for (const name of ['one', 'two']) await work.add(async () => void done.push(name));
    expect(done).toEqual([]);
    await work.done();
    expect(done).toEqual(['one', 'two']);
  });

  it('holds back who adds more than may be left undone', async () => {
    const done: number[] = [];
    const work = later();
    for (let number = 0; number < 40; number += 1) {
      await work.add(async () => void done.push(number));
      expect(number - done.length).toBeLessThan(16);
    }
    await work.done();
    expect(done).toHaveLength(40);
  });

  it('ends with the first failure, which is told to who adds and to who waits', async () => {
    const done: string[] = [];
    const work = later();
    await work.add(() => Promise.reject(new Error('disk full')));
    await work.add(async () => void done.push('behind it'));
    await expect(work.done()).rejects.toThrow('disk full');
    await expect(work.add(async () => void done.push('more'))).rejects.toThrow('disk full');
    expect(done).toEqual([]);
  });
});
