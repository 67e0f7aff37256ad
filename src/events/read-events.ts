import {skippedPlaceText, type ReadRecord, type SkippedRecord} from '../core/recorded-event.js';
import type {RecordingFormat, RecordingReport} from '../core/recording-format.js';
import type {ReadOptions} from '../core/replay-options.js';
import {unbounded, type WithinTime} from '../core/within-time.js';
import {LambdockError} from '../errors/lambdock-error.js';
import type {EventFile, EventInputs} from '../files/event-input.js';
import {idMemory} from './id-memory.js';
import {openFile} from './read-file.js';
import {settleEvents, type Run} from './settle-events.js';
import {wishesOf} from './wishes.js';

/** What is to be read, and for whom. */
export interface ReadRequest extends ReadOptions {
  /** Files, folders and globs as the user named them, or `-`. */
  readonly inputs: readonly string[];
  /** Records of another function are skipped. */
  readonly functionName?: string;
  /** Bounds the regular expressions of paths. */
  readonly within?: WithinTime;
  /** Told when the first records of an input have been seen; of a folder again for each further format. */
  readonly onFormat: (found: {readonly input: string; readonly format: string}) => void;
  /** Told at the end of an input. */
  readonly onRead?: (report: RecordingReport) => void;
}

/** What is counted of an input. */
interface Counts {
  readonly input: string;
  readonly formats: Partial<Record<RecordingFormat, number>>;
  readonly skipped: Record<string, number>;
  events: number;
}

/** The records of recordings, in order, as they are read. Rejects when there is no event among them. */
export async function* readEvents(
  inputs: EventInputs,
  request: ReadRequest,
): AsyncGenerator<ReadRecord> {
  const wishes = await wishesOf(request, request.within ?? unbounded);
  const run: Run = {wishes, ids: idMemory()};
  let events = 0;
  let first: SkippedRecord | null = null;
  for (const input of request.inputs) {
    const counts: Counts = {input, formats: {}, skipped: {}, events: 0};
    for (const file of await inputs.files(input)) {
      for await (const record of readFile(file, {run, counts, request})) {
        if (record.kind === 'skipped') first ??= record;
        yield record;
      }
    }
    events += counts.events;
    request.onRead?.(counts);
  }
  if (events === 0) throw noEvents(request.inputs, first);
}

async function* readFile(
  file: EventFile,
  {
    run,
    counts,
    request,
  }: {readonly run: Run; readonly counts: Counts; readonly request: ReadRequest},
): AsyncGenerator<ReadRecord> {
  await using opened = await openFile(file, run.wishes.from);
  const {format} = opened;
  let events = 0;
  for await (const record of settleEvents(file.name, opened, run)) {
    if (record.kind === 'skipped') {
      if (request.strict === true) refuse(record);
      counts.skipped[record.reason] = (counts.skipped[record.reason] ?? 0) + 1;
    } else if (events++ === 0 && counts.formats[format] === undefined) {
      counts.formats[format] = 0;
      request.onFormat({input: counts.input, format: Object.keys(counts.formats).join(', ')});
    }
    if (record.kind === 'event') {
      counts.events += 1;
      counts.formats[format] = (counts.formats[format] ?? 0) + 1;
    }
    yield record;
  }
}

/** With --strict a record that should be an event and is none ends the reading. */
function refuse(record: SkippedRecord): void {
  const {reason, message, place} = record;
  if (reason !== 'malformed' && reason !== 'too-large') return;
  throw new LambdockError(reason === 'malformed' ? 'EVENT_INVALID' : 'EVENT_TOO_LARGE', {
    message: `${skippedPlaceText(record)}: ${message}`,
    suggestions: ['without --strict it is counted and skipped'],
    details: {...place, reason},
  });
}

function noEvents(inputs: readonly string[], first: SkippedRecord | null): LambdockError {
  const named = inputs.join(', ');
  return new LambdockError('NO_EVENTS', {
    message:
      first === null
        ? `there is no event in ${named}`
        : `there is no event in ${named}: ${skippedPlaceText(first)}: ${first.message}`,
    details: {inputs, ...(first !== null && {first})},
  });
}
