import {execFile} from 'node:child_process';
import {chmodSync, rmSync} from 'node:fs';
import {join} from 'node:path';
import {promisify} from 'node:util';
import type {Work} from '../core/in-turn.js';
import {openFifo} from './open-fifo.js';
import {ownTempFolderSync} from './own-temp-folder.js';

/** Takes what was written; a promise holds the writer back. */
type Takes = (chunk: Uint8Array) => Work;

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
  /** Whether the last piece may be all that a pipe holds, so that a writer may wait with more; answers so once. */
  tookAll(): boolean;
  /** Resolves when what was read has been taken. */
  taken(): Promise<void>;
  close(): void;
  unref(): void;
}

/** A pipe of Linux holds no more. */
const PIPE_BYTES = 64 * 1024;
/** One that is full holds at least so much: its pages are not, where short writes are among others. */
const LEAST_FULL_BYTES = PIPE_BYTES / 2;

function pipeReader(path: string, take: Takes): PipeReader {
  let read = 0;
  let taking: Promise<void> | null = null;
  let mayBeAll = false;
  const goOn = (): void => {
    taking = null;
    socket.resume();
  };
  // A writer has to find a reader first. Through a stream each piece would cost as much as the event it is of.
  const socket = openFifo(path, {
    buffer: Buffer.allocUnsafeSlow(PIPE_BYTES),
    callback(length, buffer) {
      read += length;
      mayBeAll = length >= LEAST_FULL_BYTES;
      const took = attempt(take, Buffer.from(buffer.subarray(0, length)));
      if (took === undefined) return true;
      taking = took.then(goOn, goOn);
      return false;
    },
  });
  // How its writers end is told otherwise.
  socket.on('error', () => undefined);
  return {
    get read() {
      return read;
    },
    tookAll() {
      const answer = mayBeAll;
      mayBeAll = false;
      return answer;
    },
    taken: async () => {
      while (taking !== null) await taking;
    },
    close: () => void socket.destroy(),
    unref: () => void socket.unref(),
  };
}

/** Who cannot take something has lost it; what follows is read nevertheless. */
function attempt(take: Takes, bytes: Uint8Array): Work {
  try {
    return take(bytes);
  } catch {
    return undefined;
  }
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
  const end = performance.now() + MOST_BLOCKED_MS;
  do await drainWritten(reader);
  while (reader.tookAll() && performance.now() < end && (await isWrittenOn(reader)));
}

/** A program that writes more than a pipe holds may go on with it behind its answer: Node.js does. */
const BLOCKED_MS = 25;
const MOST_BLOCKED_MS = 1_000;

async function isWrittenOn(reader: PipeReader): Promise<boolean> {
  const before = reader.read;
  const end = performance.now() + BLOCKED_MS;
  while (reader.read === before && performance.now() < end)
    await new Promise((resolve) => setTimeout(resolve, 1));
  return reader.read !== before;
}

async function drainWritten(reader: PipeReader): Promise<void> {
  const most = reader.read + HELD_BYTES;
  for (let before = -1; reader.read !== before && reader.read < most;) {
    before = reader.read;
    await turn();
    await turn();
    await reader.taken();
  }
}

const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));
