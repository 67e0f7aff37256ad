import {mkdir, open, stat, type FileHandle} from 'node:fs/promises';
import {dirname} from 'node:path';
import type {Request} from 'got';

/** Why a download did not come to its end. */
export type DownloadFault =
  /** The connection broke, or nothing came any more: going on may help. */
  | 'cut'
  /** Too many requests, or the server is in trouble: later may help. */
  | 'busy'
  /** The link is no longer good: a new one may help. */
  | 'expired'
  /** No try will help. */
  | 'refused';

/** A download that failed, and whether another try is worth it. */
export class DownloadError extends Error {
  override readonly name = 'DownloadError';

  constructor(
    readonly fault: DownloadFault,
    message: string,
    options?: {readonly cause: unknown},
  ) {
    super(message, options);
  }
}

/** What is to be fetched, and where to. */
export interface Download {
  readonly url: string;
  /** What is in it already is not fetched again. */
  readonly file: string;
  /** Bytes of the whole; null where that is not known. */
  readonly size: number | null;
  readonly signal?: AbortSignal | undefined;
  /** Hears how much of the whole is there. */
  readonly onBytes: (bytes: number) => void;
}

/** How long a server may be silent. */
const SILENCE_MS = 30_000;
const CONNECT_MS = 10_000;

/** Fetches a link into a file, going on where an earlier try has ended. */
export async function download(request: Download): Promise<void> {
  const {file, size, onBytes} = request;
  await mkdir(dirname(file), {recursive: true});
  const there = (await stat(file).catch(() => null))?.size ?? 0;
  const from = size !== null && there > size ? 0 : there;
  if (from > 0 && from === size) return;
  const handle = await open(file, from === 0 ? 'w' : 'r+');
  try {
    const end = await receive(request, handle, from);
    onBytes(end);
    if (size !== null && end !== size) {
      throw new DownloadError(
        end < size ? 'cut' : 'refused',
        `${end} of ${size} bytes came before the connection ended`,
      );
    }
  } finally {
    await handle.close();
  }
}

/** Appends what comes; resolves with the length of the file. */
async function receive(request: Download, handle: FileHandle, from: number): Promise<number> {
  const stream = await requested(request, from);
  try {
    let end = await firstByte(stream, from);
    if (end === 0 && from > 0) await handle.truncate(0);
    for await (const chunk of stream) {
      const bytes = chunk as Uint8Array;
      await handle.write(bytes, 0, bytes.length, end);
      end += bytes.length;
      request.onBytes(end);
    }
    return end;
  } catch (error) {
    request.signal?.throwIfAborted();
    throw translated(error);
  } finally {
    stream.destroy();
  }
}

async function requested({url, signal}: Download, from: number): Promise<Request> {
  const {got} = await import('got');
  const stream = got.stream(url, {
    retry: {limit: 0},
    throwHttpErrors: false,
    decompress: false,
    headers: from === 0 ? {} : {range: `bytes=${from}-`},
    timeout: {
      lookup: CONNECT_MS,
      connect: CONNECT_MS,
      secureConnect: CONNECT_MS,
      socket: SILENCE_MS,
      response: SILENCE_MS,
    },
    ...(signal && {signal}),
  });
  // Whoever reads it hears of its end too; without a listener it would end the process.
  stream.on('error', () => undefined);
  return stream;
}

/** The place in the file where the answer begins; rejects when the answer is none. */
async function firstByte(stream: Request, from: number): Promise<number> {
  const answer = await new Promise<{statusCode: number; range: string}>((resolve, reject) => {
    stream.once('error', reject);
    stream.once('response', ({statusCode, headers}: Answer) =>
      resolve({statusCode, range: headers['content-range'] ?? ''}),
    );
  });
  const {statusCode, range} = answer;
  if (statusCode === 200) return 0;
  if (statusCode === 206 && range.startsWith(`bytes ${from}-`)) return from;
  throw new DownloadError(faultOf(statusCode), `the server answered with status ${statusCode}`);
}

interface Answer {
  readonly statusCode: number;
  readonly headers: Readonly<Record<string, string | undefined>>;
}

function faultOf(status: number): DownloadFault {
  if (status === 400 || status === 401 || status === 403) return 'expired';
  return status === 408 || status === 429 || status >= 500 ? 'busy' : 'refused';
}

/** What the file system says stays as it is; all else is the network's. */
function translated(error: unknown): unknown {
  if (error instanceof DownloadError) return error;
  const {code, syscall} = error as NodeJS.ErrnoException;
  if (syscall === 'write' && code !== undefined && DISK.includes(code)) return error;
  return new DownloadError('cut', (error as Error).message, {cause: error});
}

const DISK = ['ENOSPC', 'EDQUOT', 'EIO', 'EFBIG'];
