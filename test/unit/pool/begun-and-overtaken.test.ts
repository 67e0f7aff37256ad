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

  it('lends the environment that rested last, unless that is still at work behind its answer and another is not', async () => {
    const scene = poolScene({...LIMITS, perFunction: 2});
    const [one, other] = [scene.hold('a'), scene.hold('a')];
    await Promise.all([one.began, other.began]);
    one.release();
    await one.done;
    other.release();
    await other.done;
    const lent = async (...lingers: readonly boolean[]): Promise<number | undefined> => {
      const [first, last] = scene.environments;
      if (first === undefined || last === undefined) return undefined;
      [first.lingers = false, last.lingers = false] = lingers;
      const held = scene.hold('a');
      await held.began;
      const used = scene.environments.findIndex(({events}) => events === 1);
      held.release();
      await held.done;
      return used;
    };
    expect(await lent(false, false)).toBe(1);
    expect(await lent(false, true)).toBe(0);
    expect(await lent(true, true)).toBe(0);
  });

  it('replaces an environment that somebody counts on when an event has ended it', async () => {
    const scene = poolScene({...LIMITS, perFunction: 2});
    const giveUp = scene.claim('a', 2);
    await scene.warm('a', 2);
    await scene.run('a', {spoils: true});
    await scene.step();
    await scene.step();
    await scene.step();
    expect([scene.alive, scene.started]).toEqual([2, 3]);
    await giveUp();
    expect(scene.alive).toBe(0);
  });

  it('replaces none that ends before it has had an event: the next one would too', async () => {
    const scene = poolScene(LIMITS);
    scene.claim('a', 1);
    scene.begin('a');
    await scene.step();
    scene.environments[0]?.end();
    for (let turn = 0; turn < 5; turn += 1) await scene.step();
    expect([scene.alive, scene.started]).toEqual([0, 1]);
  });

  it('replaces none whose init has failed: whoever warms them sees to that', async () => {
    const scene = poolScene(LIMITS);
    const giveUp = scene.claim('a', 1);
    await scene.warm('a', 1);
    const [environment] = scene.environments;
    if (environment !== undefined) environment.isBroken = true;
    environment?.end();
    for (let turn = 0; turn < 5; turn += 1) await scene.step();
    expect([scene.started, scene.alive]).toEqual([1, 0]);
    await giveUp();
  });

  it('begins none of a function whose init has failed because one of another function goes that took it no room', async () => {
    const scene = poolScene(LIMITS);
    scene.claim('a', 1);
    await scene.run('b', {key: 'of b', spoils: true});
    for (let turn = 0; turn < 5; turn += 1) await scene.step();
    expect(scene.started).toBe(1);
  });

  it('replaces those of a function that made room for another when that needs it no more', async () => {
    const scene = poolScene({...LIMITS, perFunction: 2, max: 2});
    scene.claim('a', 1);
    await scene.warm('a', 1);
    const other = {key: 'of b'};
    await Promise.all([scene.run('b', other), scene.run('b', other)]);
    expect([scene.alive, scene.started]).toEqual([2, 3]);
    await scene.pass(LIMITS.idleMs);
    for (let turn = 0; turn < 5; turn += 1) await scene.step();
    expect([scene.alive, scene.started]).toEqual([1, 4]);
  });
});
