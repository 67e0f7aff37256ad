import type {EventPlace} from '../../core/recorded-event.js';
import type {RedactedFile} from '../../core/redaction.js';
import type {RecordingFormat} from '../../core/recording-format.js';
import {isLogFormat, NOT_JSON} from '../open-record.js';
import type {RawRecord} from '../raw-record.js';
import type {OpenedFile} from '../read-file.js';
import {redactJson} from './redact-json.js';
import {redactText, type Redactor} from './redactor.js';

/** What is counted of a file. */
export type FileCounts = {
  -readonly [Key in keyof Pick<RedactedFile, 'records' | 'dropped'>]: number;
};

/** Told of a record that is left out, and why. */
export type OnDropped = (place: Omit<EventPlace, 'file'>, why: string) => void;

/** The list of a dump that is being written. */
type Head = Readonly<Record<string, unknown>> | null;

/**
 * The pieces of a recording that is read as the one it is made of: its framing, lists of dumps with what
 * stands before them, and lines on the lines that they were on. What cannot be read is left out.
 */
export async function* redactFile(
  {format, framing, records}: OpenedFile,
  redactor: Redactor,
  {counts, onDropped}: {readonly counts: FileCounts; readonly onDropped: OnDropped},
): AsyncGenerator<Buffer> {
  let head: Head = null;
  let line = 1;
  let lastLine = 0;
  let isFirst = true;
  const isOnLines = framing !== 'list';
  if (framing === 'list') yield Buffer.from('[\n');
  for await (const record of records) {
    const written = redacted(record, format, redactor);
    const place = placeOf(record, lastLine);
    lastLine = record.line;
    if (typeof written === 'string') {
      counts.dropped += 1;
      onDropped(place, written);
      continue;
    }
    counts.records += 1;
    const own: Head = record.kind === 'json' ? record.head : null;
    const isInside = own !== null && own === head;
    if (head !== null && !isInside) yield Buffer.from(']}');
    if (isInside || (framing === 'list' && !isFirst)) yield Buffer.from(',');
    if (framing === 'list' && !isFirst) yield Buffer.from('\n');
    if (isFirst && framing === 'values') line = record.line;
    if (isOnLines && !isInside && record.line > line) {
      yield Buffer.from('\n'.repeat(framing === 'lines' ? record.line - line : 1));
      line = record.line;
    }
    if (own !== null && !isInside) yield opening(record, own, redactor);
    yield written;
    head = own;
    isFirst = false;
  }
  if (head !== null) yield Buffer.from(']}');
  yield Buffer.from(framing === 'list' ? '\n]\n' : framing === 'lines' ? '\n' : '');
}

const placeOf = ({line, offset}: RawRecord, lastLine: number): Omit<EventPlace, 'file'> =>
  line === lastLine ? {line, offset, isOnLineOfLast: true} : {line, offset};

const TOO_DEEP = 'nested too deep for rules to go through, so it is not known what is in it';

/** A record's bytes without what is to be hidden, or why they cannot be had. */
function redacted(record: RawRecord, format: RecordingFormat, redactor: Redactor): Buffer | string {
  switch (record.kind) {
    case 'broken':
      return record.message;
    case 'text':
      if (!isLogFormat(format)) return NOT_JSON;
      return Buffer.from(redactText(record.bytes.toString(), redactor));
    case 'json': {
      const json = redactJson(record.text, redactor);
      const {prefix} = record;
      if (json === null) return TOO_DEEP;
      return prefix === undefined
        ? json
        : Buffer.concat([Buffer.from(redactText(prefix, redactor)), json]);
    }
  }
}

/** The members of a dump before its list, and the list's beginning. */
function opening(record: RawRecord, head: NonNullable<Head>, redactor: Redactor): Buffer {
  const container = record.kind === 'json' ? (record.container ?? '') : '';
  const members = Object.fromEntries(Object.entries(head).filter(([key]) => key !== container));
  const text = {bytes: Buffer.from(JSON.stringify(members)), value: members};
  const before = redactJson(text, redactor)?.toString() ?? 'null';
  const isBare = before === '{}' || before === 'null';
  const list = `"${container}":[`;
  return Buffer.from(isBare ? `{${list}` : `${before.slice(0, -1)},${list}`);
}
