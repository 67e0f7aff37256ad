import {createReadStream, readFileSync} from 'node:fs';
import {join} from 'node:path';
import {Readable} from 'node:stream';
import type {PackOptions} from 'tar-fs';
import type {CodeEntry, TarItem} from '../core/code-tree.js';
import type {PlacedEntry} from '../core/layer-merge.js';
import {LambdockError} from '../errors/lambdock-error.js';

/** What tar-stream packs by; its streams are of a kind of their own, without types. */
interface TarPack extends AsyncIterable<Uint8Array> {
  entry(header: TarHeader, content: Uint8Array, done: Done): TarSink;
  entry(header: TarHeader, done: Done): TarSink;
  finalize(): void;
  destroy(error?: Error): void;
}
interface TarSink {
  write(chunk: Uint8Array): boolean;
  once(event: 'drain' | 'close', listener: () => void): void;
  on(event: 'error', listener: () => void): void;
  end(): void;
  destroy(error: Error): void;
}
interface TarHeader {
  readonly name: string;
  readonly type: 'file' | 'directory' | 'symlink';
  readonly mode: number;
  readonly size: number;
  readonly mtime: Date;
  readonly uid: number;
  readonly gid: number;
  readonly linkname?: string;
}
type Done<T = never> = (error?: Error | null, value?: T) => void;

/** Where entries go, and who hears of it. */
export interface PackRequest {
  /** Folder in the image, without the first slash: `var/task`. */
  readonly target: string;
  /** Hears how many bytes have been taken. */
  readonly onBytes?: (sent: number) => void;
  /** By path: what goes in the place of some files' own contents. */
  readonly contents?: ReadonlyMap<string, Uint8Array>;
}

/** The folder that tar-fs believes to pack; it takes nothing from the file system's own root. */
const LISTED = '/listed';
/** Files up to this size are read in one piece. */
const SMALL = 256 * 1024;

/**
 * A tar of these entries of a folder, in their order and at their places, to be unpacked at the root.
 * Owners are root; modes are those of the entries, not of the disk.
 */
export function packFolder(
  root: string,
  entries: readonly PlacedEntry[],
  {target, onBytes, contents = new Map()}: PackRequest,
): Readable {
  return readable(onBytes, async function* () {
    const {default: tarFs} = await import('tar-fs');
    const byPath = new Map(
      entries.map(({entry, source}) => [source ?? entry.path, asSent(entry, contents)]),
    );
    const options: PackOptions & {readonly fs: object} = {
      entries: [...byPath.keys()],
      fs: knownFiles(root, byPath, contents),
      map: (header) => {
        const entry = byPath.get(header.name);
        return entry === undefined ? header : headerOf(entry, target);
      },
    };
    yield* tarFs.pack(LISTED, options) as unknown as TarPack;
  });
}

/** A file with other contents has their size, and is no link. */
function asSent(entry: CodeEntry, contents: ReadonlyMap<string, Uint8Array>): CodeEntry {
  const content = contents.get(entry.path);
  if (content === undefined || entry.kind === 'directory') return entry;
  const {path, mtimeMs} = entry;
  return {path, mtimeMs, kind: 'file', mode: 0o644, size: content.length};
}

/**
 * The file system that tar-fs is given: it has every answer but the contents already. With the real
 * one, which it asks four times per file, a folder of many small files takes ten times as long.
 */
function knownFiles(
  root: string,
  byPath: ReadonlyMap<string, CodeEntry>,
  contents: ReadonlyMap<string, Uint8Array>,
): object {
  const entryAt = (path: string): CodeEntry | undefined =>
    byPath.get(path.slice(LISTED.length + 1));
  return {
    lstat(path: string, done: Done<object>) {
      const entry = entryAt(path);
      if (entry === undefined) done(new Error(`${path} is not in the list`));
      else done(null, statOf(entry));
    },
    readdir: (_path: string, done: Done<readonly string[]>) => done(null, []),
    readlink(path: string, done: Done<string>) {
      const entry = entryAt(path);
      done(null, entry?.kind === 'link' ? entry.target : '');
    },
    createReadStream(path: string, range: object) {
      const entry = entryAt(path);
      const given = entry && contents.get(entry.path);
      if (given !== undefined) return Readable.from([given], {objectMode: false});
      const absolute = join(root, path.slice(LISTED.length));
      return entry?.kind === 'file' && entry.size <= SMALL
        ? Readable.from(contentOf(absolute), {objectMode: false})
        : createReadStream(absolute, range);
    },
  };
}

