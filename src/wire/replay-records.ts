import type {InputMeter} from '../core/input-meter.js';
import type {ReadingLog} from '../core/reading-log.js';
import type {ReadRecord} from '../core/recorded-event.js';
import type {ReplayOptions} from '../core/replay-options.js';
import {readEvents} from '../events/read-events.js';
import {eventInputs} from '../files/event-input.js';
import {readStdin} from '../files/replay-stdin.js';
import type {ProjectFunction} from './images.js';
import {WITHIN_TIME} from './pattern-limit.js';
import type {Session} from './session.js';

/** Whose events are read, and from where. */
export interface RecordsAsked {
  readonly session: Session;
  readonly target: ProjectFunction;
  readonly asked: {
    readonly inputs: readonly string[];
    readonly options: ReplayOptions;
    readonly cwd: string;
    /** Real paths of what the run writes. */
    readonly outputs: readonly string[];
  };
}

/** What counts along. */
export interface Meters {
  readonly meter: InputMeter;
  readonly log: ReadingLog;
}

/** The records of all inputs; what is read of them counts. */
export function meteredRecords(
  {session: {signal}, target, asked: {inputs, options, cwd, outputs}}: RecordsAsked,
  {meter, log}: Meters,
  onFormat: (input: string, format: string) => void,
): AsyncGenerator<ReadRecord> {
  const onBytes = (count: number): void => meter.read(count);
  const records = readEvents(eventInputs(cwd, readStdin, {onBytes, leftOut: outputs, signal}), {
    ...options,
    inputs,
    functionName: target.spec.name,
    within: WITHIN_TIME,
    onFormat: (found) => {
      onFormat(found.input, found.format);
      options.onFormat?.(found);
    },
  });
  return metered(records, {meter, log});
}

async function* metered(
  records: AsyncIterable<ReadRecord>,
  {meter, log}: Meters,
): AsyncGenerator<ReadRecord> {
  for await (const record of records) {
    if (record.kind === 'event') meter.take(record.event.length);
    log.read(record);
    yield record;
  }
  log.end();
}
