import {open, rename} from 'node:fs/promises';
import type {JournalLine} from '../core/replay-journal.js';
import {LambdockError} from '../errors/lambdock-error.js';
import type {Persistent} from './disk-sync.js';
import {lineWriter} from './line-writer.js';
import {isOfPowerCut, scanLines, type ScannedLine} from './scan-lines.js';

/** What is known of a run besides its entries, a line each. */
export interface JournalFile extends Persistent, AsyncDisposable {
  write(line: JournalLine): Promise<void>;
  lines(): AsyncIterable<JournalLine>;
}

/** Begins a journal; an old one is replaced when the new one has its first line. */
export async function openJournal(
  path: string,
  first: JournalLine,
  {isLasting = false}: {readonly isLasting?: boolean} = {},
): Promise<JournalFile> {
  const beside = `${path}.new`;
  const handle = await open(beside, 'w+').catch(notBegun(path));
  const writer = lineWriter(handle, path);
  const write = async (line: JournalLine): Promise<void> =>
    writer(Buffer.from(`${JSON.stringify(line)}\n`));
  try {
    await write(first);
    // Else a power cut could leave neither the old one nor this.
    if (isLasting) await handle.datasync().catch(notBegun(path));
    await rename(beside, path).catch(notBegun(path));
  } catch (error) {
    await handle.close();
    throw error;
  }
  return {
    path,
    write,
    persist: () => handle.datasync(),
    async *lines() {
      for await (const line of scanLines(handle)) yield lineOf(path, line);
    },
    [Symbol.asyncDispose]: () => handle.close(),
  };
}

const notBegun =
  (path: string) =>
  (cause: unknown): never => {
    throw new LambdockError('DISK_FAILED', {
      message: `the journal ${path} cannot be written: ${(cause as Error).message}`,
      suggestions: ['name a results file in a folder that may be written'],
      details: {file: path},
      cause,
    });
  };

function lineOf(path: string, {line, number}: ScannedLine): JournalLine {
  try {
    return JSON.parse(Buffer.from(line).toString()) as JournalLine;
  } catch (cause) {
    throw new LambdockError('RESUME_MISMATCH', {
      message: `${path}:${number} is no line of a journal: nothing says of which run the results beside it are`,
      suggestions: ['remove the journal and the results beside it, and run again'],
      details: {file: path, line: number},
      cause,
    });
  }
}

/** The lines of a journal as it was left; null where there is none. What was torn at its end is left out. */
export async function readJournal(path: string): Promise<AsyncIterable<JournalLine> | null> {
  const handle = await open(path, 'r').catch(() => null);
  if (handle === null) return null;
  return (async function* () {
    try {
      for await (const line of scanLines(handle)) {
        if (isOfPowerCut(line.line)) return;
        yield lineOf(path, line);
      }
    } finally {
      await handle.close();
    }
  })();
}
