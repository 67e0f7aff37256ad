import {describe, expect, it} from '@jest/globals';
import type {PoolLimits} from '../../../src/core/pool-limits.js';
import {LambdockError} from '../../../src/errors/lambdock-error.js';
import {EnvironmentPool} from '../../../src/pool/environment-pool.js';
import type {Errand, PooledEnvironment} from '../../../src/pool/pool-parts.js';
import {poolScene} from '../../support/pool-scene.js';

const LIMITS: PoolLimits = {perFunction: 4, max: 8, idleMs: 1000, queue: 100, queueMs: 60_000};

describe('a pool', () => {
  it('starts one environment for events that come one after another', async () => {
    const scene = poolScene(LIMITS);
    const first = await scene.run('a');
    const second = await scene.run('a');
    expect([first.isFirst, second.isFirst, second.attempt]).toEqual([true, false, 1]);
    expect(scene.started).toBe(1);
    await scene.close();
    expect(scene.alive).toBe(0);
  });

  it('grows to its limit for events that come at once, and gives each environment one at a time', async () => {
    const scene = poolScene(LIMITS);
    const events = Array.from({length: 50}, () => scene.run('a'));
    await Promise.all(events);
    expect([scene.started, scene.mostAlive, scene.mostInOne]).toEqual([4, 4, 1]);
    expect(scene.alive).toBe(4);
  });

  it('gives an event whichever environment is free first, not the one started for it', async () => {
    const scene = poolScene(LIMITS);
    await scene.run('a');
    const held = scene.hold('a');
    await held.began;
    scene.startsHang = true;
    const waits = scene.run('a');
    held.release();
    await expect(waits).resolves.toMatchObject({isFirst: false});
  });

  it('gives an event the environment of its key that becomes free, though others of another key wait longer', async () => {
    const scene = poolScene({...LIMITS, perFunction: 2});
    await scene.run('a', {key: 'old'});
    const held = scene.hold('a', {key: 'old'});
    await held.began;
    scene.startsHang = true;
    void scene.run('a', {key: 'new'}).catch(() => undefined);
    const waits = scene.run('a', {key: 'old'});
    held.release();
    await expect(waits).resolves.toMatchObject({isFirst: false});
    expect(scene.alive).toBe(1);
  });

  it('shrinks when environments have rested long enough', async () => {
    const scene = poolScene(LIMITS);
    await Promise.all([scene.run('a'), scene.run('a')]);
    await scene.pass(600);
    await scene.run('a');
    await scene.pass(600);
    expect(scene.alive).toBe(1);
    await scene.pass(600);
    expect(scene.alive).toBe(0);
  });

  it('never lends an environment of another key', async () => {
    const scene = poolScene({...LIMITS, perFunction: 1});
    await scene.run('a', {key: 'old'});
    await scene.run('a', {key: 'new'});
    expect([scene.started, scene.alive, scene.mostAlive]).toEqual([2, 1, 1]);
  });
});

describe('the bounds of a pool', () => {
  it('hold for all functions together: who rests makes room', async () => {
    const scene = poolScene({...LIMITS, perFunction: 2, max: 2});
    await Promise.all([scene.run('a'), scene.run('a')]);
    await scene.run('b');
    expect([scene.mostAlive, scene.started]).toEqual([2, 3]);
  });

  it('refuse an event when too many wait already, and tell why', async () => {
    const scene = poolScene({...LIMITS, perFunction: 1, queue: 2});
    const held = scene.hold('a');
    await held.began;
    const waiting = [scene.run('a'), scene.run('a')];
    await expect(scene.run('a')).rejects.toMatchObject({
      code: 'POOL_FULL',
      details: {function: 'a', reason: 'queue', queue: 2},
    });
    held.release();
    await Promise.all(waiting);
  });

  it('let the first events start environments though none may wait', async () => {
    const scene = poolScene({...LIMITS, perFunction: 2, queue: 0});
    await Promise.all([scene.run('a'), scene.run('a')]);
    expect(scene.started).toBe(2);
  });

  it('let no event wait for ever', async () => {
    const scene = poolScene({...LIMITS, perFunction: 1, queueMs: 500});
    const held = scene.hold('a');
    await held.began;
    const late = scene.run('a');
    late.catch(() => undefined);
    await scene.pass(500);
    await expect(late).rejects.toMatchObject({code: 'POOL_FULL', details: {reason: 'deadline'}});
    held.release();
    await expect(scene.run('a')).resolves.toBeDefined();
  });
});

