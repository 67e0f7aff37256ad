import {readFile, stat} from 'node:fs/promises';
import {extname, resolve} from 'node:path';
import type {Readable} from 'node:stream';
import {eventTooLarge} from '../core/event-limit.js';
import {isJson, jsonAt, jsonFault} from '../core/json-text.js';
import {PAYLOAD_LIMIT} from '../core/rie.js';
import {awaiting} from '../core/awaited.js';
import {LambdockError} from '../errors/lambdock-error.js';
import {eventInvalid} from './event-error.js';
import {eventPath, type EventPath} from './event-path.js';
import {utf8Bytes} from './event-text.js';
import {isStdinGiven, readStdin} from './read-stdin.js';

/** Where an event comes from, as flags say it. */
export interface EventRequest {
  /** `FILE`, `FILE#/json/pointer`, or `-` for stdin. */
  readonly event?: string | undefined;
  /** Inline text, or `file://PATH`. */
  readonly data?: string | undefined;
  /** Sends the text as a JSON string. */
  readonly raw?: boolean | undefined;
  /** Absolute folder that relative paths start from. */
  readonly folder: string;
  /** Opened only when it is read. */
  readonly stdin: () => Readable;
  /** Told once, when stdin has been silent for a second. */
  readonly onWaiting: (message: string) => void;
}

/** What reading an event needs from other doors. */
export interface EventTools {
  /** The value of a YAML text. */
  readonly parseYaml: (text: string, shownAs: string) => Promise<unknown>;
  /** The default export of a JavaScript module. */
  readonly loadDefault: (file: string) => Promise<unknown>;
}

/** Text on its way to be an event, with its name in messages. */
interface Source {
  readonly bytes: Buffer;
  readonly what: string;
}

const EMPTY_EVENT = Buffer.from('{}');
const SCRIPTS = ['.js', '.mjs', '.cjs'];
const YAMLS = ['.yml', '.yaml'];

/** The bytes of an event, checked to be JSON that Lambda takes. They are never printed anew. */
export async function readEvent(request: EventRequest, tools: EventTools): Promise<Uint8Array> {
  const bytes = await eventBytes(request, tools);
  if (bytes.length > PAYLOAD_LIMIT) throw eventTooLarge('the event', bytes.length);
  return bytes;
}

async function eventBytes(request: EventRequest, tools: EventTools): Promise<Uint8Array> {
  const {event, data, raw = false, folder} = request;
  if (event !== undefined && data !== undefined) {
    throw new LambdockError('USAGE', {
      message: '--event and --data both give an event',
      suggestions: ['give one of them'],
    });
  }
  const path = data?.startsWith('file://') === true ? data.slice('file://'.length) : event;
  if (path !== undefined && path !== '-') {
    const source = eventPath(path, (file) => resolve(folder, file));
    return raw ? rawEvent(await fileSource(source)) : fileEvent(source, tools);
  }
  if (data !== undefined) return textEvent({bytes: Buffer.from(data), what: '--data'}, raw);
  return stdinEvent(request, path === '-');
}

async function stdinEvent(request: EventRequest, isNamed: boolean): Promise<Uint8Array> {
  if (!isNamed && !isStdinGiven()) return EMPTY_EVENT;
  const bytes = await readStdin({
    stream: request.stdin,
    onSilence: () =>
      request.onWaiting("waiting for the event on stdin; -d '{}' sends an empty one instead"),
  });
  // An empty pipe that nobody asked for is what cron, CI and editors leave behind.
  if (!isNamed && bytes.toString('latin1').trim() === '') return EMPTY_EVENT;
  return textEvent({bytes, what: 'stdin'}, request.raw ?? false);
}

async function textEvent(source: Source, raw: boolean): Promise<Uint8Array> {
  if (raw) return rawEvent(source);
  const bytes = utf8Bytes(source.bytes, source.what);
  if (bytes.length > PAYLOAD_LIMIT) throw eventTooLarge(source.what, bytes.length);
  await checkJson(bytes.toString(), source.what);
  return bytes;
}

const rawEvent = ({bytes, what}: Source): Uint8Array =>
  Buffer.from(JSON.stringify(utf8Bytes(bytes, what).toString()));

