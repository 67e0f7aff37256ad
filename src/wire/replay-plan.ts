import {randomInt} from 'node:crypto';
import {hostVariables} from '../config/host-variables.js';
import type {JsonPath} from '../core/comparison/json-path.js';
import {placeText, type RecordedEvent} from '../core/recorded-event.js';
import type {JournalHead, RunIdentity} from '../core/replay-journal.js';
import {MOST_CONCURRENCY, type ReplayOptions} from '../core/replay-options.js';
import {shardOf, shardText, type Shard} from '../core/shard.js';
import {isTooDeep} from '../core/too-deep.js';
import {LambdockError} from '../errors/lambdock-error.js';
import type {Choice} from '../replay/plan-events.js';
import {WITHIN_TIME} from './pattern-limit.js';

/** Which events run, settled: nothing is left to chance or to the machine any more. */
export interface ReplayPlan extends Omit<Choice, 'isDone'> {
  /** Null where nothing is left to chance. */
  readonly told: {readonly seed: number | null; readonly shard: string | null};
  /** What decides which events run, for the journal. */
  readonly identity: RunIdentity['options'];
}

/** Settles shard, seed and keys; an earlier run is gone on with by its own seed. */
export async function planReplay(
  options: ReplayOptions,
  earlier: JournalHead | null,
): Promise<ReplayPlan> {
  checkNumbers(options);
  checkRules(options);
  checkIdle(options);
  const {limit = null, sample = null, shuffle = false, isolation = 'warm'} = options;
  const shard = options.shard === undefined ? null : shardOf(options.shard, hostVariables());
  const isChance = sample !== null || shuffle;
  const seed = seedOf(options, {shard, earlier});
  return {
    limit,
    sample,
    isShuffled: shuffle,
    seed,
    shard,
    keyOf: await keysOf(options.groupBy),
    told: {seed: isChance ? seed : null, shard: shard && shardText(shard)},
    identity: {
      from: options.from ?? null,
      select: options.select ?? null,
      id: options.id ?? null,
      'source-arn': options.sourceArn ?? null,
      'batch-size': options.batchSize ?? null,
      limit,
      sample,
      seed: sample === null ? null : seed,
      'group-by': options.groupBy ?? null,
      isolation,
      shard: shard && shardText(shard),
      'kind of comparison': comparisonText(options),
    },
  };
}

const RULES = ['ignore', 'mask', 'unordered', 'parse', 'tolerance'] as const;

function checkRules(options: ReplayOptions): void {
  const {record, check, update, against} = options;
  const rules = RULES.filter((rule) => (options[rule] ?? []).length > 0);
  const isCompared = [record, check, update, against].some((asked) => asked !== undefined);
  if (isCompared || rules.length === 0) return;
  throw new LambdockError('USAGE', {
    message: `${rules.map((rule) => `--${rule}`).join(', ')} would do nothing: no answers are compared`,
    suggestions: ['--record, --check, --update or --against compares them'],
    details: {rules},
  });
}

/** What would do nothing is a misunderstanding. */
function checkIdle(options: ReplayOptions): void {
  const {seed, sample, shuffle, allowMissing, recheck, check, update, against} = options;
  const byGoldens = check !== undefined || update === true;
  const idle: readonly (readonly [boolean, string, string])[] = [
    [
      seed !== undefined && sample === undefined && shuffle !== true,
      '--seed',
      '--sample or --shuffle leaves something to chance',
    ],
    [allowMissing === true && !byGoldens, '--allow-missing', '--check compares with goldens'],
    [
      recheck === false && !byGoldens && against === undefined,
      '--no-recheck',
      '--check, --update or --against compares answers',
    ],
  ];
  const found = idle.find(([isIdle]) => isIdle);
  if (found === undefined) return;
  const [, flag, suggestion] = found;
  throw new LambdockError('USAGE', {
    message: `${flag} would do nothing here`,
    suggestions: [suggestion],
    details: {flag},
  });
}

