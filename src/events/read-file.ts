import {PLAIN_FORMATS, type RecordingFormat} from '../core/recording-format.js';
import type {EventFile} from '../files/event-input.js';
import {byteWindow, type ByteWindow} from './byte-window.js';
import {detectFormat} from './detect-format.js';
import {entersOf} from './enters.js';
import {findFraming, split, type Framing} from './framing.js';
import {lookAt} from './look-at.js';
import type {RawRecord} from './raw-record.js';

/** A file that has been looked into. */
export interface OpenedFile {
  readonly format: RecordingFormat;
  readonly framing: Framing;
  /** There is one record in it. */
  readonly isSingle: boolean;
  readonly records: AsyncIterable<RawRecord>;
  /** The most bytes of it that were ever held at once. */
  peak(): number;
}

const OPEN_OBJECT = 0x7b;
const OPEN_LIST = 0x5b;

/** Looks into a file: how its records follow each other, and what they are. */
export async function openFile(
  file: EventFile,
  from: RecordingFormat | null,
): Promise<OpenedFile & AsyncDisposable> {
  const window = byteWindow(file.open());
  const found = await findFraming(window, forced(from));
  const isListWhole = (file.isInFolder && forced(from) === null) || from === 'json';
  const framing = isListWhole && found === 'list' ? 'values' : found;
  const isBinary = window.view.includes(0) && !isJsonText(window.view);
  const records = isBinary ? binary(window) : split(window, framing, entersOf(from));
  const looked = await lookAt(records, {from, framing, name: file.name, pause: file.pause});
  const {first, isWhole} = looked;
  const isNoRecording = isWhole && from === null && first.every(({kind}) => kind !== 'json');
  const format = from ?? detectFormat(first, {framing, isWhole, name: file.name});
  const given = isNoRecording && isPlain(format) ? first.slice(0, 1) : first;
  return {
    format,
    framing,
    isSingle: isWhole && first.length === 1,
    records: allOf(given, looked.rest, window),
    peak: () => window.peak,
    [Symbol.asyncDispose]: () => window[Symbol.asyncDispose](),
  };
}

/** A byte 0 in JSON spoils its record alone; where it is the second one, the text is UTF-16. */
const isJsonText = (view: Buffer): boolean =>
  (view[0] === OPEN_OBJECT || view[0] === OPEN_LIST) && view[1] !== 0;

const isPlain = (format: RecordingFormat): boolean => PLAIN_FORMATS.includes(format);

/** A plain format says how its records follow each other. */
function forced(from: RecordingFormat | null): Framing | null {
  if (from === 'array') return 'list';
  if (from === 'ndjson') return 'lines';
  return from === 'stream' ? 'values' : null;
}

async function* binary({offset, line}: ByteWindow): AsyncGenerator<RawRecord> {
  yield {
    offset,
    line,
    kind: 'broken',
    reason: 'malformed',
    message: 'not UTF-8 text: a picture, an archive, or text to be saved as UTF-8',
  };
}

async function* allOf(
  first: readonly RawRecord[],
  rest: AsyncIterable<RawRecord>,
  window: ByteWindow,
): AsyncGenerator<RawRecord> {
  yield* first;
  yield* rest;
  const {torn, offset, line} = window;
  if (torn !== null) yield {offset, line, kind: 'broken', reason: 'malformed', message: torn};
}
