import type {InvokeOptions} from './options.js';
import type {SkippedRecord} from './recorded-event.js';
import type {ReplayEntry} from './replay-entry.js';

/** What one event can touch of another: a warm environment is used again, a cold one is its own. */
export const ISOLATIONS = ['warm', 'cold'] as const;

/** `--concurrency` at most: more execution environments than an engine of one machine bears. */
export const MOST_CONCURRENCY = 1000;

/** `--isolation`. */
export type Isolation = (typeof ISOLATIONS)[number];

/** How recordings are read. */
export interface ReadOptions {
  /** Name of the format; default: found by looking. */
  readonly from?: string;
  /** JSON path of the event in each record. */
  readonly select?: string;
  /** JSON path of the event's id in each record. */
  readonly id?: string;
  /** A malformed record ends the run. */
  readonly strict?: boolean;
  /** ARN of the queue that SQS messages are said to come from. */
  readonly sourceArn?: string;
  /** Messages in an event that is rebuilt from a queue; default 1. */
  readonly batchSize?: number;
}

/** What answers are compared with, and how; the rules are over those of the project file. */
export interface CompareOptions {
  /** Writes goldens: true, or the folder; default: `goldens/<function>` beside the project file. */
  readonly record?: string | true;
  /** Compares with goldens, or with the answers that destination records tell. */
  readonly check?: string | true;
  /** Writes the goldens that differ, or are missing, anew. */
  readonly update?: boolean;
  /** An event without a golden fails nothing. */
  readonly allowMissing?: boolean;
  /** Another version to compare with: a folder or archive, a git ref, or an image. */
  readonly against?: string;
  /** False: an event that differs in a warm environment is not run again in a fresh one. */
  readonly recheck?: boolean;
  /** JSON paths that are left out. */
  readonly ignore?: readonly string[];
  /** Kinds, JSON paths, `KIND:PATH` or `/REGEX/`. */
  readonly mask?: readonly string[];
  /** JSON paths of lists in which the order says nothing. */
  readonly unordered?: readonly string[];
  /** JSON paths of texts that hold JSON and are compared as such. */
  readonly parse?: readonly string[];
  /** How far numbers may lie apart: `0.01`, or `$.price=0.01`. */
  readonly tolerance?: readonly string[];
}

/** Options of `replay`; each has the meaning of the flag of the same name. */
export interface ReplayOptions extends ReadOptions, CompareOptions {
  /** Execution environments, each with one event at a time; default: the cores of the engine. */
  readonly concurrency?: number;
  /** Events that begin in a second, at most. */
  readonly rate?: number;
  /** One after the other, as they were recorded. */
  readonly ordered?: boolean;
  /** JSON path of a key: events of one key do not overlap, and keep their order. */
  readonly groupBy?: string;
  readonly limit?: number;
  /** So many, chosen by chance. */
  readonly sample?: number;
  readonly shuffle?: boolean;
  readonly seed?: number;
  /** Stops after so many failures or differences. */
  readonly failFast?: number;
  readonly isolation?: Isolation;
  /** `i/n`, or `auto`. */
  readonly shard?: string;
  /** Lets the function reach whatever this machine reaches. */
  readonly allowEgress?: boolean;
  /** File of the results, one entry a line; default: a temporary one. */
  readonly results?: string;
  /** Files of reports that are made of it: as the results, they are neither code nor recordings. */
  readonly reports?: readonly string[];
  /** Goes on with a results file. */
  readonly resume?: boolean;
  /** What goes along with every event. */
  readonly context?: InvokeOptions['context'];
  readonly clientContext?: InvokeOptions['clientContext'];
  /** Each entry as it is finished. */
  readonly onEntry?: (entry: ReplayEntry) => void;
  /** Each event, by its place in the input, whose result is there already: it is not run again. */
  readonly onKept?: (index: number) => void;
  /** Each record that is no event, or not one of this run. */
  readonly onSkipped?: (record: SkippedRecord) => void;
  /**
   * So many events are going to run, as far as is known: it grows while recordings are read. `share` of
   * them has been read, from 0 to 1; null where their size is not known.
   */
  readonly onPlanned?: (events: number, share: number | null) => void;
  /** Told once per input what its records look like. */
  readonly onFormat?: (found: {readonly input: string; readonly format: string}) => void;
  readonly signal?: AbortSignal;
}
