import {mkdir, readFile, writeFile} from 'node:fs/promises';
import {join} from 'node:path';
import {describe, expect, it} from '@jest/globals';
import {readingLog} from '../../../src/core/reading-log.js';
import type {ReadRecord} from '../../../src/core/recorded-event.js';
import {rulesTogether} from '../../../src/core/redaction.js';
import {
  JOURNAL_VERSION,
  type JournalEnd,
  type JournalHead,
  type JournalSkipped,
} from '../../../src/core/replay-journal.js';
import type {RecordedText, ReplayRun} from '../../../src/core/replay-report.js';
import type {ReplayEntry} from '../../../src/core/replay-entry.js';
import {openTally} from '../../../src/core/replay-summary.js';
import {inputFacts} from '../../../src/files/input-facts.js';
import {placesFrom, realPlace} from '../../../src/files/real-place.js';
import {mergeReplays} from '../../../src/wire/merge-replays.js';
import {errorOf} from '../../support/error-of.js';
import {inTempFolder} from '../../support/in-temp-folder.js';

const RECORDING = '{"mail":"a@b.c","token":"t-1"}\n{"mail":"d@e.f","token":"t-2"}\n';

const never = (): never => {
  throw new Error('nothing came before');
};

interface Shard {
  readonly file: string;
  readonly shard: string;
  readonly index: number;
  readonly outputs?: readonly string[];
  readonly remove?: string;
  readonly env?: string;
  readonly version?: number;
  readonly read?: readonly string[];
  /** Lines of records that are none. */
  readonly skipped?: readonly number[];
  readonly stoppedAfter?: number;
}

/** Leaves what a shard of a replay of the folder `in` leaves: one event of `in/a.ndjson`. */
async function leaveShard(
  cwd: string,
  {file, shard, index, outputs, remove, ...over}: Shard,
): Promise<string> {
  const leftOut = (outputs ?? []).map((path) => realPlace(join(cwd, path)));
  const entry = {index, eventId: `in/a.ndjson:${index + 1}`, status: 'ok', durationMs: 1};
  const tally = openTally();
  tally.add(entry as Partial<ReplayEntry> as ReplayEntry);
  const head: JournalHead = {
    kind: 'run',
    schemaVersion: over.version ?? JOURNAL_VERSION,
    identity: {
      function: 'orders',
      image: 'i',
      driver: 'rie',
      inputs: [await inputFacts('in', {cwd, leftOut})],
      options: {shard},
      digests: {'--env': over.env ?? null},
    },
    run: {
      function: 'orders',
      shard,
      version: '0.0.9',
      began: '2026-01-01',
      seed: null,
    } as Partial<ReplayRun> as ReplayRun,
    ...(remove !== undefined && {redaction: rulesTogether([{remove: [remove]}])}),
    ...(outputs !== undefined && {leftOut: placesFrom(cwd, leftOut)}),
  };
  const broken = (over.skipped ?? []).map((line): JournalSkipped => ({
    kind: 'skipped',
    reason: 'malformed',
    message: 'no JSON',
    place: {file: 'in/a.ndjson', line},
    record: line,
  }));
  for (const {reason} of broken) tally.skip(reason);
  const {stoppedAfter} = over;
  const summary = tally.summary({function: 'orders', wallMs: 1, stoppedAfter});
  const log = readingLog({isUnseen: () => false, onOther: never});
  for (const id of over.read ?? ['1', '2'])
    log.read({kind: 'event', id, place: {file: 'in/a.ndjson'}} as ReadRecord);
  const reading = log.told();
  const end: JournalEnd = {kind: 'end', formats: {}, summary, reading};
  await writeFile(join(cwd, file), `${JSON.stringify(entry)}\n`);
  await writeFile(
    join(cwd, `${file}.journal`),
    [head, ...broken, end].map((line) => `${JSON.stringify(line)}\n`).join(''),
  );
  return file;
}

async function recordedIn(
  cwd: string,
  files: readonly string[],
  results?: string,
): Promise<readonly RecordedText[]> {
  await using merged = await mergeReplays({files, cwd, ...(results !== undefined && {results})});
  await using recorded = merged.recorded();
  const found: RecordedText[] = [];
  for await (const entry of merged.entries()) found.push(await recorded.of(entry));
  return found;
}

