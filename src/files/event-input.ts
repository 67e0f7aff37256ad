import {createReadStream, type Dirent} from 'node:fs';
import {lstat, readdir, stat} from 'node:fs/promises';
import {join, relative, resolve} from 'node:path';
import {addAbortSignal, Readable} from 'node:stream';
import {setTimeout as pause} from 'node:timers/promises';
import picomatch from 'picomatch';
import {byteOrder} from '../core/byte-order.js';
import {journalOf} from '../core/replay-journal.js';
import {eventInvalid} from './event-error.js';
import {openFifo} from './open-fifo.js';
import {isAmong, realPlace} from './real-place.js';
import {filesOfResults} from './results-beside.js';
import {unzipped, type ByteSource} from './unzipped.js';

/** A file with recorded events. */
export interface EventFile {
  /** As the user named it, or below the folder that they named; `-` for stdin. */
  readonly name: string;
  /** Found in a folder, where a list in a `.json` is one event. */
  readonly isInFolder: boolean;
  /** Its bytes as they come, unzipped where they are gzip. */
  open(): ByteSource;
  /** A while in which more could have come: only of what may still be written. */
  readonly pause?: (signal: AbortSignal) => Promise<unknown>;
}

/** Whoever writes no more for so long may be waiting for what becomes of it. */
const PAUSE_MS = 1000;

/** What recordings are read through. */
export interface EventInputs {
  /** The files that an input stands for, in order: a file, a folder, a glob, `-`. */
  files(input: string): Promise<readonly EventFile[]>;
}

/** How inputs are read. */
export interface InputsRequest {
  /** Hears what is read of files, before it is unzipped. */
  readonly onBytes?: (count: number) => void;
  /** Real paths that folders and globs are not to give. */
  readonly leftOut?: readonly string[];
  /** Ends what waits for more. */
  readonly signal?: AbortSignal;
}

/**
 * Inputs that relative paths of `cwd` and this process's stdin name. A file that is named twice is read
 * once.
 */
export function eventInputs(
  cwd: string,
  stdin: (signal?: AbortSignal) => AsyncIterable<Uint8Array>,
  {onBytes = () => undefined, leftOut = [], signal}: InputsRequest = {},
): EventInputs {
  const known = new Set<string>();
  const isNew = (path: string): boolean => known.size !== known.add(path).size;
  return {
    async files(input) {
      if (input === '-') {
        return isNew('-') ? [live({name: '-', isInFolder: false}, signal, stdin)] : [];
      }
      const found = await named(cwd, input, leftOut);
      return found
        .filter(({name, fault}) => fault === NOT_NAMED || isNew(resolve(cwd, name)))
        .map(({name, isInFolder, isPipe = false, fault}): EventFile => {
          const file = {name: name.replaceAll('\\', '/'), isInFolder};
          const bytes = (until: AbortSignal | undefined): AsyncIterable<Uint8Array> =>
            counted(bytesOf(resolve(cwd, name), {name, isPipe, signal: until}), onBytes);
          if (isPipe) return live(file, signal, bytes);
          const open = (): ByteSource =>
            fault === null ? unzipped(bytes(signal)) : unreadable(fault);
          return {...file, open};
        });
    },
  };
}

/** What may still be written: who reads it may leave while it waits. */
const live = (
  file: Pick<EventFile, 'name' | 'isInFolder'>,
  signal: AbortSignal | undefined,
  bytes: (signal: AbortSignal) => AsyncIterable<Uint8Array>,
): EventFile => ({
  ...file,
  open: () => {
    const left = new AbortController();
    const until = signal === undefined ? left.signal : AbortSignal.any([signal, left.signal]);
    return {...unzipped(bytes(until)), cancel: () => left.abort()};
  },
  pause: (until) => pause(PAUSE_MS, undefined, {signal: until, ref: false}),
});

type Named = Omit<EventFile, 'open'> & {
  readonly isPipe?: boolean;
  /** Why it cannot be read, as far as that is known. */
  readonly fault: string | null;
};

