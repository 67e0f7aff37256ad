import {describe, expect, it} from '@jest/globals';
import type {ReadRecord} from '../../../src/core/recorded-event.js';
import {openSpool} from '../../../src/files/spool.js';
import {planEvents, type Choice, type PlannedEvent} from '../../../src/replay/plan-events.js';
import {plannedFromBytes, plannedToBytes} from '../../../src/replay/planned-event-bytes.js';

const record = (n: number): ReadRecord => ({
  kind: 'event',
  id: `e-${n}`,
  event: Buffer.from(`{"n":${n}.10}`),
  place: {file: 'events', line: n + 1},
  recorded: n % 2 === 0 ? Buffer.from(`{"was":${n}}`) : null,
  note: null,
});

const broken = (line: number): ReadRecord => ({
  kind: 'skipped',
  reason: 'malformed',
  message: 'no JSON',
  place: {file: 'events', line},
});

async function planned(
  over: Partial<Choice>,
  records = Array.from({length: 100}, (_, n) => record(n)),
): Promise<{
  readonly events: readonly PlannedEvent[];
  readonly skipped: number;
  readonly leftOut: number;
}> {
  async function* read(): AsyncGenerator<ReadRecord> {
    yield* records;
  }
  let skipped = 0;
  let leftOut = 0;
  const events: PlannedEvent[] = [];
  const choice: Choice = {
    limit: null,
    sample: null,
    isShuffled: false,
    seed: 7,
    shard: null,
    keyOf: () => null,
    isDone: () => false,
    ...over,
  };
  const tools = {
    openSpool: () => openSpool<PlannedEvent>({write: plannedToBytes, read: plannedFromBytes}),
    onSkipped: () => void (skipped += 1),
    onLeftOut: (_: string, count: number) => void (leftOut += count),
    onChosen: () => undefined,
  };
  for await (const event of planEvents(tools, read(), choice)) events.push(event);
  return {events, skipped, leftOut};
}

const indexes = ({events}: {readonly events: readonly PlannedEvent[]}): readonly number[] =>
  events.map(({index}) => index);

describe('the events that run', () => {
  it('are all of them in their order, with their positions', async () => {
    const records = [record(0), broken(2), record(1)];
    const {events, skipped} = await planned({}, records);
    expect(events.map(({event, index}) => [event.id, index])).toEqual([
      ['e-0', 0],
      ['e-1', 1],
    ]);
    expect(skipped).toBe(1);
  });

  it('are the first of them with a limit', async () => {
    expect(indexes(await planned({limit: 3}))).toEqual([0, 1, 2]);
  });

  it('are as many as a sample says, the same for a seed, in their order, and as they were recorded', async () => {
    const first = await planned({sample: 10});
    expect(first.events).toHaveLength(10);
    expect(first.leftOut).toBe(90);
    expect(indexes(first)).toEqual(indexes(first).toSorted((one, other) => one - other));
    expect(indexes(await planned({sample: 10}))).toEqual(indexes(first));
    expect(indexes(await planned({sample: 10, seed: 8}))).not.toEqual(indexes(first));
    for (const {event, index} of first.events) {
      const {event: bytes, recorded, ...rest} = event;
      expect(Buffer.from(bytes).toString()).toBe(`{"n":${index}.10}`);
      expect(recorded === null ? null : Buffer.from(recorded).toString()).toBe(
        index % 2 === 0 ? `{"was":${index}}` : null,
      );
      expect(rest).toMatchObject({id: `e-${index}`, place: {line: index + 1}});
    }
  });

  it('are all of them in another order when they are shuffled', async () => {
    const shuffled = indexes(await planned({isShuffled: true}));
    expect(shuffled).not.toEqual(shuffled.toSorted((one, other) => one - other));
    expect(shuffled.toSorted((one, other) => one - other)).toEqual(
      Array.from({length: 100}, (_, n) => n),
    );
    expect(indexes(await planned({isShuffled: true}))).toEqual(shuffled);
  });

  it.each([{}, {sample: 60}, {shard: {index: 1, count: 2}}])(
    'of one key keep their order when they are shuffled, those without a key do not, %j',
    async (over) => {
      const keyOf: Choice['keyOf'] = ({id}) => {
        const key = Number(id.slice(2)) % 5;
        return key === 0 ? null : `k${key}`;
      };
      const {events} = await planned({keyOf, isShuffled: true, ...over});
      const places = (key: string | null): readonly number[] =>
        events.filter((one) => one.key === key).map(({index}) => index);
      const sorted = (numbers: readonly number[]): readonly number[] =>
        numbers.toSorted((one, other) => one - other);
      for (const key of ['k1', 'k2', 'k3', 'k4']) expect(places(key)).toEqual(sorted(places(key)));
      expect(places(null)).not.toEqual(sorted(places(null)));
      const all = indexes({events});
      expect(all).not.toEqual(sorted(all));
      expect(new Set(all).size).toBe(all.length);
    },
  );

  it.each([{}, {sample: 30}, {isShuffled: true}, {limit: 50}])(
    'of all shards are those of the whole, %j',
    async (over) => {
      const records = Array.from({length: 100}, (_, n) => (n % 9 === 0 ? broken(n) : record(n)));
      const whole = await planned(over, records);
      const parts = await Promise.all(
        [1, 2, 3].map((index) => planned({...over, shard: {index, count: 3}}, records)),
      );
      const sum = (of: 'skipped' | 'leftOut'): number =>
        parts.reduce((total, part) => total + part[of], 0);
      expect(parts.flatMap(indexes).toSorted()).toEqual([...indexes(whole)].toSorted());
      expect([sum('skipped'), sum('leftOut')]).toEqual([whole.skipped, whole.leftOut]);
    },
  );

  it('of one key are of one shard', async () => {
    const keyOf: Choice['keyOf'] = ({id}) => `k${Number(id.slice(2)) % 10}`;
    const {events} = await planned({keyOf, shard: {index: 1, count: 3}});
    const keys = new Set(events.map(({key}) => key));
    expect(events).toHaveLength(keys.size * 10);
  });

  it.each([{}, {isShuffled: true}, {sample: 50}])(
    'are not those that have a result, %j',
    async (over) => {
      const whole = await planned(over);
      const done = new Set(indexes(whole).slice(0, 20));
      const rest = await planned({...over, isDone: (_, index) => done.has(index)});
      expect([...indexes(rest)].toSorted()).toEqual([...indexes(whole).slice(20)].toSorted());
      expect(rest.leftOut).toBe(whole.leftOut);
    },
  );
});
