import {
  differingIdentity,
  foreignForm,
  type JournalEnd,
  type JournalHead,
} from '../core/replay-journal.js';
import {LambdockError} from '../errors/lambdock-error.js';

/** A shard's journal, as far as it was written. */
export interface ShardJournal {
  readonly file: string;
  readonly head: JournalHead | null;
  readonly end: JournalEnd | null;
}

/** A shard that was finished. */
export interface FinishedShard {
  readonly file: string;
  readonly head: JournalHead;
  readonly end: JournalEnd;
}

/** All shards of one run, each once and finished; else it throws and says what is wrong with which. */
export function checkShards(journals: readonly ShardJournal[]): readonly FinishedShard[] {
  const finished = journals.map(finishedShard);
  const [first] = finished;
  if (first === undefined) return [];
  for (const shard of finished) checkOneRun(first, shard);
  checkComplete(finished);
  return finished;
}

function finishedShard({file, head, end}: ShardJournal): FinishedShard {
  if (head === null) {
    throw incomplete(
      `${file} has no journal beside it (${file}.journal): nothing says what it is a part of`,
      file,
    );
  }
  const form = foreignForm(head);
  if (form !== null) throw incomplete(`${file} cannot be merged: ${form}`, file);
  if (end === null) {
    throw incomplete(
      `${file} is not finished: ${head.run.shard === null ? 'its run' : `shard ${head.run.shard}`} was interrupted`,
      file,
      ['the same `lambdock replay` command with --resume goes on with it'],
    );
  }
  return {file, head, end};
}

function checkOneRun(first: FinishedShard, shard: FinishedShard): void {
  const differing = [...differingIdentity(withoutShard(first.head), withoutShard(shard.head))];
  const [read, readFirst] = [shard.end.reading, first.end.reading];
  const isOther = read !== null && readFirst !== null && read.digest !== readFirst.digest;
  if (isOther)
    differing.push(`recording: ${readFirst.records} records were read, and ${read.records} others`);
  if (differing.length === 0) return;
  throw incomplete(
    [`${shard.file} is of another run than ${first.file}:`, ...differing].join('\n  '),
    shard.file,
  );
}

const withoutShard = ({identity}: JournalHead): JournalHead['identity'] => ({
  ...identity,
  options: {...identity.options, shard: null},
});

function checkComplete(shards: readonly FinishedShard[]): void {
  const byName = new Map<string, string>();
  for (const {file, head} of shards) {
    const name = head.run.shard ?? '1/1';
    const other = byName.get(name);
    if (other !== undefined)
      throw incomplete(`shard ${name} is there twice: ${other} and ${file}`, file);
    byName.set(name, file);
  }
  const counts = new Set([...byName.keys()].map((name) => Number(name.split('/')[1])));
  const [count = 1] = counts;
  if (counts.size > 1) {
    throw incomplete(
      `the results are of runs that were split differently: shards ${[...byName.keys()].join(', ')}`,
      shards[0]?.file ?? '',
    );
  }
  const missing = Array.from({length: count}, (_, at) => `${at + 1}/${count}`).filter(
    (name) => !byName.has(name),
  );
  if (missing.length === 0) return;
  throw incomplete(
    `of ${count} shards ${missing.length === 1 ? 'one is' : `${missing.length} are`} missing: ${missing.join(', ')}`,
    shards[0]?.file ?? '',
    missing.map((name) => `lambdock replay … --shard ${name} --results FILE`),
  );
}

/** What keeps results from being merged. */
export const incomplete = (
  message: string,
  file: string,
  suggestions?: readonly string[],
): LambdockError =>
  new LambdockError('SHARDS_INCOMPLETE', {
    message,
    ...(suggestions !== undefined && {suggestions}),
    details: {file},
  });
