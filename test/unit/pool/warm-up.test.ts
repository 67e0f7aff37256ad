import {describe, expect, it} from '@jest/globals';
import type {PoolLimits} from '../../../src/core/pool-limits.js';
import {poolScene} from '../../support/pool-scene.js';

const LIMITS: PoolLimits = {perFunction: 3, max: 4, idleMs: 1000, queue: 100, queueMs: 60_000};

describe('a pool that is warmed', () => {
  it('has as many environments as are asked for before the first event, which finds one of them', async () => {
    const scene = poolScene(LIMITS);
    await scene.run('a');
    expect(await scene.warm('a', 3)).toEqual(['warmed', 'warmed', 'warmed']);
    expect(scene.alive).toBe(3);
    expect(await scene.run('a')).toMatchObject({isFirst: false, attempt: 1});
    expect(scene.started).toBe(3);
  });

  it('has new ones in place of those whose init has failed, and never more at once than it may', async () => {
    const scene = poolScene({...LIMITS, perFunction: 2});
    const giveUp = scene.claim('a', 2);
    await scene.warm('a', 2);
    for (const environment of scene.environments) environment.isBroken = true;
    await scene.warm('a', 2);
    expect([scene.started, scene.alive, scene.mostAlive]).toEqual([4, 2, 2]);
    expect(scene.environments.slice(2).every(({isBroken}) => !isBroken)).toBe(true);
    await giveUp();
  });

  it('tells of one that cannot be started, and lets the others rest', async () => {
    const scene = poolScene(LIMITS);
    scene.failStarts(new Error('no such image'), 1);
    await expect(scene.warm('a', 3)).rejects.toThrow('no such image');
    expect((await scene.run('a')).isFirst).toBe(false);
    await scene.close();
    expect(scene.alive).toBe(0);
  });
});

describe('a claim', () => {
  it('keeps as many environments as it says when they have rested long enough, and no more', async () => {
    const scene = poolScene(LIMITS);
    const giveUp = scene.pool.claim({key: 'key', count: 2});
    await scene.warm('a', 3);
    await scene.pass(LIMITS.idleMs);
    expect(scene.alive).toBe(2);
    await scene.pass(LIMITS.idleMs);
    expect(scene.alive).toBe(2);
    await giveUp();
    expect(scene.alive).toBe(0);
  });

  it('that is given up ends what rests and what is on its way, but not what is in use', async () => {
    const scene = poolScene(LIMITS);
    const giveUp = scene.pool.claim({key: 'key', count: 1});
    const held = scene.hold('a');
    await held.began;
    const warming = scene.warm('a', 1);
    await Promise.all([giveUp(), warming]);
    expect(scene.alive).toBe(1);
    held.release();
    await held.done;
  });

  it('of somebody else keeps them, and another key is not its business', async () => {
    const scene = poolScene(LIMITS);
    const one = scene.pool.claim({key: 'key', count: 1});
    const other = scene.pool.claim({key: 'key', count: 1});
    await scene.run('a');
    await scene.run('a', {key: 'another'});
    await one();
    expect(scene.alive).toBe(2);
    await other();
    expect(scene.alive).toBe(1);
  });

  it('does not keep another function from room that it needs', async () => {
    const scene = poolScene({...LIMITS, max: 1});
    scene.pool.claim({key: 'key', count: 1});
    await scene.run('a');
    await scene.run('b', {key: 'another'});
    expect(scene.served).toEqual(['a', 'b']);
  });
});