async function fileEvent(path: EventPath, tools: EventTools): Promise<Uint8Array> {
  const {file, shownAs, pointer} = path;
  const ending = extname(file).toLowerCase();
  const {size} = await checkFile(path);
  if (SCRIPTS.includes(ending)) return valueEvent(await scriptValue(path, tools), path);
  if (YAMLS.includes(ending))
    return valueEvent(await tools.parseYaml(await textOf(path), shownAs), path);
  if (pointer.length > 0) return partEvent(path);
  if (size > PAYLOAD_LIMIT + 3) throw eventTooLarge(shownAs, size);
  return textEvent(await fileSource(path), false);
}

/** The part of a JSON file that a pointer names, as written there. */
async function partEvent(path: EventPath): Promise<Uint8Array> {
  const text = await textOf(path);
  await checkJson(text, path.shownAs);
  const part = await jsonAt(text, path.pointer);
  if (part === undefined) throw nothingAt(path);
  return Buffer.from(part);
}

const textOf = async (path: EventPath): Promise<string> =>
  utf8Bytes((await fileSource(path)).bytes, path.shownAs).toString();

async function checkJson(text: string, what: string): Promise<void> {
  if (isJson(text)) return;
  const suggestions = ['check the place named above; --raw sends text as a JSON string'];
  if (text.trim() === '') throw eventInvalid(`${what} is empty, expected JSON`, {suggestions});
  const fault = await jsonFault(text);
  if (fault === null) return;
  const {line, column, reason} = fault;
  throw new LambdockError('EVENT_INVALID', {
    message: `${what}:${line}:${column}: not JSON: ${reason}`,
    suggestions,
    details: {source: what, line, column, reason},
  });
}

/** A module exports its event, or an (async) function that makes it. */
async function scriptValue(
  {file, shownAs}: EventPath,
  {loadDefault}: EventTools,
): Promise<unknown> {
  try {
    return await awaiting({what: `the event ${shownAs}`, code: 'EVENT_INVALID'}, async () => {
      const made: unknown = await loadDefault(file);
      return typeof made === 'function' ? (made as () => unknown)() : made;
    });
  } catch (cause) {
    if (cause instanceof LambdockError) throw cause;
    const why = cause instanceof Error ? `${cause.name}: ${cause.message}` : String(cause);
    throw eventInvalid(`${shownAs} failed: ${why}`, {
      suggestions: ['the default export is the event, or an (async) function that returns it'],
      cause,
    });
  }
}

function valueEvent(value: unknown, path: EventPath): Uint8Array {
  let here = value;
  for (const key of path.pointer) {
    if (typeof here !== 'object' || here === null || !Object.hasOwn(here, key))
      throw nothingAt(path);
    here = (here as Readonly<Record<string, unknown>>)[key];
  }
  try {
    const text = JSON.stringify(here) as string | undefined;
    if (text !== undefined) return Buffer.from(text);
  } catch (cause) {
    const why = (cause as Error).message;
    throw eventInvalid(`${path.shownAs} gives a value that is not JSON: ${why}`, {cause});
  }
  throw eventInvalid(`${path.shownAs} gives ${typeof here}, which is not JSON`);
}

const nothingAt = ({shownAs, pointer}: EventPath): LambdockError =>
  eventInvalid(`${shownAs} has nothing at /${pointer.join('/')}`, {
    suggestions: ['a JSON pointer names keys and indexes from the top: FILE#/Records/0'],
  });

async function fileSource(path: EventPath): Promise<Source> {
  await checkFile(path);
  try {
    return {bytes: await readFile(path.file), what: path.shownAs};
  } catch (cause) {
    throw unreadable(path, cause);
  }
}

async function checkFile(path: EventPath): Promise<{readonly size: number}> {
  const stats = await stat(path.file).catch((cause: unknown) => {
    throw unreadable(path, cause);
  });
  if (!stats.isDirectory()) return stats;
  throw eventInvalid(`the event ${path.shownAs} is a folder, expected a file`);
}

const unreadable = ({shownAs}: EventPath, cause: unknown): LambdockError =>
  (cause as NodeJS.ErrnoException).code === 'ENOENT'
    ? eventInvalid(`there is no event file ${shownAs}`, {cause})
    : eventInvalid(`cannot read the event ${shownAs}: ${(cause as Error).message}`, {cause});