describe('merged results', () => {
  it('have the events of a folder that the shards wrote goldens and logs into', () =>
    inTempFolder({'in/a.ndjson': RECORDING}, async (cwd) => {
      const files = [
        await leaveShard(cwd, {file: 'p-1', shard: '1/2', index: 0, outputs: ['in/goldens']}),
        await leaveShard(cwd, {file: 'p-2', shard: '2/2', index: 1, outputs: ['in/logs', 'p-2']}),
      ];
      for (const folder of ['in/goldens', 'in/logs']) {
        await mkdir(join(cwd, folder));
        await writeFile(join(cwd, folder, 'a.json'), '{}');
      }
      const events = RECORDING.trim().split('\n');
      expect(await recordedIn(cwd, files)).toEqual(events.map((json) => ({json})));
      await recordedIn(cwd, files, 'all');
      expect(await recordedIn(cwd, ['all'])).toEqual(events.map((json) => ({json})));
      await writeFile(join(cwd, 'in/b.ndjson'), '{}');
      const why = {why: 'in has changed since'};
      expect(await recordedIn(cwd, files)).toEqual([why, why]);
    }));

  it('are read where the journals of shards name no outputs', () =>
    inTempFolder({'in/a.ndjson': RECORDING}, async (cwd) => {
      const files = [
        await leaveShard(cwd, {file: 'p-1', shard: '1/2', index: 0}),
        await leaveShard(cwd, {file: 'p-2', shard: '2/2', index: 1}),
      ];
      const events = RECORDING.trim().split('\n');
      expect(await recordedIn(cwd, files)).toEqual(events.map((json) => ({json})));
    }));

  it('hide what the rules of any of the shards hide, and so does what is made of them', () =>
    inTempFolder({'in/a.ndjson': RECORDING}, async (cwd) => {
      const files = [
        await leaveShard(cwd, {file: 'p-1', shard: '1/2', index: 0, remove: '$.mail'}),
        await leaveShard(cwd, {file: 'p-2', shard: '2/2', index: 1, remove: '$.token'}),
      ];
      expect(await recordedIn(cwd, files, 'all')).toEqual([{json: '{}'}, {json: '{}'}]);
      const [head = ''] = (await readFile(join(cwd, 'all.journal'), 'utf8')).split('\n');
      expect(JSON.parse(head)).toMatchObject({redaction: {remove: ['$.mail', '$.token']}});
    }));

  it('have the records that were skipped in the order of the recording, and so has what is made of them', () =>
    inTempFolder({'in/a.ndjson': RECORDING}, async (cwd) => {
      const files = [
        await leaveShard(cwd, {file: 'p-1', shard: '1/2', index: 0, skipped: [3, 7, 8]}),
        await leaveShard(cwd, {file: 'p-2', shard: '2/2', index: 1, skipped: [4, 5, 9]}),
      ];
      for (const [from, results] of [
        [files, 'all'],
        [['all'], 'again'],
      ] as const) {
        await using merged = await mergeReplays({files: from, cwd, results});
        const lines = [];
        for await (const record of merged.skipped()) {
          expect(Object.keys(record)).toEqual(['kind', 'reason', 'message', 'place']);
          lines.push(record.place.line);
        }
        expect(lines).toEqual([3, 4, 5, 7, 8, 9]);
      }
    }));

  it('name the shards that failures ended, and so does what is made of them', () =>
    inTempFolder({'in/a.ndjson': RECORDING}, async (cwd) => {
      const files = [
        await leaveShard(cwd, {file: 'p-1', shard: '1/2', index: 0}),
        await leaveShard(cwd, {file: 'p-2', shard: '2/2', index: 1, stoppedAfter: 3}),
      ];
      await using merged = await mergeReplays({files, cwd, results: 'all'});
      await using again = await mergeReplays({files: ['all'], cwd});
      const why = 'stopped after 3 failures (--fail-fast): what comes behind was not run';
      expect([merged.notes, again.notes]).toEqual([[`p-2: ${why}`], [`all: ${why}`]]);
    }));

  it('are refused a folder of logs that holds the recordings', () =>
    inTempFolder({'in/a.ndjson': RECORDING}, async (cwd) => {
      const file = await leaveShard(cwd, {file: 'p-1', shard: '1/1', index: 0});
      const refused = mergeReplays({files: [file], cwd, reports: ['in']});
      await expect(refused).rejects.toMatchObject({code: 'USAGE', details: {other: 'in'}});
    }));

  it.each([
    [{env: 'abc'}, 'p-2 is of another run than p-1:\n  --env: differs'],
    [{read: ['1', '3']}, 'p-2 is of another run than p-1:\n  recording: 2 records were read'],
    [{index: 0}, 'p-2:1 is the result of event 0, which another shard has one of too'],
    [{version: 1}, 'p-2 cannot be merged: its journal is of another version of lambdock (0.0.9)'],
  ])('are refused where they are not of one run: %j', (over, words) =>
    inTempFolder({'in/a.ndjson': RECORDING}, async (cwd) => {
      const files = [
        await leaveShard(cwd, {file: 'p-1', shard: '1/2', index: 0}),
        await leaveShard(cwd, {file: 'p-2', shard: '2/2', index: 1, ...over}),
      ];
      const error = await errorOf(() => mergeReplays({files, cwd}));
      expect(error).toMatchObject({
        code: 'SHARDS_INCOMPLETE',
        message: expect.stringContaining(words),
      });
    }),
  );
});
