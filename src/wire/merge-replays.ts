import {resolve} from 'node:path';
import {indexSet, type IndexSet} from '../core/index-set.js';
import {
  journalOf,
  skippedRecord,
  type JournalEnd,
  type JournalHead,
  type JournalSkipped,
} from '../core/replay-journal.js';
import {rulesTogether, type RedactionRules} from '../core/redaction.js';
import type {SkippedRecord} from '../core/recorded-event.js';
import type {RecordedTexts, ReplayReport} from '../core/replay-report.js';
import {
  openTally,
  type NotRunReason,
  type ReplaySummary,
  type Tally,
} from '../core/replay-summary.js';
import {openJournal, readJournal} from '../files/journal-file.js';
import {placesFrom, placesSeen, realPlace} from '../files/real-place.js';
import type {ResultsRow} from '../files/read-rows.js';
import {filesOfResults, resultsBeside} from '../files/results-beside.js';
import {openResults, readResults, type FinishedResults} from '../files/results-file.js';
import {
  checkShards,
  incomplete,
  type FinishedShard,
  type ShardJournal,
} from '../replay/check-shards.js';
import {keptEntries} from '../replay/kept-entries.js';
import {mergeInOrder} from '../replay/merge-in-order.js';
import type {MergedReplay} from './lambdock-types.js';
import {recordedTexts, type RecordedRequest} from './recorded-texts.js';
import {earlierHead} from './replay-files.js';
import {refuseLogs, refuseMerged, refuseReports} from './replay-outputs.js';
import {reportOf, stopNotes} from './replay-report.js';

/** The results of which shards, and where they go together. */
export interface MergeAsked {
  readonly files: readonly string[];
  readonly cwd: string;
  /** A file for all of them; default: none. */
  readonly results?: string;
  /** Files of reports that are made of it. */
  readonly reports?: readonly string[];
}

/** One report of all the shards of a run. */
export async function mergeReplays({
  files,
  cwd,
  results,
  reports,
}: MergeAsked): Promise<MergedReplay> {
  refuseReports(reports, {read: files.flatMap(filesOfResults), results, cwd});
  if (results !== undefined) {
    refuseMerged(files, {results, cwd});
    // Merged results, and those of a run that is over, may be written over; nothing else is.
    await earlierHead({results, cwd});
  }
  const shards = checkShards(
    await Promise.all(files.map((file) => readShard(file, resolve(cwd, file)))),
  );
  refuseLogs(reports, {recordings: recordingsOf(shards), cwd});
  const tally = openTally();
  const opened: FinishedResults[] = [];
  const dispose = async (): Promise<void> => {
    await Promise.all(opened.map((file) => file[Symbol.asyncDispose]()));
  };
  try {
    const indexes = indexSet();
    for (const shard of shards)
      opened.push(await openShard(shard, resolve(cwd, shard.file), {tally, indexes}));
    for (const {end} of shards) countNotRun(end, tally);
    const summary = tally.summary({
      function: shards[0]?.head.run.function ?? '',
      wallMs: Math.max(...shards.map(({end}) => end.summary.wallMs)),
      seed: shards[0]?.head.run.seed ?? null,
      ...stopOf(shards),
    });
    const rows = () => rowsOf(opened);
    const run = runOf(shards);
    const skipped = () => skippedOf(shards.map(({file}) => resolve(cwd, file)));
    const leftOut = [
      ...shards.flatMap(({head}) => placesSeen(cwd, head.leftOut ?? [])),
      ...(await outputsOf({files, cwd, results, reports})),
    ];
    const recorded = () => recordedOf(shards, {cwd, leftOut});
    const report = reportOf({summary, run, rows, skipped: () => told(skipped()), recorded});
    if (results !== undefined)
      await writeMerged(resolve(cwd, results), report, {shards, rows, skipped, cwd, leftOut});
    const notes = notesOf(shards);
    return {...report, notes, [Symbol.asyncDispose]: dispose};
  } catch (error) {
    await dispose();
    throw error;
  }
}

/** Results and reports are no recordings, wherever they lie. */
async function outputsOf({
  files,
  cwd,
  results,
  reports = [],
}: MergeFiles): Promise<readonly string[]> {
  const all = [...files, ...(results === undefined ? [] : [results])];
  const beside = await Promise.all(all.map((file) => resultsBeside(resolve(cwd, file))));
  return [...beside.flat(), ...reports.map((file) => resolve(cwd, file))].map(realPlace);
}

/** Whoever merges does not know the secrets of the function. */
function recordedOf(
  shards: readonly FinishedShard[],
  site: Pick<RecordedRequest, 'cwd' | 'leftOut'>,
): RecordedTexts {
  const [first] = shards;
  if (first === undefined) throw incomplete('there are no results to merge', '');
  const {identity} = first.head;
  return recordedTexts({...site, identity, rules: rulesOf(shards), redact: null});
}

/** A shard may have run before a rule was added: what any of them hides is hidden. */
function rulesOf(shards: readonly FinishedShard[]): RedactionRules | undefined {
  const sets = shards.flatMap(({head}) => head.redaction ?? []);
  return sets.length === 0 ? undefined : rulesTogether(sets);
}

