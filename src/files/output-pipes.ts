import {execFile} from 'node:child_process';
import {chmodSync, rmSync} from 'node:fs';
import {join} from 'node:path';
import {promisify} from 'node:util';
import {openFifo} from './open-fifo.js';
import {ownTempFolderSync} from './own-temp-folder.js';

/** Takes what was written; a promise holds the writer back. */
type Takes = (chunk: Uint8Array) => void | Promise<void>;

/**
 * Two named pipes for what a program writes. Unlike what comes through the engine, all that was written by a
 * moment is known at that moment.
 */
export interface OutputPipes {
  readonly stdout: string;
  readonly stderr: string;
  /** Takes their names away: who has opened them keeps them. */
  unlink(): void;
  /** Resolves when all that was written by now has been taken. */
  drain(): Promise<void>;
  /** Takes what is left, and closes. */
  end(): Promise<void>;
  close(): void;
  /** From now on they do not keep this process alive. */
  unref(): void;
}

/** Makes both and listens; null on a system that has none, or no room for them. */
export async function openOutputPipes(sink: {
  readonly stdout: Takes;
  readonly stderr: Takes;
}): Promise<OutputPipes | null> {
  const folder = newFolder();
  if (folder === null) return null;
  const [stdout, stderr] = [join(folder, 'stdout'), join(folder, 'stderr')];
  const unlink = (): void => rmSync(folder, {recursive: true, force: true});
  const readers: PipeReader[] = [];
  const close = (): void => {
    unlink();
    for (const reader of readers) reader.close();
  };
  try {
    await promisify(execFile)('mkfifo', [stdout, stderr]);
    // The function may run as any user; nobody else gets into the folder.
    for (const path of [stdout, stderr]) chmodSync(path, 0o666);
    readers.push(pipeReader(stdout, sink.stdout));
    readers.push(pipeReader(stderr, sink.stderr));
    return {
      stdout,
      stderr,
      unlink,
      close,
      unref: () => {
        for (const reader of readers) reader.unref();
      },
      drain: () => drain(readers),
      end: () => drain(readers).finally(close),
    };
  } catch {
    close();
    return null;
  }
}

/** Null where nothing can be written. */
function newFolder(): string | null {
  try {
    return ownTempFolderSync('lambdock-output-');
  } catch {
    return null;
  }
}

/** Reads a pipe as it comes. */
interface PipeReader {
  /** How many bytes were read so far. */
  readonly read: number;
  /** Resolves when what was read has been taken. */
  taken(): Promise<void>;
  close(): void;
  unref(): void;
}

function pipeReader(path: string, take: Takes): PipeReader {
  // A writer has to find a reader first.
  const socket = openFifo(path);
  let read = 0;
  let taking: Promise<void> | null = null;
  const next = (): Uint8Array | null => {
    const bytes = socket.read() as Buffer | null;
    if (bytes !== null) read += bytes.length;
    return bytes;
  };
  const takeAll = async (): Promise<void> => {
    for (let bytes = next(); bytes !== null; bytes = next()) await take(bytes);
  };
  socket.on('readable', () => {
    taking ??= takeAll()
      .catch(() => undefined)
      .finally(() => {
        taking = null;
      });
  });
  // How its writers end is told otherwise.
  socket.on('error', () => undefined);
  return {
    get read() {
      return read;
    },
    taken: async () => {
      while (taking !== null) await taking;
    },
    close: () => void socket.destroy(),
    unref: () => void socket.unref(),
  };
}

/** More than a pipe of Linux and a socket of Node hold together: what comes behind so much was written later. */
const HELD_BYTES = 256 * 1024;

/**
 * Until no reader has found anything in a whole turn of the event loop, in which each looks; or has found
 * more than can have been there, as a thread that never stops writing makes it.
 */
async function drain(readers: readonly PipeReader[]): Promise<void> {
  await Promise.all(readers.map(drainOne));
}

async function drainOne(reader: PipeReader): Promise<void> {
  const most = reader.read + HELD_BYTES;
  for (let before = -1; reader.read !== before && reader.read < most;) {
    before = reader.read;
    await turn();
    await turn();
    await reader.taken();
  }
}

const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));
