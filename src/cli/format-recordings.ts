import {countText} from '../core/count-text.js';
import {placeText, skippedPlaceText} from '../core/recorded-event.js';
import type {RecordingReport} from '../core/recording-format.js';
import type {Inspection} from '../core/recording-inspection.js';
import type {RedactionManifest} from '../core/redaction.js';
import {unicodeEscape} from '../core/unicode-escape.js';
import {table} from './table.js';

const PREVIEW = 72;

/** What recordings hold, as `events inspect` shows it. */
export function inspectionLines({
  inputs,
  first,
  events,
  firstSkipped,
}: Inspection): readonly string[] {
  const rows = first.map(({id, bytes, place, note, hasAnswer, text}) => [
    preview(id),
    String(bytes),
    placeText(place),
    note ?? (hasAnswer ? 'with its answer' : '-'),
    preview(text),
  ]);
  const more = events - first.length;
  return [
    ...inputs.map(reportText),
    '',
    ...table([['ID', 'BYTES', 'AT', 'NOTE', 'EVENT'], ...rows]),
    ...(more > 0 ? [`… and ${more} more`] : []),
    ...(firstSkipped.length > 0 ? ['', 'Skipped:'] : []),
    ...firstSkipped.map(
      (record) => `${skippedPlaceText(record)}: ${record.reason}: ${record.message}`,
    ),
  ];
}

/** `dump.json: 2 events (sqs), 3 skipped (1 duplicate, 2 malformed)`. */
export function reportText({input, formats, events, skipped}: RecordingReport): string {
  const names = Object.keys(formats).join(', ');
  const counts = Object.entries(skipped);
  const all = counts.reduce((sum, [, count]) => sum + count, 0);
  const why = counts.map(([reason, count]) => `${count} ${reason}`).join(', ');
  return (
    `${input === '-' ? 'stdin' : input}: ${countText(events, 'event')}` +
    (names === '' ? '' : ` (${names})`) +
    (all === 0 ? '' : `, ${all} skipped (${why})`)
  );
}

/** On one line, with nothing that a terminal would act on. */
const preview = (text: string): string => {
  const line = text.replaceAll(/\s+/g, ' ').replaceAll(/\p{Cc}/gu, unicodeEscape);
  return line.length > PREVIEW ? `${line.slice(0, PREVIEW - 1)}…` : line;
};

/** What `events redact` has done. */
export const redactionLines = ({files, found}: RedactionManifest): readonly string[] => [
  ...files.map(
    ({input, output, format, records, dropped}) =>
      `${input === '-' ? 'stdin' : input} -> ${output === '-' ? 'stdout' : output}: ${countText(records, 'record')} (${format})` +
      (dropped === 0 ? '' : `, ${dropped} left out that could not be read`),
  ),
  ...table(
    Object.entries(found).map(([rule, count]) => [rule, `found ${countText(count, 'time')}`]),
  ),
];