/** Shards of one run have the same. */
const recordingsOf = ([first]: readonly FinishedShard[]): readonly string[] =>
  (first?.head.identity.inputs ?? []).map(({name}) => name);

async function readShard(file: string, path: string): Promise<ShardJournal> {
  let head: JournalHead | null = null;
  let end: JournalEnd | null = null;
  for await (const line of (await readJournal(journalOf(path))) ?? []) {
    if (line.kind === 'run') head = line;
    if (line.kind === 'end') end = line;
  }
  return {file, head, end};
}

/** Counts along with what is merged. */
interface Counts {
  readonly tally: Tally;
  /** Of the events of all shards so far. */
  readonly indexes: IndexSet;
}

/** Every entry counts once, in one shard, and there are as many as the run said at its end. */
async function openShard(
  {file, end}: FinishedShard,
  path: string,
  {tally, indexes}: Counts,
): Promise<FinishedResults> {
  const kept = keptEntries(file, tally);
  const results = await readResults(path, (line, number) => {
    const index = kept.keep(line, number);
    if (index === null || indexes.add(index)) return index;
    throw incomplete(
      `${file}:${number} is the result of event ${index}, which another shard has one of too`,
      file,
    );
  });
  if (kept.count === end.summary.run) return results;
  await results[Symbol.asyncDispose]();
  throw incomplete(
    `${file} holds ${kept.count} results, and its run ended with ${end.summary.run}: it was changed since`,
    file,
  );
}

function countNotRun({summary: {skippedBy}}: JournalEnd, tally: Tally): void {
  for (const [reason, count] of Object.entries(skippedBy))
    tally.skip(reason as NotRunReason, count);
}

function runOf(shards: readonly FinishedShard[]): ReplayReport['run'] {
  const runs = shards.map(({head}) => head.run);
  const [first] = runs.toSorted((one, other) => one.began.localeCompare(other.began));
  if (first === undefined) throw incomplete('there are no results to merge', '');
  const formats = Object.assign({}, ...shards.map(({end}) => end.formats)) as Record<
    string,
    string
  >;
  return {...first, formats, shard: null};
}

const rowsOf = (files: readonly Pick<FinishedResults, 'rows'>[]): AsyncIterable<ResultsRow> =>
  mergeInOrder(
    files.map((file) => file.rows()),
    ({index}) => index,
  );

/** In the order in which they were read, whichever shard they were of. */
const skippedOf = (paths: readonly string[]): AsyncIterable<JournalSkipped> =>
  mergeInOrder(paths.map(skippedIn), ({record}) => record);

async function* skippedIn(path: string): AsyncIterable<JournalSkipped> {
  for await (const line of (await readJournal(journalOf(path))) ?? [])
    if (line.kind === 'skipped') yield line;
}

async function* told(records: AsyncIterable<JournalSkipped>): AsyncIterable<SkippedRecord> {
  for await (const record of records) yield skippedRecord(record);
}

type MergeFiles = {
  readonly [Key in keyof MergeAsked]: MergeAsked[Key] | undefined;
} & Pick<MergeAsked, 'files' | 'cwd'>;

interface Merged {
  readonly shards: readonly FinishedShard[];
  readonly rows: () => AsyncIterable<{readonly index: number; readonly line: Uint8Array}>;
  readonly skipped: () => AsyncIterable<JournalSkipped>;
  readonly cwd: string;
  readonly leftOut: readonly string[];
}

/** The results of a run that was never split. */
async function writeMerged(
  path: string,
  report: ReplayReport,
  {shards, rows, skipped, cwd, leftOut}: Merged,
): Promise<void> {
  const [first] = shards;
  if (first === undefined) return;
  const {identity} = first.head;
  const {run, summary} = report;
  const redaction = rulesOf(shards);
  await using results = await openResults({path});
  for await (const {index, line} of rows()) await results.append(index, line);
  await using journal = await openJournal(journalOf(path), {
    ...first.head,
    identity: {...identity, options: {...identity.options, shard: null}},
    run,
    ...(redaction !== undefined && {redaction}),
    leftOut: placesFrom(cwd, [...new Set(leftOut)]),
  });
  for await (const record of skipped()) await journal.write(record);
  const reading = shards.find(({end}) => end.reading !== null)?.end.reading ?? null;
  await journal.write({kind: 'end', formats: run.formats, summary, reading});
}

/** Which of them failures ended. */
const notesOf = (shards: readonly FinishedShard[]): readonly string[] =>
  shards.flatMap(({file, end}) => stopNotes(end.summary).map((note) => `${file}: ${note}`));

/** Reported once more, it is still no whole run. */
function stopOf(shards: readonly FinishedShard[]): Pick<ReplaySummary, 'stoppedAfter'> {
  const stops = shards.flatMap(({end}) => end.summary.stoppedAfter ?? []);
  return stops.length === 0 ? {} : {stoppedAfter: Math.max(...stops)};
}
