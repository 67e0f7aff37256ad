import {randomBytes} from 'node:crypto';
import {basename, join, relative, resolve} from 'node:path';
import {hostVariables} from '../config/host-variables.js';
import type {RecordingFormat, RecordingReport} from '../core/recording-format.js';
import type {Inspection, InspectedEvent} from '../core/recording-inspection.js';
import type {RedactedFile, RedactionManifest, RedactionRules} from '../core/redaction.js';
import type {ReadOptions} from '../core/replay-options.js';
import type {SkippedRecord} from '../core/recorded-event.js';
import {VERSION} from '../core/version.js';
import {LambdockError} from '../errors/lambdock-error.js';
import {readEvents} from '../events/read-events.js';
import {openFile} from '../events/read-file.js';
import {redactFile, type OnDropped} from '../events/redact/redact-file.js';
import {keyId, redactorOf, rulesDigest, type Redactor} from '../events/redact/redactor.js';
import {formatNamed} from '../events/wishes.js';
import {eventInputs, type EventFile} from '../files/event-input.js';
import {isFolder} from '../files/is-folder.js';
import {readStdin} from '../files/replay-stdin.js';
import {plainPlaceOf} from '../files/plain-place.js';
import {realPlace} from '../files/real-place.js';
import {readKey, writeJson, writeRecording} from '../files/write-recording.js';
import {droppedRecords, type DroppedRecords} from './dropped-records.js';
import {WITHIN_TIME} from './pattern-limit.js';

/** Which recordings are looked at. */
export interface InspectRequest extends ReadOptions {
  readonly inputs: readonly string[];
  readonly cwd: string;
  /** So many events, and so many records that are none, are shown. */
  readonly limit: number;
  readonly signal?: AbortSignal;
}

/** Reads recordings through, and keeps the first events. */
export async function inspectEvents(request: InspectRequest): Promise<Inspection> {
  const {inputs, cwd, limit, signal} = request;
  const reports: RecordingReport[] = [];
  const first: InspectedEvent[] = [];
  const firstSkipped: SkippedRecord[] = [];
  const skipped: Record<string, number> = {};
  let events = 0;
  const records = readEvents(eventInputs(cwd, readStdin, signalOf(request)), {
    ...request,
    inputs,
    within: WITHIN_TIME,
    onFormat: () => undefined,
    onRead: (report) => void reports.push(report),
  });
  for await (const record of records) {
    signal?.throwIfAborted();
    if (record.kind === 'skipped') {
      skipped[record.reason] = (skipped[record.reason] ?? 0) + 1;
      if (firstSkipped.length < limit) firstSkipped.push(record);
      continue;
    }
    events += 1;
    if (first.length >= limit) continue;
    const {id, place, note, event, recorded} = record;
    const text = Buffer.from(event).toString();
    first.push({id, bytes: event.length, place, note, hasAnswer: recorded !== null, text});
  }
  return {inputs: reports, events, skipped, first, firstSkipped};
}

/** Which recordings are redacted, by which rules. */
export interface RedactRequest extends Pick<ReadOptions, 'from'> {
  readonly inputs: readonly string[];
  readonly cwd: string;
  /** A file; of several recordings a folder; `-` hands what is written to `onWritten`. */
  readonly output: string;
  readonly onWritten?: (piece: Uint8Array) => undefined | Promise<void>;
  readonly rules: RedactionRules;
  readonly ruleSet?: string;
  /** The key of the hashes: in a file, or in a variable. */
  readonly keyFile?: string;
  readonly keyVariable: string;
  readonly onWarning: (message: string) => void;
  readonly signal?: AbortSignal;
}

interface Key {
  readonly from: string;
  readonly bytes: Uint8Array;
}

/** Writes recordings anew without what the rules find, and a manifest of the rules beside them. */
export async function redactEvents(request: RedactRequest): Promise<RedactionManifest> {
  const {rules} = request;
  const key = await keyOf(request);
  const redactor = redactorOf(rules, {
    key: key?.bytes ?? Buffer.alloc(0),
    within: WITHIN_TIME,
  });
  const from = formatNamed(request.from);
  const targets = await targetsOf(request);
  const dropped = droppedRecords(request.onWarning);
  const files: RedactedFile[] = [];
  for (const target of targets)
    files.push(await redactOne(target, {redactor, from, dropped, request}));
  if (files.every(({records}) => records === 0)) throw nothingIn(request, dropped.first);
  dropped.end();
  const digest = rulesDigest(rules);
  const manifest: RedactionManifest = {
    schemaVersion: 1,
    lambdock: VERSION,
    ruleSet: {name: request.ruleSet ?? digest.slice(0, 12), digest, rules},
    key: key === null ? null : {from: key.from, id: keyId(key.bytes)},
    files,
    found: redactor.found,
  };
  const place = await placeOf(request);
  if (place !== null) await writeJson(`${place}.redaction.json`, manifest);
  return manifest;
}

/** What the manifest lies beside; beside stdout, a device or a pipe is no place for it. */
async function placeOf({output, cwd}: RedactRequest): Promise<string | null> {
  if (output === STDOUT) return null;
  const path = resolve(cwd, trimmed(output));
  return isFolder(path) ? path : plainPlaceOf(path);
}