describe('fairness', () => {
  it('gives a function its share of a pool that another has filled', async () => {
    const scene = poolScene({...LIMITS, perFunction: 4, max: 4});
    const many = Array.from({length: 60}, () => scene.run('a'));
    await scene.step();
    const few = Array.from({length: 4}, () => scene.run('b'));
    await Promise.all(few);
    expect(scene.served.filter((name) => name === 'a').length).toBeLessThan(30);
    await Promise.all(many);
    expect(scene.mostAlive).toBe(4);
  });

  it('lets functions take turns where there are more of them than environments', async () => {
    const scene = poolScene({...LIMITS, max: 1});
    const names = ['a', 'b', 'c'];
    await Promise.all(names.flatMap((name) => [scene.run(name), scene.run(name)]));
    expect(scene.served.slice(0, 5)).toEqual(expect.arrayContaining(names));
    expect(scene.mostAlive).toBe(1);
  });
});

describe('what makes an environment unfit', () => {
  it('replaces one that is no longer reusable', async () => {
    const scene = poolScene({...LIMITS, perFunction: 1});
    await scene.run('a', {spoils: true});
    await expect(scene.run('a')).resolves.toMatchObject({isFirst: true});
    expect([scene.started, scene.alive]).toEqual([2, 1]);
  });

  it('replaces one that went away with an event', async () => {
    const scene = poolScene({...LIMITS, perFunction: 1});
    const spoilt = scene.run('a', {fails: lost(true)});
    await expect(spoilt).rejects.toMatchObject({code: 'SANDBOX_LOST'});
    await expect(scene.run('a')).resolves.toMatchObject({isFirst: true});
    expect([scene.started, scene.alive]).toEqual([2, 1]);
  });

  it('forgets one that ends while it rests', async () => {
    const scene = poolScene(LIMITS);
    await scene.run('a');
    scene.environments[0]?.end();
    await scene.step();
    await expect(scene.run('a')).resolves.toMatchObject({isFirst: true});
  });

  it('removes one whose caller went away, and leaves the next event alone', async () => {
    const scene = poolScene({...LIMITS, perFunction: 1});
    const caller = new AbortController();
    const held = scene.hold('a', {signal: caller.signal});
    await held.began;
    const next = scene.run('a');
    caller.abort(new Error('gone'));
    await expect(held.done).rejects.toThrow('gone');
    await expect(next).resolves.toMatchObject({isFirst: true});
  });

  it('lets a caller leave the queue', async () => {
    const scene = poolScene({...LIMITS, perFunction: 1, queue: 1});
    const held = scene.hold('a');
    await held.began;
    const caller = new AbortController();
    const waits = scene.run('a', {signal: caller.signal});
    caller.abort(new Error('gone'));
    await expect(waits).rejects.toThrow('gone');
    const next = scene.run('a');
    held.release();
    await expect(next).resolves.toBeDefined();
  });
});

