import {countText} from '../core/count-text.js';
import type {RecordingFormat} from '../core/recording-format.js';
import {LambdockError} from '../errors/lambdock-error.js';
import type {EventFile} from '../files/event-input.js';
import {isJsonName, isPlainAlone, ownFormatIn, showsLog} from './detect-format.js';
import type {Framing} from './framing.js';
import type {RawRecord} from './raw-record.js';

/** So many records are looked at to find the format, or as many as are in so many bytes. */
const LOOKED_AT = 200;
const LOOKED_AT_BYTES = 1024 * 1024;

/** What is known before the first record. */
export interface Look {
  readonly from: RecordingFormat | null;
  readonly framing: Framing;
  readonly name: string;
  readonly pause: EventFile['pause'] | undefined;
}

/** The first records of an input, and what follows them. */
export interface Looked {
  readonly first: readonly RawRecord[];
  /** There are no others. */
  readonly isWhole: boolean;
  readonly rest: AsyncIterable<RawRecord>;
}

type Next = Promise<IteratorResult<RawRecord, unknown>>;

/**
 * The first records: of a format that is named only what tells a single one, else until one shows what it
 * is by itself. Where nothing follows plain ones for a while, whoever writes them is not waited for.
 */
export async function lookAt(records: AsyncGenerator<RawRecord>, look: Look): Promise<Looked> {
  const sight = openSight(look);
  using patience = openPatience(look);
  while (!sight.isEnough()) {
    const next = records.next();
    if (sight.isPlain() && (await patience.isOver(next))) {
      // Nobody may come for it: a run that ends at its limit leaves the input.
      next.catch(() => undefined);
      return {first: [...sight.first], isWhole: false, rest: goOn(next, {records, sight, look})};
    }
    const {value, done} = (await next) as IteratorResult<RawRecord, undefined>;
    if (done === true) return {first: sight.first, isWhole: true, rest: records};
    sight.add(value);
  }
  return {first: sight.first, isWhole: false, rest: records};
}

/** What has been seen so far. */
interface Sight {
  readonly first: readonly RawRecord[];
  add(record: RawRecord): void;
  isEnough(): boolean;
  /** Each is a plain event as far as anybody can tell, and no other one changes how they are called. */
  isPlain(): boolean;
}

function openSight({from, framing, name}: Look): Sight {
  const least = framing === 'values' || isJsonName(name) ? 2 : 1;
  const first: RawRecord[] = [];
  let bytes = 0;
  let isShown = false;
  let isPlain = from === null;
  let hasJson = false;
  return {
    first,
    add(record) {
      isShown ||= from === null && !hasJson && ownFormatIn([record]) !== null;
      hasJson ||= record.kind === 'json';
      isPlain &&= isPlainAlone(record);
      first.push(record);
      bytes += record.kind === 'json' ? record.text.bytes.length : 0;
    },
    isEnough() {
      if (from !== null) return from !== 'json' || first.length === 2;
      if (isShown) return true;
      return first.length >= 2 && (first.length >= LOOKED_AT || bytes >= LOOKED_AT_BYTES);
    },
    isPlain: () => isPlain && first.length >= least,
  };
}

/** Whether the next record is waited for any longer: one while for all of them, from the first one that is waited for. */
interface Patience extends Disposable {
  isOver(next: Next): Promise<boolean>;
}

function openPatience({pause}: Look): Patience {
  const stop = new AbortController();
  let over: Promise<true> | null = null;
  const never = new Promise<true>(() => undefined);
  return {
    async isOver(next) {
      over ??=
        pause?.(stop.signal).then(
          () => true as const,
          () => never,
        ) ?? never;
      const come = next.then(
        () => false,
        () => false,
      );
      return Promise.race([come, over]);
    },
    [Symbol.dispose]: () => stop.abort(),
  };
}

/** What comes behind a format that was found early: what would have made it another one is told, and ends the reading. */
async function* goOn(
  first: Next,
  {
    records,
    sight,
    look: {framing},
  }: {
    readonly records: AsyncGenerator<RawRecord>;
    readonly sight: Sight;
    readonly look: Look;
  },
): AsyncGenerator<RawRecord> {
  let next = first;
  while (!sight.isEnough()) {
    const {value, done} = (await next) as IteratorResult<RawRecord, undefined>;
    if (done === true) return;
    if (showsLog(value, framing)) throw takenForPlain(value, sight.first.length);
    yield value;
    sight.add(value);
    next = records.next();
  }
  const {value, done} = (await next) as IteratorResult<RawRecord, undefined>;
  if (done === true) return;
  yield value;
  yield* records;
}

const takenForPlain = ({line, offset}: RawRecord, count: number): LambdockError =>
  new LambdockError('EVENT_INVALID', {
    message: `line ${line} is of a log with events in it, and what came before it (${countText(count, 'record')}) was taken for events, as nothing followed for a while`,
    suggestions: [
      '--from powertools reads the events of a log, however slowly it comes',
      '--from ndjson sends the lines themselves',
    ],
    details: {line, offset},
  });
