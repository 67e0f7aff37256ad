import {createReadStream, type Dirent} from 'node:fs';
import {readdir, stat} from 'node:fs/promises';
import {join, relative, resolve} from 'node:path';
import picomatch from 'picomatch';
import {byteOrder} from '../core/byte-order.js';
import {eventInvalid} from './event-error.js';
import {isAmong, realPlace} from './real-place.js';
import {unzipped, type ByteSource} from './unzipped.js';

/** A file with recorded events. */
export interface EventFile {
  /** As the user named it, or below the folder that they named; `-` for stdin. */
  readonly name: string;
  /** Found in a folder, where a list in a `.json` is one event. */
  readonly isInFolder: boolean;
  /** Its bytes as they come, unzipped where they are gzip. */
  open(): ByteSource;
}

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
        return isNew('-')
          ? [{name: '-', isInFolder: false, open: () => unzipped(stdin(signal))}]
          : [];
      }
      const found = await named(cwd, input, leftOut);
      return found
        .filter(({name}) => isNew(resolve(cwd, name)))
        .map(({name, isInFolder}) => ({
          name: name.replaceAll('\\', '/'),
          isInFolder,
          open: () => unzipped(counted(bytesOf(resolve(cwd, name), {name, signal}), onBytes)),
        }));
    },
  };
}

type Named = Omit<EventFile, 'open'>;

async function named(
  cwd: string,
  input: string,
  leftOut: readonly string[],
): Promise<readonly Named[]> {
  const path = resolve(cwd, input);
  const facts = await stat(path).catch((cause: unknown) => {
    if ((cause as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw eventInvalid(`cannot read ${input}: ${(cause as Error).message}`, {cause});
  });
  if (facts !== null) return facts.isDirectory() ? inFolder(path, input, leftOut) : [alone(input)];
  const {base, isGlob} = picomatch.scan(input);
  if (!isGlob) throw eventInvalid(`there is no file or folder ${input}`);
  const matches = picomatch(input);
  const all = await inFolder(resolve(cwd, base), base, leftOut).catch(() => []);
  const found = all.filter(({name}) => matches(name)).map(({name}) => alone(name));
  if (found.length === 0) throw eventInvalid(`no file is like ${input}`);
  return found;
}

const alone = (name: string): Named => ({name, isInFolder: false});

/** Every file below a folder by its path; what begins with a dot is not looked at. */
async function inFolder(
  path: string,
  shownAs: string,
  leftOut: readonly string[],
): Promise<readonly Named[]> {
  const real = realPlace(path);
  const entries = await readdir(path, {recursive: true, withFileTypes: true});
  const names: string[] = [];
  for (const entry of entries) {
    const file = join(entry.parentPath, entry.name);
    const inside = relative(path, file);
    const isHidden = inside.split(/[/\\]/).some((part) => part.startsWith('.'));
    if (isHidden || isAmong(leftOut, join(real, inside))) continue;
    if (await isFile(entry, file)) names.push(join(shownAs, inside));
  }
  return names.toSorted(byteOrder).map((name) => ({name, isInFolder: true}));
}

const isFile = async (entry: Dirent, file: string): Promise<boolean> =>
  entry.isSymbolicLink() ? (await stat(file)).isFile() : entry.isFile();

async function* bytesOf(
  path: string,
  {name, signal}: {readonly name: string; readonly signal: AbortSignal | undefined},
): AsyncGenerator<Uint8Array> {
  try {
    yield* createReadStream(path, {signal}) as AsyncIterable<Uint8Array>;
  } catch (cause) {
    throw eventInvalid(`cannot read ${name}: ${(cause as Error).message}`, {cause});
  }
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
