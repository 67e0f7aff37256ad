import {envelopeOf, envelopePieces, type Envelope} from './envelope.js';
import type {Difference} from './difference.js';
import {contentOf} from './http-response.js';
import type {InvocationResult} from './invocation.js';
import type {EventPlace, RecordedEvent} from './recorded-event.js';

/** What became of the comparison; null where nothing was compared. */
export type CheckResult = 'same' | 'different' | 'missing' | null;

/** One line of `--results`, and one row of every report. */
export interface ReplayEntry extends Envelope {
  /** Position among the events read, from 0; reports are in this order. */
  readonly index: number;
  readonly place: EventPlace;
  readonly check: CheckResult;
  readonly diff: readonly Difference[] | null;
  /** Present, and true, where the event answers otherwise in a fresh environment. */
  readonly stateDependent?: true;
  /** Present where the answer differs from a golden: its file, as the run names it. */
  readonly golden?: string;
  /** Present where the function seems to have been kept off the network: its own words. */
  readonly blocked?: readonly string[];
  /** What the record said of the recorded failure. */
  readonly note?: string;
  /** Present, and true, where the recorded event holds the value of a secret variable. */
  readonly holdsSecret?: true;
}

/** What is known of an event besides its result. */
export interface EntryFacts {
  readonly index: number;
  readonly event: Pick<RecordedEvent, 'id' | 'place' | 'note'>;
  readonly check: CheckResult;
  readonly diff: readonly Difference[] | null;
  readonly stateDependent?: boolean;
  readonly golden?: string;
  readonly blocked?: readonly string[];
  readonly holdsSecret?: boolean;
}

/** The entry of one result. */
export function entryOf(result: InvocationResult, facts: EntryFacts): ReplayEntry {
  const {index, event, check, diff, stateDependent = false, golden, blocked = []} = facts;
  const {holdsSecret = false} = facts;
  return {
    ...envelopeOf(result, event.id),
    index,
    place: event.place,
    check,
    diff,
    ...(stateDependent && {stateDependent}),
    ...(golden !== undefined && {golden}),
    ...(blocked.length > 0 && {blocked}),
    ...(event.note !== null && {note: event.note}),
    ...(holdsSecret && {holdsSecret}),
  };
}

/** The entry as one line of NDJSON, in which the payload is the answer as the function spelled it. */
export function entryLine(entry: ReplayEntry, result: InvocationResult): Uint8Array {
  const pieces = envelopePieces(entry, contentOf(result)).map((piece) =>
    typeof piece === 'string' ? Buffer.from(piece) : onOneLine(piece),
  );
  return Buffer.concat([...pieces, NEWLINE]);
}

const NEWLINE = Buffer.from('\n');

/** In JSON a bare line end is only space: inside a string it would be escaped. */
function onOneLine(bytes: Uint8Array): Uint8Array {
  if (!bytes.includes(10) && !bytes.includes(13)) return bytes;
  return bytes.map((byte) => (byte === 10 || byte === 13 ? 32 : byte));
}

/** Whether an entry makes the run a failed one, apart from what a comparison says. */
export const isFailure = ({status, check}: Pick<ReplayEntry, 'status' | 'check'>): boolean =>
  status !== 'ok' && check !== 'same';
