import {dirname, resolve} from 'node:path';
import {
  checkResumed,
  journalOf,
  type JournalEnd,
  type JournalHead,
  type JournalLine,
  type JournalTime,
} from '../core/replay-journal.js';
import type {Reading} from '../core/reading-log.js';
import type {ReplayOptions} from '../core/replay-options.js';
import type {Tally} from '../core/replay-summary.js';
import {LambdockError} from '../errors/lambdock-error.js';
import {diskSync, folderOf, type DiskSync, type Persistent} from '../files/disk-sync.js';
import {openJournal, readJournal, type JournalFile} from '../files/journal-file.js';
import {openResults, type ResultsFile} from '../files/results-file.js';
import {sizeOf} from '../files/size-of.js';
import {keptEntries, type KeptEntries} from '../replay/kept-entries.js';

/** The two files of a run. */
export interface ReplayFiles extends AsyncDisposable {
  readonly results: ResultsFile;
  readonly journal: JournalFile;
  readonly kept: KeptEntries;
  /** Writes down how far it is: results until then outlast a power cut. */
  note(line: JournalTime): Promise<void>;
  /** Writes the last line, once all results are kept. */
  end(line: JournalEnd): Promise<void>;
}

/** Where the results go, and whether behind others. */
export interface ResultsWanted extends Pick<ReplayOptions, 'results' | 'resume'> {
  readonly cwd: string;
}

/** The first line of the journal of a run that is to be gone on with, and how long that took; null where there is none. */
export async function earlierHead({
  results,
  resume = false,
  cwd,
}: ResultsWanted): Promise<JournalHead | null> {
  if (results === undefined) {
    if (!resume) return null;
    throw new LambdockError('USAGE', {
      message: '--resume goes on with a results file, and none is named',
      suggestions: ['--results FILE --resume'],
    });
  }
  const path = resolve(cwd, results);
  const {first, last, wallMs, reading} = await endsOf(journalOf(path));
  const head: JournalHead | null =
    first?.kind === 'run'
      ? {...first, earlierMs: wallMs, ...(reading !== undefined && {earlierReading: reading})}
      : null;
  if (resume) {
    if (head === null && ((await sizeOf(path)) ?? 0) > 0) throw noJournal(results);
    return head;
  }
  if (((await sizeOf(path)) ?? 0) === 0) return null;
  if (head === null) throw foreign(results);
  if (last?.kind !== 'end') throw unfinished(results);
  return null;
}

interface JournalEnds {
  readonly first: JournalLine | null;
  readonly last: JournalLine | null;
  /** As far as it was written down. */
  readonly wallMs: number;
  readonly reading: Reading | undefined;
}

async function endsOf(path: string): Promise<JournalEnds> {
  let first: JournalLine | null = null;
  let last: JournalLine | null = null;
  let wallMs = 0;
  let reading: Reading | undefined;
  for await (const line of (await readJournal(path)) ?? []) {
    first ??= line;
    last = line;
    wallMs = timeIn(line) ?? wallMs;
    reading = readingIn(line) ?? reading;
  }
  return {first, last, wallMs, reading};
}

function readingIn(line: JournalLine): Reading | undefined {
  if (line.kind === 'run') return line.earlierReading;
  if (line.kind === 'time') return line.reading;
  return line.kind === 'end' ? (line.reading ?? undefined) : undefined;
}

function timeIn(line: JournalLine): number | undefined {
  if (line.kind === 'run') return line.earlierMs;
  if (line.kind === 'time') return line.wallMs;
  return line.kind === 'end' ? line.summary.wallMs : undefined;
}

/** Opens both files; those of another run are refused. */
export async function openReplayFiles(
  {results, cwd}: ResultsWanted,
  {head, earlier}: {readonly head: JournalHead; readonly earlier: JournalHead | null},
  tally: Tally,
): Promise<ReplayFiles> {
  if (earlier !== null) checkResumed(results ?? '', earlier, head);
  const path = results === undefined ? null : resolve(cwd, results);
  const kept = keptEntries(results ?? '', tally);
  const file = await openResults({
    path,
    ...(earlier !== null && {onKept: (line, number) => kept.keep(line, number)}),
  });
  try {
    const isLasting = path !== null;
    const journal = await openJournal(journalOf(file.path), head, {isLasting});
    return {
      results: file,
      journal,
      kept,
      ...written(file, journal, {isLasting}),
      async [Symbol.asyncDispose]() {
        await journal[Symbol.asyncDispose]();
        await file[Symbol.asyncDispose]();
      },
    };
  } catch (error) {
    await file[Symbol.asyncDispose]();
    throw error;
  }
}

function written(
  results: ResultsFile,
  journal: JournalFile,
  {isLasting}: {readonly isLasting: boolean},
): Pick<ReplayFiles, 'note' | 'end'> {
  // Those in a temporary folder go with the run.
  const lasting = (...files: readonly Persistent[]): DiskSync => diskSync(isLasting ? files : []);
  const all = lasting(results, journal);
  lasting(folderOf(dirname(results.path))).begin();
  return {
    async note(line) {
      await journal.write(line);
      all.begin();
    },
    async end(line) {
      await all.end();
      await journal.write(line);
      await lasting(journal).end();
    },
  };
}

const noJournal = (results: string): LambdockError =>
  new LambdockError('RESUME_MISMATCH', {
    message: `${results} has no journal beside it (${journalOf(results)}): nothing says of which run its results are`,
    details: {file: results, journal: journalOf(results)},
  });

const foreign = (results: string): LambdockError =>
  new LambdockError('USAGE', {
    message: `${results} is there already, and no journal beside it says that it holds results: it is not written over`,
    suggestions: ['name another file for the results, or remove it'],
    details: {file: results},
  });

const unfinished = (results: string): LambdockError =>
  new LambdockError('RESULTS_UNFINISHED', {
    message: `${results} holds the results of a run that was not finished`,
    suggestions: [
      'the same command with --resume goes on with it',
      `rm ${results} ${journalOf(results)} begins anew`,
    ],
    details: {file: results},
  });
