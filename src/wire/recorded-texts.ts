import {randomBytes} from 'node:crypto';
import type {InputFacts, RunIdentity} from '../core/replay-journal.js';
import type {ReadOptions} from '../core/replay-options.js';
import type {RecordedText, RecordedTexts} from '../core/replay-report.js';
import type {RecordedEvent} from '../core/recorded-event.js';
import type {RedactLine} from '../core/redact-line.js';
import type {RedactionRules} from '../core/redaction.js';
import {isLambdockError, LambdockError} from '../errors/lambdock-error.js';
import {readEvents} from '../events/read-events.js';
import {eventInputs} from '../files/event-input.js';
import {inputFacts} from '../files/input-facts.js';
import {WITHIN_TIME} from './pattern-limit.js';

/** Which recording is read once more, and what of it may be shown. */
export interface RecordedRequest {
  /** Of the run: how it read, and what its inputs were. */
  readonly identity: RunIdentity;
  readonly cwd: string;
  /** Real paths that are no recordings. */
  readonly leftOut: readonly string[];
  /** Takes secrets out; null where they are not known, so that events with secrets cannot be shown. */
  readonly redact: RedactLine | null;
  /** What besides is not to be shown. */
  readonly rules?: RedactionRules | undefined;
}

/**
 * Reads a recording again beside the entries of its run: as both are in the same order, one event is all
 * that is held. A recording that has gone, or is another one by now, is told with every entry.
 */
export function recordedTexts(request: RecordedRequest): RecordedTexts {
  const walk = walkEvents(request);
  let lost: string | null = null;
  let hide: Hide | null = null;
  return {
    async of(entry) {
      if (lost !== null) return {why: lost};
      try {
        const event = await walk.at(entry.index);
        if (event?.id !== entry.eventId) throw gone('the recording has changed since');
        hide ??= await hiderOf(request.rules);
        return textOf(hide(event.event), entry.holdsSecret === true, request);
      } catch (error) {
        if (!isLambdockError(error)) throw error;
        lost = error.message;
        return {why: lost};
      }
    },
    [Symbol.asyncDispose]: () => walk.end(),
  };
}

const gone = (message: string): LambdockError => new LambdockError('EVENT_INVALID', {message});

type Hide = (event: Uint8Array) => Uint8Array;

/** Equal values have equal hashes on one page. */
async function hiderOf(rules: RedactionRules | undefined): Promise<Hide> {
  if (rules === undefined) return (event) => event;
  const {redactEvent} = await import('../events/redact/redact-event.js');
  return redactEvent(rules, {key: randomBytes(32), within: WITHIN_TIME});
}

function textOf(event: Uint8Array, holdsSecret: boolean, {redact}: RecordedRequest): RecordedText {
  if (!holdsSecret) return {json: Buffer.from(event).toString()};
  if (redact === null)
    return {why: 'it holds the value of a secret variable, which is not known here'};
  // A line of results has its secrets taken out of the payload.
  const line = Buffer.concat([BEFORE, event, AFTER]);
  return {json: Buffer.from(redact(line)).toString().slice(BEFORE.length, -AFTER.length)};
}

const BEFORE = Buffer.from('{"payload":');
const AFTER = Buffer.from('}');

interface Walk {
  /** The event of an index, which is never lower than the one before; null behind the last. */
  at(index: number): Promise<RecordedEvent | null>;
  end(): Promise<void>;
}

function walkEvents(request: RecordedRequest): Walk {
  let events: AsyncGenerator<RecordedEvent> | null = null;
  let next = 0;
  return {
    async at(index) {
      events ??= await openEvents(request);
      for (;;) {
        const {value, done} = (await events.next()) as IteratorResult<RecordedEvent, undefined>;
        if (done === true) return null;
        next += 1;
        if (next > index) return value;
      }
    },
    async end() {
      await events?.return(undefined);
    },
  };
}

async function openEvents(request: RecordedRequest): Promise<AsyncGenerator<RecordedEvent>> {
  const {identity, cwd, leftOut} = request;
  for (const input of identity.inputs) {
    if (input.isPassing === true) throw gone(`${input.name} was no file, and is not kept`);
    const now = await inputFacts(input.name, {cwd, leftOut}).catch((cause: unknown) => {
      throw gone(`${input.name} cannot be read: ${(cause as Error).message}`);
    });
    checkSame(input, now);
  }
  return eventsOf(request);
}

function checkSame({name, digest}: InputFacts, now: InputFacts): void {
  if (digest === now.digest) return;
  throw gone(now.digest === null ? `${name} is not here` : `${name} has changed since`);
}

async function* eventsOf({identity, cwd, leftOut}: RecordedRequest): AsyncGenerator<RecordedEvent> {
  const records = readEvents(eventInputs(cwd, notKept, {leftOut}), {
    ...readOptionsOf(identity),
    inputs: identity.inputs.map(({name}) => name),
    functionName: identity.function,
    within: WITHIN_TIME,
    onFormat: () => undefined,
  });
  for await (const record of records) if (record.kind === 'event') yield record;
}

const notKept = (): never => {
  throw gone('it came by stdin, and is not kept');
};

/** How the run read: its journal names options as flags do. */
function readOptionsOf({options}: RunIdentity): ReadOptions {
  const {from, select, id, 'source-arn': sourceArn, 'batch-size': batchSize} = options;
  return {
    ...(typeof from === 'string' && {from}),
    ...(typeof select === 'string' && {select}),
    ...(typeof id === 'string' && {id}),
    ...(typeof sourceArn === 'string' && {sourceArn}),
    ...(typeof batchSize === 'number' && {batchSize}),
  };
}
