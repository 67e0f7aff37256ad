import {LambdockError} from '../errors/lambdock-error.js';
import type {Reading} from './reading-log.js';
import type {RedactionRules} from './redaction.js';
import type {ReplayRun} from './replay-report.js';
import type {ReplaySummary} from './replay-summary.js';
import type {SkippedRecord} from './recorded-event.js';

/** One input as it was when it was read: its digest tells another one of the same name. */
export interface InputFacts {
  readonly name: string;
  readonly bytes: number | null;
  readonly digest: string | null;
  /** A pipe or a device: what came through it cannot be read again. */
  readonly isPassing?: true;
}

/** What decides which events run, and what they answer. */
export interface RunIdentity {
  readonly function: string;
  readonly image: string;
  readonly driver: string;
  readonly inputs: readonly InputFacts[];
  readonly options: Readonly<Record<string, string | number | boolean | null>>;
  /** What is compared and not told, by name: there may be secrets in it. */
  readonly digests: Readonly<Record<string, string | null>>;
}

/** Of the form of a journal: what another one says is not compared. */
export const JOURNAL_VERSION = 2;

/** The first line of a journal. */
export interface JournalHead {
  readonly kind: 'run';
  readonly schemaVersion: number;
  readonly identity: RunIdentity;
  readonly run: ReplayRun;
  /** How long the sessions before this one took, where it goes on with them. */
  readonly earlierMs?: number;
  /** What they had read when they last wrote it down. */
  readonly earlierReading?: Reading;
  /** What of the events is not to be shown. */
  readonly redaction?: RedactionRules;
  /** What the run wrote, and results beside its own, from its working directory: no recordings, so no part of a digest. */
  readonly leftOut?: readonly string[];
}

/** A line now and then: how long the run has taken, all sessions of it. Who is killed says no more than that. */
export interface JournalTime {
  readonly kind: 'time';
  readonly wallMs: number;
  readonly reading?: Reading;
}

/** The last line of a journal, once the run is over. */
export interface JournalEnd {
  readonly kind: 'end';
  readonly formats: Readonly<Record<string, string>>;
  readonly summary: ReplaySummary;
  /** Null where the run was cut short. */
  readonly reading: Reading | null;
}

/** A record that was not run. */
export interface JournalSkipped extends SkippedRecord {
  /** Its position among all records that were read, from 1: shards are put together by it. */
  readonly record: number;
}

/** What of it is told. */
export const skippedRecord = ({kind, reason, message, place}: JournalSkipped): SkippedRecord => ({
  kind,
  reason,
  message,
  place,
});

/** One line of a journal: it lies beside the results, which hold nothing but entries. */
export type JournalLine = JournalHead | JournalTime | JournalSkipped | JournalEnd;

/** Where the journal of a results file is. */
export const journalOf = (results: string): string => `${results}.journal`;

/** What differs between two runs, each as a sentence. */
export function differingIdentity(before: RunIdentity, now: RunIdentity): readonly string[] {
  const pairs: [string, unknown, unknown][] = [
    ['function', before.function, now.function],
    ['image', before.image, now.image],
    ['driver', before.driver, now.driver],
    ['inputs', before.inputs.map(({name}) => name), now.inputs.map(({name}) => name)],
    ...now.inputs.map(({name, digest}, at): [string, unknown, unknown] => [
      `content of ${name}`,
      before.inputs[at]?.digest,
      digest,
    ]),
    ...Object.keys({...before.options, ...now.options}).map((name): [string, unknown, unknown] => [
      /^[a-z-]+$/.test(name) ? `--${name}` : name,
      before.options[name] ?? null,
      now.options[name] ?? null,
    ]),
  ];
  const told = pairs
    .filter(([, was, is]) => JSON.stringify(was) !== JSON.stringify(is))
    .map(([what, was, is]) => `${what}: was ${JSON.stringify(was)}, is ${JSON.stringify(is)}`);
  const untold = Object.keys({...before.digests, ...now.digests})
    .filter((name) => (before.digests[name] ?? null) !== (now.digests[name] ?? null))
    .map((name) => `${name}: differs`);
  return [...told, ...untold];
}

/** Why a journal cannot be compared with those of this lambdock; null where it can. */
export const foreignForm = ({schemaVersion, run}: JournalHead): string | null =>
  schemaVersion === JOURNAL_VERSION
    ? null
    : `its journal is of another version of lambdock (${run.version}), and says other things`;

/** Results of another run are not gone on with. */
export function checkResumed(file: string, before: JournalHead, now: JournalHead): void {
  const form = foreignForm(before);
  const differing = form === null ? differingIdentity(before.identity, now.identity) : [form];
  if (differing.length === 0) return;
  throw new LambdockError('RESUME_MISMATCH', {
    message: [`${file} holds the results of another run:`, ...differing].join('\n  '),
    details: {file, differing},
  });
}