async function named(
  cwd: string,
  input: string,
  leftOut: readonly string[],
): Promise<readonly Named[]> {
  if (input === '') throw eventInvalid('an empty name was given for a file or folder of events');
  const path = resolve(cwd, input);
  const facts = await stat(path).catch((cause: unknown) => {
    if ((cause as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw eventInvalid(`cannot read ${input}: ${(cause as Error).message}`, {cause});
  });
  if (facts !== null)
    return facts.isDirectory() ? inFolder(path, input, leftOut) : [alone(input, facts.isFIFO())];
  const {base, isGlob} = picomatch.scan(input);
  if (!isGlob) throw eventInvalid(`there is no file or folder ${input}`);
  const matches = picomatch(input);
  const all = await inFolder(resolve(cwd, base), base, leftOut);
  const found = all
    .filter(({name}) => matches(name))
    .map((one): Named => ({...one, isInFolder: false}));
  if (found.length === 0) throw eventInvalid(`no file is like ${input}`);
  return found;
}

const alone = (name: string, isPipe: boolean): Named => ({
  name,
  isInFolder: false,
  isPipe,
  fault: null,
});

/** Every file below a folder by its path, none where it is not there; what begins with a dot is not looked at. */
async function inFolder(
  path: string,
  shownAs: string,
  leftOut: readonly string[],
): Promise<readonly Named[]> {
  const real = realPlace(path);
  const found: Named[] = [];
  const entries = await entriesOf(path, shownAs);
  const ofRuns = filesOfRuns(entries.map(({parentPath, name}) => join(parentPath, name)));
  for (const entry of entries) {
    const file = join(entry.parentPath, entry.name);
    if (ofRuns.has(file)) continue;
    const inside = relative(path, file);
    const isHidden = inside.split(/[/\\]/).some((part) => part.startsWith('.'));
    if (isHidden || isAmong(leftOut, join(real, inside))) continue;
    const fault = await whyNoFile(entry, file);
    if (fault !== false) found.push({name: join(shownAs, inside), isInFolder: true, fault});
  }
  return found.toSorted((one, other) => byteOrder(one.name, other.name));
}

/** Results of replays, whichever wrote them, and their journals, which tell them. */
function filesOfRuns(files: readonly string[]): ReadonlySet<string> {
  const all = new Set(files);
  return new Set(files.filter((file) => all.has(journalOf(file))).flatMap(filesOfResults));
}

const entriesOf = (path: string, shownAs: string): Promise<readonly Dirent[]> =>
  readdir(path, {recursive: true, withFileTypes: true}).catch((cause: unknown) => {
    const {code, message, path: inside = path} = cause as NodeJS.ErrnoException;
    if (code === 'ENOENT' && inside === path) return [];
    throw inside.includes(NO_UTF8)
      ? eventInvalid(`cannot read ${join(shownAs, relative(path, inside))}: ${NOT_NAMED}`, {cause})
      : eventInvalid(`cannot read ${shownAs}: ${message}`, {cause});
  });

/** What stands in a name for bytes that are no UTF-8: what is called so cannot be opened by it. */
const NO_UTF8 = '\ufffd';
const NOT_NAMED = 'its name is not UTF-8, so it has to be renamed';

/** Null for a file, false for what is none; why it cannot be known for a link that leads nowhere. */
async function whyNoFile(entry: Dirent, file: string): Promise<string | false | null> {
  const isLink = entry.isSymbolicLink();
  if (!isLink && !entry.isFile()) return false;
  if (entry.name.includes(NO_UTF8) && !(await isThere(file))) return NOT_NAMED;
  if (!isLink) return null;
  try {
    return (await stat(file)).isFile() ? null : false;
  } catch (cause) {
    return `${(cause as NodeJS.ErrnoException).code ?? String(cause)} at the end of its link`;
  }
}

const isThere = (file: string): Promise<boolean> =>
  lstat(file).then(
    () => true,
    () => false,
  );

/** A file of no bytes that says why. */
const unreadable = (fault: string): ByteSource => ({
  torn: () => `cannot be read: ${fault}`,
  [Symbol.asyncIterator]: () => Readable.from([])[Symbol.asyncIterator](),
});

interface Opening {
  readonly name: string;
  readonly isPipe: boolean;
  readonly signal: AbortSignal | undefined;
}

async function* bytesOf(path: string, opening: Opening): AsyncGenerator<Uint8Array> {
  const {name, isPipe, signal} = opening;
  try {
    const stream = isPipe ? openPipe(path, signal) : createReadStream(path, {signal});
    yield* stream as AsyncIterable<Uint8Array>;
  } catch (cause) {
    signal?.throwIfAborted();
    throw eventInvalid(`cannot read ${name}: ${(cause as Error).message}`, {cause});
  }
}

function openPipe(path: string, signal: AbortSignal | undefined): Readable {
  signal?.throwIfAborted();
  const pipe = openFifo(path);
  return signal === undefined ? pipe : addAbortSignal(signal, pipe);
}

async function* counted(
  source: AsyncIterable<Uint8Array>,
  onBytes: (count: number) => void,
): AsyncGenerator<Uint8Array> {
  for await (const chunk of source) {
    onBytes(chunk.length);
    yield chunk;
  }
}