const STDOUT = '-';

interface Target {
  readonly file: EventFile;
  readonly output: string;
}

async function redactOne(
  {file, output}: Target,
  {
    redactor,
    from,
    dropped,
    request,
  }: {
    readonly redactor: Redactor;
    readonly from: RecordingFormat | null;
    readonly dropped: DroppedRecords;
    readonly request: RedactRequest;
  },
): Promise<RedactedFile> {
  await using opened = await openFile(file, from);
  const counts = {records: 0, dropped: 0};
  const onDropped: OnDropped = (place, why) => dropped.add({file: file.name, ...place}, why);
  const pieces = untilAborted(redactFile(opened, redactor, {counts, onDropped}), request.signal);
  if (output === STDOUT) for await (const piece of pieces) await request.onWritten?.(piece);
  else await writeRecording(resolve(request.cwd, output), pieces);
  return {input: file.name, output, format: opened.format, ...counts};
}

async function* untilAborted(
  pieces: AsyncIterable<Uint8Array>,
  signal: AbortSignal | undefined,
): AsyncGenerator<Uint8Array> {
  for await (const piece of pieces) {
    signal?.throwIfAborted();
    yield piece;
  }
}

/** One file goes into a file; several, or those of a folder, go into a folder below which they keep their names. */
async function targetsOf(request: RedactRequest): Promise<readonly Target[]> {
  const {inputs, cwd, output} = request;
  const all = eventInputs(cwd, readStdin, signalOf(request));
  const targets: Target[] = [];
  if (output === STDOUT) {
    const found = (await Promise.all(inputs.map((input) => all.files(input)))).flat();
    if (found.length > 1) throw manyToStdout(found.length);
    return found.map((file) => ({file, output: STDOUT}));
  }
  const name = trimmed(output);
  const isMany = inputs.length > 1 || isFolder(resolve(cwd, name));
  for (const input of inputs) {
    for (const file of await all.files(input)) {
      const isAlone = !isMany && file.name === input;
      const inside = file.isInFolder ? relative(input, file.name) : basename(file.name);
      targets.push({file, output: isAlone ? name : join(name, inside === '-' ? 'stdin' : inside)});
    }
  }
  const doubled = targets.find(
    ({output: path}, index) => targets.findIndex((other) => other.output === path) !== index,
  );
  if (doubled !== undefined) throw twice(doubled.output);
  refuseOwnInputs(targets, cwd);
  return targets;
}

/** A recording is often the only one there is. */
function refuseOwnInputs(targets: readonly Target[], cwd: string): void {
  const placeOf = (path: string): string => realPlace(resolve(cwd, path));
  const read = new Map(
    targets.flatMap(({file: {name}}) => (name === '-' ? [] : [[placeOf(name), name] as const])),
  );
  for (const {output} of targets) {
    const input = read.get(placeOf(output));
    if (input === undefined) continue;
    throw new LambdockError('USAGE', {
      message: `${output} would be written over ${input}, which is read`,
      suggestions: ['name another file or folder: -o clean/'],
      details: {input, output},
    });
  }
}

const twice = (output: string): LambdockError =>
  new LambdockError('USAGE', {
    message: `two recordings would become ${output}`,
    suggestions: ['redact them one by one, or name the folder that holds both'],
  });

const signalOf = ({signal}: {readonly signal?: AbortSignal}): {readonly signal?: AbortSignal} =>
  signal === undefined ? {} : {signal};

const manyToStdout = (count: number): LambdockError =>
  new LambdockError('USAGE', {
    message: `-o - writes one recording to stdout, and these are ${count}`,
    suggestions: ['redact them one by one, or name a folder: -o clean/'],
  });

const trimmed = (path: string): string => path.replace(/(?<=.)[/\\]+$/, '');

/** From a file, from a variable, else a random one: equal values are then equal in this run alone. */
async function keyOf(request: RedactRequest): Promise<Key | null> {
  const {rules, keyFile, keyVariable, cwd, onWarning} = request;
  if (rules.hash.length + rules.hashPattern.length === 0) return null;
  if (keyFile !== undefined) {
    return checkedKey({from: keyFile, bytes: await readKey(resolve(cwd, keyFile), keyFile)});
  }
  const value = hostVariables()[keyVariable];
  if (value !== undefined) return checkedKey({from: keyVariable, bytes: Buffer.from(value)});
  onWarning(
    `no key: hashes are made with one that is forgotten, so they are equal within this run alone; --key-file FILE or ${keyVariable} gives one`,
  );
  return {from: 'random', bytes: randomBytes(32)};
}

function checkedKey(key: Key): Key {
  if (key.bytes.length > 0) return key;
  throw new LambdockError('USAGE', {
    message: `the key in ${key.from} is empty`,
    suggestions: ['openssl rand -hex 32 > redaction.key'],
  });
}

const nothingIn = ({inputs}: RedactRequest, first: string | null): LambdockError =>
  new LambdockError('NO_EVENTS', {
    message:
      first === null
        ? `there is no record in ${inputs.join(', ')}`
        : `there is no record in ${inputs.join(', ')} that can be redacted: ${first}`,
  });
