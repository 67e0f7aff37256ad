import {resolve} from 'node:path';
import {Readable} from 'node:stream';
import {fileURLToPath} from 'node:url';
import type {ReadRecord} from '../../src/core/recorded-event.js';
import type {RecordingReport} from '../../src/core/recording-format.js';
import {readEvents, type ReadRequest} from '../../src/events/read-events.js';
import {eventInputs} from '../../src/files/event-input.js';

/** The recordings of test/fixtures/events. */
export const RECORDINGS = fileURLToPath(new URL('../fixtures/events', import.meta.url));

/** What was read, in a form that is easy to compare. */
export interface Recording {
  readonly formats: readonly string[];
  /** Id and text of each event. */
  readonly events: readonly (readonly [string, string])[];
  /** `file:line: reason: message`. */
  readonly skipped: readonly string[];
  readonly records: readonly ReadRecord[];
  readonly reports: readonly RecordingReport[];
}

/** Reads recordings in a folder. */
export async function readRecording(
  inputs: readonly string[],
  {
    cwd = RECORDINGS,
    stdin = '',
    ...request
  }: Partial<ReadRequest> & {readonly cwd?: string; readonly stdin?: string | Uint8Array} = {},
): Promise<Recording> {
  const formats: string[] = [];
  const reports: RecordingReport[] = [];
  const records: ReadRecord[] = [];
  const reading = readEvents(
    eventInputs(resolve(cwd), () => Readable.from([Buffer.from(stdin as Uint8Array)])),
    {
      ...request,
      inputs,
      onFormat: ({format}) => void formats.push(format),
      onRead: (report) => void reports.push(report),
    },
  );
  for await (const record of reading) records.push(record);
  return {
    formats,
    reports,
    records,
    events: records.flatMap((record) =>
      record.kind === 'event' ? [[record.id, Buffer.from(record.event).toString()] as const] : [],
    ),
    skipped: records.flatMap((record) =>
      record.kind === 'skipped'
        ? [`${record.place.file}:${record.place.line ?? '?'}: ${record.reason}: ${record.message}`]
        : [],
    ),
  };
}
