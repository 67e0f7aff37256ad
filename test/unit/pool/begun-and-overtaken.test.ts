import {describe, expect, it} from '@jest/globals';
import type {PoolLimits} from '../../../src/core/pool-limits.js';
import {poolScene} from '../../support/pool-scene.js';

const LIMITS: PoolLimits = {perFunction: 4, max: 8, idleMs: 1000, queue: 100, queueMs: 60_000};

describe('a pool', () => {
  it('makes room for an event of another key that has waited longest, however many come behind it', async () => {
    const scene = poolScene({...LIMITS, perFunction: 1});
    const most = 1000;
    let before = 0;
    const client = async (): Promise<void> => {
      for (; before < most; before += 1) await scene.run('a', {key: 'old'});
    };
    const clients = [client(), client(), client()];
    await scene.run('a', {key: 'old'});
    await scene.run('a', {key: 'new'});
    expect(before).toBeLessThan(10);
    before = most;
    await Promise.all(clients);
    expect(scene.mostAlive).toBe(1);
  });

  it('has an environment begun before there is an event, which is the first to use it', async () => {
    const scene = poolScene(LIMITS);
    scene.begin('a');
    scene.begin('a');
    expect(await scene.run('a')).toMatchObject({isFirst: true, attempt: 1});
    expect(scene.started).toBe(1);
  });

  it('tells an event of its own start alone: that of one begun before may have failed', async () => {
    const scene = poolScene(LIMITS);
    scene.failStarts(new Error('begun'), 1);
    scene.begin('a');
    await scene.step();
    await scene.step();
    expect(await scene.run('a')).toMatchObject({isFirst: true, attempt: 1});
  });
});