function* contentOf(path: string): Generator<Uint8Array> {
  const content = readFileSync(path);
  if (content.length > 0) yield content;
}

const statOf = (entry: CodeEntry): object => ({
  mode: 0,
  mtime: new Date(entry.mtimeMs),
  size: entry.kind === 'file' ? entry.size : 0,
  uid: 0,
  gid: 0,
  isSocket: () => false,
  isFile: () => entry.kind === 'file',
  isDirectory: () => entry.kind === 'directory',
  isSymbolicLink: () => entry.kind === 'link',
});

/** A tar of items as they come, to be unpacked at the root; one is held at a time. */
export function packItems(items: AsyncIterable<TarItem>, {target, onBytes}: PackRequest): Readable {
  return readable(onBytes, async function* () {
    const {default: tarStream} = await import('tar-stream');
    const pack = tarStream.pack() as unknown as TarPack;
    const filled = fill(pack, items, target).catch((error: unknown) => {
      pack.destroy(error as Error);
    });
    try {
      yield* pack;
    } finally {
      pack.destroy();
      await filled;
    }
  });
}

async function fill(pack: TarPack, items: AsyncIterable<TarItem>, target: string): Promise<void> {
  for await (const {entry, content} of items) {
    await new Promise<void>((resolve, reject) => {
      const done = (error?: Error | null): void => {
        if (error) reject(error);
        else resolve();
      };
      const header = headerOf(entry, target);
      const isWhole = content instanceof Uint8Array;
      const sink = isWhole ? pack.entry(header, content, done) : pack.entry(header, done);
      // Its failure is told to `done`; unheard, it would end the process.
      sink.on('error', () => undefined);
      if (content === null || isWhole) return;
      write(sink, content).catch((error: unknown) => sink.destroy(error as Error));
    });
  }
  pack.finalize();
}

async function write(sink: TarSink, chunks: AsyncIterable<Uint8Array>): Promise<void> {
  const state = {isOpen: true, wake: (): void => undefined};
  sink.once('close', () => {
    state.isOpen = false;
    state.wake();
  });
  for await (const chunk of chunks) {
    if (!state.isOpen) return;
    if (sink.write(chunk)) continue;
    await new Promise<void>((resolve) => {
      state.wake = resolve;
      sink.once('drain', resolve);
    });
  }
  sink.end();
}

function headerOf(entry: CodeEntry, target: string): TarHeader {
  const common = {
    name: `${target}/${entry.path}`,
    mtime: new Date(Math.max(0, entry.mtimeMs)),
    uid: 0,
    gid: 0,
  };
  switch (entry.kind) {
    case 'directory':
      return {...common, type: 'directory', mode: entry.mode, size: 0};
    case 'link':
      return {...common, type: 'symlink', mode: 0o777, size: 0, linkname: entry.target};
    case 'file':
      return {...common, type: 'file', mode: entry.mode, size: entry.size};
  }
}

/** A stream of the chunks, whose errors say what went wrong in lambdock's terms. */
function readable(
  onBytes: ((sent: number) => void) | undefined,
  chunks: () => AsyncGenerator<Uint8Array>,
): Readable {
  return Readable.from(counted(chunks(), onBytes), {objectMode: false});
}

async function* counted(
  chunks: AsyncGenerator<Uint8Array>,
  onBytes?: (sent: number) => void,
): AsyncGenerator<Uint8Array> {
  let sent = 0;
  try {
    for await (const chunk of chunks) {
      yield chunk;
      sent += chunk.length;
      onBytes?.(sent);
    }
  } catch (error) {
    if (error instanceof LambdockError) throw error;
    throw new LambdockError('CODE_NOT_FOUND', {
      message: `The code could not be read while it was sent to Docker: ${(error as Error).message}`,
      cause: error,
      suggestions: ['it may have changed meanwhile: try again'],
    });
  }
}
