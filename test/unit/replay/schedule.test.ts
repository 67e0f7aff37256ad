import {addAbortSignal, PassThrough} from 'node:stream';
import {describe, expect, it} from '@jest/globals';
import fc from 'fast-check';
import {schedule, type Pace} from '../../../src/replay/schedule.js';

interface Item {
  readonly n: number;
  readonly key: string | null;
  /** How many turns of the loop it takes. */
  readonly turns: number;
}

const pace = (over: Partial<Pace<Item>> = {}): Pace<Item> => ({
  concurrency: 3,
  rate: null,
  keyOf: ({key}) => key,
  sizeOf: () => 1,
  isOver: () => false,
  ...over,
});

async function* each(items: readonly Item[]): AsyncGenerator<Item> {
  yield* items;
}

/** What happened, in its order. */
async function history(items: readonly Item[], own = pace()): Promise<readonly [string, number][]> {
  const events: [string, number][] = [];
  await schedule(each(items), own, async ({n, turns}) => {
    events.push(['begin', n]);
    for (let turn = 0; turn < turns; turn += 1) await new Promise(setImmediate);
    events.push(['end', n]);
  });
  return events;
}

const item = (n: number, key: string | null = null, turns = 1): Item => ({n, key, turns});

function mostAtOnce(events: readonly [string, number][]): number {
  let now = 0;
  return Math.max(...events.map(([what]) => (now += what === 'begin' ? 1 : -1)));
}

describe('a schedule', () => {
  it('runs each item once, as many at once as it may, and begins them in their order', async () => {
    const events = await history(Array.from({length: 20}, (_, n) => item(n, null, (n * 7) % 5)));
    const begun = events.filter(([what]) => what === 'begin').map(([, n]) => n);
    expect(begun).toEqual(Array.from({length: 20}, (_, n) => n));
    expect(mostAtOnce(events)).toBe(3);
  });

  it('never lets items of one key overlap or overtake one another, whatever they take', async () => {
    const items = fc.array(
      fc.record({key: fc.constantFrom('a', 'b', 'c', null), turns: fc.nat(4)}),
      {maxLength: 40},
    );
    await fc.assert(
      fc.asyncProperty(items, fc.integer({min: 1, max: 5}), async (made, concurrency) => {
        const all = made.map((one, n) => ({...one, n}));
        const events = await history(all, pace({concurrency}));
        expect(events).toHaveLength(2 * all.length);
        for (const key of ['a', 'b', 'c']) {
          const own = all.filter((one) => one.key === key).map(({n}) => n);
          const seen = events.filter(([, n]) => own.includes(n));
          expect(seen).toEqual(
            own.flatMap((n) => [
              ['begin', n],
              ['end', n],
            ]),
          );
        }
      }),
      {numRuns: 100},
    );
  });

  it('runs others while a key is busy', async () => {
    const events = await history([item(0, 'a', 9), item(1, 'a'), item(2, 'b'), item(3, null)]);
    expect(events.findIndex(([, n]) => n === 2)).toBeLessThan(events.findIndex(([, n]) => n === 1));
  });

  it('reads no more than it runs, and a thousand that wait for their key', async () => {
    let read = 0;
    let free: () => void = () => undefined;
    const gate = new Promise<void>((resolve) => {
      free = resolve;
    });
    async function* endless(): AsyncGenerator<Item> {
      for (; read < 5000; read += 1) yield item(read, 'one');
    }
    const end = schedule(endless(), pace(), () => gate);
    for (let turn = 0; turn < 3000; turn += 1) await new Promise(setImmediate);
    expect(read).toBeLessThanOrEqual(1002);
    free();
    await end;
    expect(read).toBe(5000);
  });

  it('begins nothing after a failure, and tells it when all that ran has ended', async () => {
    const ended: number[] = [];
    const run = schedule(each([0, 1, 2, 3, 4, 5].map((n) => item(n))), pace(), async ({n}) => {
      if (n === 1) throw new Error('broken');
      for (let turn = 0; turn < 5; turn += 1) await new Promise(setImmediate);
      ended.push(n);
    });
    await expect(run).rejects.toThrow('broken');
    // The third had not begun.
    expect(ended).toEqual([0]);
  });

  it('tells what went wrong with the source', async () => {
    async function* broken(): AsyncGenerator<Item> {
      yield item(0);
      throw new Error('torn');
    }
    await expect(schedule(broken(), pace(), async () => undefined)).rejects.toThrow('torn');
  });

  it('begins so many in a second, without a burst after a lull', async () => {
    let now = 0;
    const begun: number[] = [];
    const clock = {
      now: () => now,
      sleep: async (ms: number) => {
        now += ms;
      },
    };
    const own = pace({concurrency: 1, rate: 10, clock});
    await schedule(each([0, 1, 2, 3, 4].map((n) => item(n))), own, async ({n}) => {
      begun.push(now);
      if (n === 1) now += 1000;
    });
    expect(begun).toEqual([0, 100, 1100, 1200, 1300]);
  });

  it('ends with the reason of its signal, also while it waits for the next beginning', async () => {
    const stop = new AbortController();
    const own = pace({concurrency: 2, rate: 0.001, signal: stop.signal});
    const begun: number[] = [];
    const run = schedule(each([0, 1, 2].map((n) => item(n))), own, async ({n}) => {
      begun.push(n);
      setImmediate(() => stop.abort(new Error('interrupted')));
    });
    await expect(run).rejects.toThrow('interrupted');
    expect(begun).toEqual([0]);
  });

  it('ends with the reason of its signal where the source hears it too', async () => {
    const stop = new AbortController();
    const source = addAbortSignal(stop.signal, new PassThrough({objectMode: true}));
    source.write(item(0));
    const run = schedule<Item>(source, pace({signal: stop.signal}), async () => {
      stop.abort(new Error('interrupted'));
    });
    await expect(run).rejects.toThrow('interrupted');
  });
});