describe('a second attempt', () => {
  it('is made once, on a fresh environment, when the event certainly did not arrive', async () => {
    const scene = poolScene(LIMITS);
    await Promise.all([scene.run('a'), scene.run('a')]);
    const served = await scene.run('a', {fails: lost(false), times: 1});
    expect(served).toMatchObject({attempt: 2, isFirst: true});
    expect(scene.started).toBe(3);
  });

  it('is made however many wait by then', async () => {
    const scene = poolScene({...LIMITS, perFunction: 1, queue: 1});
    const again = scene.run('a', {fails: lost(false), times: 1});
    const waits = scene.run('a');
    await expect(again).resolves.toMatchObject({attempt: 2});
    await expect(waits).resolves.toMatchObject({attempt: 1});
  });

  it('is the last', async () => {
    const scene = poolScene(LIMITS);
    const doomed = scene.run('a', {fails: lost(false)});
    await expect(doomed).rejects.toMatchObject({code: 'SANDBOX_LOST'});
    expect(scene.started).toBe(2);
    await scene.step();
    expect(scene.alive).toBe(0);
  });

  it('is not made when the event may have arrived', async () => {
    const scene = poolScene(LIMITS);
    await expect(scene.run('a', {fails: lost(true)})).rejects.toMatchObject({
      details: {delivered: true},
    });
    expect(scene.started).toBe(1);
  });

  it('follows a start that was disturbed, once', async () => {
    const scene = poolScene(LIMITS);
    scene.failStarts(new LambdockError('SANDBOX_NOT_READY', {message: 'ended'}), 1);
    await expect(scene.run('a')).resolves.toMatchObject({attempt: 2});
    scene.failStarts(new LambdockError('SANDBOX_NOT_READY', {message: 'ended'}), 2);
    await expect(scene.run('a', {key: 'other'})).rejects.toMatchObject({code: 'SANDBOX_NOT_READY'});
  });
});

describe('a start that cannot succeed', () => {
  it('fails everyone who waits for it at once', async () => {
    const scene = poolScene({...LIMITS, perFunction: 1});
    scene.failStarts(new LambdockError('IMAGE_BUILD_FAILED', {message: 'no'}), 1);
    const ends = await Promise.allSettled([scene.run('a'), scene.run('a'), scene.run('a')]);
    expect(ends.map(({status}) => status)).toEqual(['rejected', 'rejected', 'rejected']);
    expect(scene.started).toBe(0);
  });
});

describe('the end of a pool', () => {
  it('ends what runs, what starts and what waits, and takes no more', async () => {
    const scene = poolScene({...LIMITS, perFunction: 2});
    const held = scene.hold('a');
    await held.began;
    scene.startsHang = true;
    const waits = scene.run('a');
    const ends = Promise.allSettled([held.done, waits]);
    await scene.close();
    expect((await ends).map(({status}) => status)).toEqual(['rejected', 'rejected']);
    expect(scene.alive).toBe(0);
    await expect(scene.run('a')).rejects.toThrow('closed');
  });

  it('tries once more to remove what refused to go', async () => {
    const scene = poolScene(LIMITS);
    await scene.run('a');
    scene.environments[0]?.refuseRemoval(1);
    await scene.pass(1000);
    expect(scene.alive).toBe(1);
    await scene.close();
    expect(scene.alive).toBe(0);
  });
});

describe('100,000 events', () => {
  it('leave nothing behind in the pool, nor in any listener', async () => {
    const {signal} = new AbortController();
    let listeners = 0;
    let alive = 0;
    const counted: Pick<AbortSignal, 'addEventListener' | 'removeEventListener'> = {
      addEventListener: () => void (listeners += 1),
      removeEventListener: () => void (listeners -= 1),
    };
    const watched = Object.assign(Object.create(signal), counted, {
      throwIfAborted: () => undefined,
    }) as AbortSignal;
    const pool = new EnvironmentPool<PooledEnvironment>(LIMITS, {after: () => () => undefined});
    const errand: Errand<PooledEnvironment, number> = {
      functionName: 'a',
      key: 'k',
      signal: watched,
      start: async () => {
        alive += 1;
        const remove = async () => void (alive -= 1);
        return {ended: new Promise(() => undefined), lingers: false, isBroken: false, remove};
      },
      run: async () => ({value: 1, isReusable: true}),
    };
    const caller = async (): Promise<void> => {
      for (let event = 0; event < 12_500; event += 1) await pool.run(errand);
    };
    await Promise.all(Array.from({length: 8}, caller));
    expect([listeners, alive]).toEqual([0, LIMITS.perFunction]);
    await pool.close(new Error('closed'));
    expect(alive).toBe(0);
  });
});

/** What a driver says of a container that went away. */
const lost = (delivered: boolean): LambdockError =>
  new LambdockError('SANDBOX_LOST', {message: 'it went away', details: {delivered}});
