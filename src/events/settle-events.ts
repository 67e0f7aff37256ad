import {eventTooLargeText} from '../core/event-limit.js';
import type {EventPlace, ReadRecord, SkipReason, SkippedRecord} from '../core/recorded-event.js';
import type {RecordingFormat} from '../core/recording-format.js';
import {PAYLOAD_LIMIT} from '../core/rie.js';
import {isTooDeep} from '../core/too-deep.js';
import type {Framing} from './framing.js';
import {BATCH_OVERHEAD, batchEvent} from './formats/queue.js';
import type {IdMemory} from './id-memory.js';
import {nameEvent, type EventName, type Position, type Source} from './name-event.js';
import {openRecord} from './open-record.js';
import {malformed, type FoundEvent, type Outcome, type Wishes} from './outcome.js';
import type {OpenedFile} from './read-file.js';

/** What the events of one run share. */
export interface Run {
  readonly wishes: Wishes;
  readonly ids: IdMemory;
}

/** Messages that are going to be one event. */
interface Batch {
  readonly id: string;
  readonly place: EventPlace;
  readonly records: Uint8Array[];
  bytes: number;
}

/** The events of a file with their ids, each once; what is none is told. */
export async function* settleEvents(
  name: string,
  {format, framing, isSingle, records}: OpenedFile,
  run: Run,
): AsyncGenerator<ReadRecord> {
  const batches = batchesOf(run.wishes.batchSize);
  let lastLine = 0;
  for await (const record of records) {
    const isOnLineOfLast = record.line === lastLine;
    const source: Source = {
      file: name,
      format,
      framing,
      isSingle,
      record,
      isOnLineOfLast,
    };
    lastLine = record.line;
    const outcomes = unlessTooDeep(
      () => openRecord(record, {format, wishes: run.wishes}),
      () => [
        malformed(`nested too deep for ${run.wishes.select?.text ?? 'what is looked for in it'}`),
      ],
    );
    const place = skippedPlaceOf(source);
    for (const [index, outcome] of outcomes.entries()) {
      if (outcome.kind === 'skip') {
        yield skipped(outcome.reason, messageOf(outcome, source, run.wishes), place);
        continue;
      }
      const settled = settle(outcome, source, {run, position: {index, of: outcomes.length}});
      if (settled.kind === 'skipped') yield settled;
      else if (outcome.batch === true) yield* batches.add(settled);
      else yield checked(settled, place);
    }
  }
  yield* batches.flush();
}

/** Paths are looked up by going down, for which there is no end of room. */
function unlessTooDeep<T>(work: () => T, otherwise: () => T): T {
  try {
    return work();
  } catch (error) {
    if (isTooDeep(error)) return otherwise();
    throw error;
  }
}

/** Says of a record that does not look like the first one what reads them both. */
function messageOf(
  {message, isForeign}: Extract<Outcome, {readonly kind: 'skip'}>,
  {format, framing, record}: Source,
  {from}: Wishes,
): string {
  const isInDump = record.kind === 'json' && record.container !== null;
  if (isForeign !== true || from !== null || isInDump) return message;
  return `${message}, unlike the first record, which decides the format (${format}): --from ${PLAIN_AS[framing]} sends each record as it is`;
}

/** What reads records as they follow each other, whatever they are. */
const PLAIN_AS: Readonly<Record<Framing, RecordingFormat>> = {
  lines: 'ndjson',
  list: 'array',
  values: 'stream',
};

type Settled = Extract<ReadRecord, {kind: 'event'}>;

/** Gives an event its id, unless it was there before. */
function settle(
  found: FoundEvent,
  source: Source,
  {run, position}: {readonly run: Run; readonly position: Position},
): ReadRecord {
  const {wishes} = run;
  const path = wishes.id?.text ?? '--id';
  const name = unlessTooDeep(
    () => nameEvent(found, source, {position, wishes}) ?? `${path} finds no id`,
    () => `nested too deep for ${path}`,
  );
  if (typeof name === 'string') return skipped('malformed', name, skippedPlaceOf(source));
  const again = seenBefore(found, name, run.ids);
  if (again !== null) return skipped(...again, skippedPlaceOf(source));
  const {event, recorded, note} = found;
  const place = placeOf(source);
  return {kind: 'event', id: name.id, event, place, recorded, note};
}

function seenBefore(
  {event, identity = event}: FoundEvent,
  {id, isPlace}: EventName,
  ids: IdMemory,
): readonly [SkipReason, string] | null {
  const seen = isPlace ? 'new' : ids.see(id, identity);
  if (seen === 'new') return null;
  return seen === 'duplicate'
    ? ['duplicate', `the event ${id} was there before`]
    : ['malformed', `the id ${id} was there before, of another event`];
}

/** Joins messages to events of at most `size` messages, and of no more bytes than an event may have. */
function batchesOf(size: number) {
  let batch: Batch | null = null;
  const take = function* (): Generator<ReadRecord> {
    if (batch === null) return;
    const {id, place, records} = batch;
    batch = null;
    const more = records.length - 1;
    yield checked({
      kind: 'event',
      id: more === 0 ? id : `${id}+${more}`,
      event: batchEvent(records),
      place,
      recorded: null,
      note: null,
    });
  };
  return {
    *add({id, place, event}: Settled): Generator<ReadRecord> {
      if (batch !== null && batch.bytes + event.length + 1 > PAYLOAD_LIMIT) yield* take();
      batch ??= {id, place, records: [], bytes: BATCH_OVERHEAD};
      batch.records.push(event);
      batch.bytes += event.length + 1;
      if (batch.records.length >= size) yield* take();
    },
    flush: take,
  };
}

const checked = (event: Settled, place: EventPlace = event.place): ReadRecord =>
  event.event.length > PAYLOAD_LIMIT
    ? skipped('too-large', eventTooLargeText(event.id, event.event.length), place)
    : event;

const skipped = (reason: SkipReason, message: string, place: EventPlace): SkippedRecord => ({
  kind: 'skipped',
  reason,
  message,
  place,
});

const placeOf = ({file, record: {line, offset, index}}: Source): EventPlace => ({
  file,
  line,
  offset,
  ...(index !== undefined && {index}),
});

const skippedPlaceOf = (source: Source): EventPlace => ({
  ...placeOf(source),
  ...(source.isOnLineOfLast && {isOnLineOfLast: true}),
});
