import {posix} from 'node:path';
import type {RecordingFormat} from '../core/recording-format.js';
import type {JsonPath} from '../core/comparison/json-path.js';
import {openCarriers} from './carriers.js';
import type {Framing} from './framing.js';
import type {FoundEvent, Wishes} from './outcome.js';
import {jsonText, type RawRecord} from './raw-record.js';
import {selectId} from './select.js';

/** An id, and whether it could be that of another event too. */
export interface EventName {
  readonly id: string;
  /** Made of the place, so that no other event has it. */
  readonly isPlace: boolean;
}

/** The record that an event is from. */
export interface Source {
  readonly file: string;
  readonly format: RecordingFormat;
  readonly framing: Framing;
  readonly isSingle: boolean;
  readonly record: RawRecord;
  /** Begins on the line of the record before it. */
  readonly isOnLineOfLast: boolean;
}

/** Its number among the events of its record, and how many there are. */
export interface Position {
  readonly index: number;
  readonly of: number;
}

/** The id of an event: what --id finds, what the record calls it, or its place; null where --id finds nothing. */
export function nameEvent(
  event: FoundEvent,
  source: Source,
  {position, wishes}: {readonly position: Position; readonly wishes: Wishes},
): EventName | null {
  if (wishes.id !== null) {
    const id = wishedId(event, source.record, {position, path: wishes.id});
    return id === null ? null : {id, isPlace: false};
  }
  if (event.id !== null) return {id: ofPart(event.id, event), isPlace: false};
  const place = placeId(source);
  const id = position.of === 1 ? place : `${place}#${position.index}`;
  return {id, isPlace: !isNamedByFile(source)};
}

/** What names the record, for one of several events that are in it. */
const ofPart = (id: string, {part}: FoundEvent): string =>
  part === undefined ? id : `${id}#${part}`;

/** Of the record and what it carries, then of the event; where there are several events, of the event first. */
function wishedId(
  found: FoundEvent,
  record: RawRecord,
  {position, path}: {readonly position: Position; readonly path: JsonPath},
): string | null {
  const own = jsonText(Buffer.from(found.event));
  const inside = own === null ? [] : [own];
  const around = [
    ...(record.kind === 'json' ? openCarriers(record.text).documents : []),
    ...(found.source === undefined ? [] : openCarriers(found.source).documents),
  ];
  if (position.of === 1) return selectId([...around, ...inside], path);
  const ownId = selectId(inside, path);
  if (ownId !== null) return ownId;
  const id = selectId(around, path);
  return id === null ? null : ofPart(id, found);
}

const isNamedByFile = ({format, isSingle}: Source): boolean => format === 'json' && isSingle;

function placeId(source: Source): string {
  const {file, format, framing, record, isOnLineOfLast} = source;
  const name = file === '-' ? 'stdin' : posix.normalize(file);
  if (isNamedByFile(source)) return name.replace(/\.json(\.gz)?$/i, '');
  const isItem = record.kind === 'json' && record.container !== null;
  if (framing === 'list' && record.index !== undefined) return `${name}:${record.index}`;
  const isLine = framing === 'lines' || format === 'ndjson';
  return isLine && !isItem && !isOnLineOfLast
    ? `${name}:${record.line}`
    : `${name}@${record.offset}`;
}
