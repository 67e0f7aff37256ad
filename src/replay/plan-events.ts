import {chanceOf, shuffle} from '../core/chance.js';
import {growingTable} from '../core/growing-table.js';
import {keepKeyOrder, keyHash, loneHash} from '../core/key-order.js';
import {placeText, type ReadRecord, type RecordedEvent} from '../core/recorded-event.js';
import type {NotRunReason} from '../core/replay-summary.js';
import {isOfShard, type Shard} from '../core/shard.js';
import type {SkippedRecord} from '../core/recorded-event.js';
import type {Spool} from '../files/spool.js';

/** An event that is going to run. */
export interface PlannedEvent {
  readonly event: RecordedEvent;
  /** Position among the events read, from 0. */
  readonly index: number;
  /** Of `--group-by`. */
  readonly key: string | null;
}

/** Which of the events run, and in which order. */
export interface Choice {
  readonly limit: number | null;
  readonly sample: number | null;
  readonly isShuffled: boolean;
  readonly seed: number;
  readonly shard: Shard | null;
  readonly keyOf: (event: RecordedEvent) => string | null;
  /** Whether there is a result already. */
  readonly isDone: (event: RecordedEvent, index: number) => boolean;
}

/** What a choice is made with. */
export interface ChoiceTools {
  /** Keeps events on disk until it is known which of them run, and when. */
  readonly openSpool: () => Promise<Spool<PlannedEvent>>;
  /** `number` is its position among all records, from 1. */
  readonly onSkipped: (record: SkippedRecord, number: number) => void | Promise<void>;
  readonly onLeftOut: (reason: NotRunReason, count: number) => void;
  /** So many more are going to run; and none besides them where `isAll`. */
  readonly onChosen: (count: number, isAll: boolean) => void;
}

/** The events that run, as they are read; all that does not run is told. */
export async function* planEvents(
  tools: ChoiceTools,
  records: AsyncIterable<ReadRecord>,
  choice: Choice,
): AsyncIterable<PlannedEvent> {
  const events = eventsAmong(tools, records, choice);
  if (choice.sample !== null || choice.isShuffled) {
    yield* byChance(tools, events, choice);
    return;
  }
  for await (const {isOther, ...planned} of events) {
    if (isOther || choice.isDone(planned.event, planned.index)) continue;
    tools.onChosen(1, false);
    yield planned;
  }
  tools.onChosen(0, true);
}

interface ReadEvent extends PlannedEvent {
  readonly isOther: boolean;
}

/** Every event is of one shard, and every record that is none: so the sums of the shards are those of the whole. */
async function* eventsAmong(
  {onSkipped}: ChoiceTools,
  records: AsyncIterable<ReadRecord>,
  {limit, shard, keyOf}: Choice,
): AsyncIterable<ReadEvent> {
  let index = 0;
  let number = 0;
  for await (const record of records) {
    number += 1;
    if (record.kind === 'skipped') {
      if (shard === null || isOfShard(shard, placeText(record.place)))
        await onSkipped(record, number);
      continue;
    }
    const key = keyOf(record);
    const isOther = shard !== null && !isOfShard(shard, key ?? record.id);
    yield {event: record, index, key, isOther};
    index += 1;
    if (index === limit) return;
  }
}

/** All is read before the first one runs: only then is it known which of them do. */
async function* byChance(
  tools: ChoiceTools,
  events: AsyncIterable<ReadEvent>,
  choice: Choice,
): AsyncIterable<PlannedEvent> {
  await using spool = await tools.openSpool();
  const chance = chanceOf(choice.seed);
  const keys = choice.isShuffled ? keysIn(spool) : null;
  const drawn = await draw(keys ?? spool, events, {choice, chance});
  tools.onLeftOut('not-sampled', drawn.leftOut);
  const order = Uint32Array.from(drawn.chosen);
  if (keys !== null) {
    shuffle(order, chance);
    keys.keepOrder(order);
  }
  tools.onChosen(order.length, true);
  for (const at of order) yield spool.get(at);
}

/** Remembers a few bits of each key besides: the order of its events is not left to chance. */
function keysIn(spool: Spool<PlannedEvent>): Adding & {keepOrder(order: Uint32Array): void} {
  const hashes = growingTable('whole');
  let hasKeys = false;
  return {
    async add(planned) {
      const number = await spool.add(planned);
      hasKeys ||= planned.key !== null;
      hashes.add(planned.key === null ? loneHash(number) : keyHash(planned.key));
      return number;
    },
    keepOrder(order) {
      if (hasKeys) keepKeyOrder(order, (number) => hashes.at(number, 0));
    },
  };
}

type Adding = Pick<Spool<PlannedEvent>, 'add'>;

interface Drawn {
  /** By their numbers in the spool, in the order in which they were recorded, without those that are done. */
  readonly chosen: readonly number[];
  readonly leftOut: number;
}

/** Stands for an event of another shard. */
const OTHER = -1;

/** Every event has the same chance, however many there are (reservoir sampling): the same for each shard. */
async function draw(
  spool: Adding,
  events: AsyncIterable<ReadEvent>,
  {choice: {sample, isDone}, chance}: {readonly choice: Choice; readonly chance: () => number},
): Promise<Drawn> {
  const places: number[] = [];
  const done = new Set<number>();
  let read = 0;
  let own = 0;
  for await (const {isOther, ...planned} of events) {
    read += 1;
    if (!isOther) own += 1;
    const place =
      sample === null || places.length < sample ? places.length : Math.floor(chance() * read);
    if (sample !== null && place >= sample) continue;
    const number = isOther ? OTHER : await spool.add(planned);
    places[place] = number;
    if (!isOther && isDone(planned.event, planned.index)) done.add(number);
  }
  const kept = places.filter((number) => number !== OTHER).toSorted((one, other) => one - other);
  return {chosen: kept.filter((number) => !done.has(number)), leftOut: own - kept.length};
}