/** Results that were judged in two ways are of no use in one report; the rules are compared as they are compiled. */
function comparisonText(options: ReplayOptions): string | null {
  const {record, check, update, against, allowMissing, recheck} = options;
  const text = JSON.stringify({record, check, update, against, allowMissing, recheck});
  return text === '{}' ? null : text;
}

/** Each shard takes the same sample only by the same seed. */
function seedOf(
  {seed, sample}: ReplayOptions,
  {shard, earlier}: {readonly shard: Shard | null; readonly earlier: JournalHead | null},
): number {
  if (seed === undefined && sample !== undefined && shard !== null && shard.count > 1) {
    throw new LambdockError('USAGE', {
      message: 'the shards of one sample need the same seed, and none is given',
      suggestions: ['--seed 1'],
    });
  }
  return seed ?? earlier?.run.seed ?? randomInt(2 ** 31);
}

async function keysOf(path: string | undefined): Promise<(event: RecordedEvent) => string | null> {
  if (path === undefined) return () => null;
  const {readJsonPath} = await import('../core/comparison/json-path.js');
  const {path: found, problem} = readJsonPath(path, {
    shownAs: `--group-by ${path}`,
    code: 'USAGE',
    within: WITHIN_TIME,
  });
  if (found === null) {
    throw new LambdockError('USAGE', {
      message: `--group-by ${path}: it is no JSON path: ${problem}`,
      suggestions: ["--group-by '$.orderId'"],
      details: {path},
    });
  }
  return (recorded) => {
    try {
      return keyAt(found, JSON.parse(new TextDecoder().decode(recorded.event)));
    } catch (error) {
      throw isTooDeep(error) ? unreachable(recorded, path) : error;
    }
  };
}

function keyAt(path: JsonPath, value: unknown): string | null {
  const [location] = path.locate(value);
  const key = location === undefined ? null : valueAt(value, location);
  return key === null ? null : JSON.stringify(key);
}

/** Without its key, an event could overtake others. */
const unreachable = ({id, place}: RecordedEvent, path: string): LambdockError =>
  new LambdockError('EVENT_INVALID', {
    message: `${placeText(place)}: the event ${id} is nested too deep for --group-by ${path}`,
    suggestions: ["a path without `..` goes as deep as it is long: --group-by '$.orderId'"],
    details: {...place, id},
  });

const valueAt = (value: unknown, location: readonly (string | number)[]): unknown =>
  location.reduce<unknown>((part, key) => (part as Record<string | number, unknown>)[key], value);

/** TypeScript and flags know that; JavaScript is told. */
function checkNumbers(options: ReplayOptions): void {
  const least = {concurrency: 1, limit: 1, sample: 1, failFast: 1, seed: 0} as const;
  for (const [name, min] of Object.entries(least)) {
    const value = options[name as keyof typeof least];
    if (value === undefined || (Number.isInteger(value) && value >= min)) continue;
    throw new LambdockError('USAGE', {
      message: `replay takes a whole number of at least ${min} as ${name}; ${String(value)} is none`,
      details: {[name]: value},
    });
  }
  const {rate, ordered, shuffle, concurrency = 1} = options;
  if (concurrency > MOST_CONCURRENCY)
    throw new LambdockError('USAGE', {
      message: `replay takes a whole number from 1 to ${MOST_CONCURRENCY} as concurrency; ${concurrency} is none`,
      details: {concurrency},
    });
  if (ordered === true && shuffle === true)
    throw new LambdockError('USAGE', {
      message: '--ordered keeps the order of the recording, and --shuffle leaves it to chance',
    });
  if (rate !== undefined && !(rate > 0 && Number.isFinite(rate)))
    throw new LambdockError('USAGE', {
      message: `replay takes a number of events in a second as rate; ${String(rate)} is none`,
    });
  if (ordered === true && concurrency !== 1)
    throw new LambdockError('USAGE', {
      message: `--ordered runs one event after the other, and --concurrency ${concurrency} more at once`,
      suggestions: [
        '--group-by PATH keeps the order of the events of one key, and runs several keys at once',
      ],
    });
}
