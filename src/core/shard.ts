import {sha256} from './digest.js';
import {LambdockError} from '../errors/lambdock-error.js';

/** A part of a run: the `index`th of `count`, from 1. */
export interface Shard {
  readonly index: number;
  readonly count: number;
}

/** Whether a shard is the one for a text: the same on every machine. */
export const isOfShard = ({index, count}: Shard, text: string): boolean =>
  Number.parseInt(sha256(text).slice(0, 12), 16) % count === index - 1;

/** A shard as flags and journals tell it. */
export const shardText = ({index, count}: Shard): string => `${index}/${count}`;

/** `i/n`, or `auto`: what the variables of array jobs and CI services say. */
export function shardOf(text: string, variables: Variables): Shard {
  if (text === 'auto') return shardOfVariables(variables);
  const parts = /^(\d+)\/(\d+)$/.exec(text);
  const [index, count] = [Number(parts?.[1] ?? 0), Number(parts?.[2] ?? 0)];
  if (index >= 1 && index <= count) return {index, count};
  throw new LambdockError('USAGE', {
    message: `--shard ${text}: the number of a shard and how many there are is expected, such as 1/3`,
    suggestions: ['--shard 1/3', '--shard auto'],
    details: {shard: text},
  });
}

type Variables = Readonly<Record<string, string | undefined>>;

/** Who counts the jobs of an array, in which variables, and from which number. */
interface Counter {
  readonly name: string;
  readonly index: string;
  /** The first that is set; the last one of an array tells its length by `first` and `last`. */
  readonly counts: readonly string[];
  readonly from: 0 | 1;
}

/** In the order in which they are looked for: a job inside another's machine is named by the inner one. */
export const SHARD_COUNTERS: readonly Counter[] = [
  {
    name: 'lambdock',
    index: 'LAMBDOCK_SHARD_INDEX',
    counts: ['LAMBDOCK_SHARD_COUNT'],
    from: 1,
  },
  {
    name: 'Kubernetes',
    index: 'JOB_COMPLETION_INDEX',
    counts: ['JOB_COMPLETIONS', 'JOB_COMPLETION_TOTAL'],
    from: 0,
  },
  {
    name: 'AWS Batch',
    index: 'AWS_BATCH_JOB_ARRAY_INDEX',
    counts: ['AWS_BATCH_JOB_ARRAY_SIZE'],
    from: 0,
  },
  {
    name: 'Google Cloud Run',
    index: 'CLOUD_RUN_TASK_INDEX',
    counts: ['CLOUD_RUN_TASK_COUNT'],
    from: 0,
  },
  {name: 'Slurm', index: 'SLURM_ARRAY_TASK_ID', counts: ['SLURM_ARRAY_TASK_COUNT'], from: 0},
  {name: 'GitLab', index: 'CI_NODE_INDEX', counts: ['CI_NODE_TOTAL'], from: 1},
  {name: 'CircleCI', index: 'CIRCLE_NODE_INDEX', counts: ['CIRCLE_NODE_TOTAL'], from: 0},
  {
    name: 'Buildkite',
    index: 'BUILDKITE_PARALLEL_JOB',
    counts: ['BUILDKITE_PARALLEL_JOB_COUNT'],
    from: 0,
  },
  {name: 'Semaphore', index: 'SEMAPHORE_JOB_INDEX', counts: ['SEMAPHORE_JOB_COUNT'], from: 1},
  {
    name: 'Azure Pipelines',
    index: 'SYSTEM_JOBPOSITIONINPHASE',
    counts: ['SYSTEM_TOTALJOBSINPHASE'],
    from: 1,
  },
  {
    name: 'Bitbucket',
    index: 'BITBUCKET_PARALLEL_STEP',
    counts: ['BITBUCKET_PARALLEL_STEP_COUNT'],
    from: 0,
  },
];

function shardOfVariables(variables: Variables): Shard {
  const counter = SHARD_COUNTERS.find(({index}) => (variables[index] ?? '') !== '');
  if (counter === undefined) {
    throw autoFailed('no variable of an array job or a CI service is set that counts jobs', [
      'give it in numbers: --shard 1/3',
      `set LAMBDOCK_SHARD_INDEX (from 1) and LAMBDOCK_SHARD_COUNT`,
    ]);
  }
  const {name, index: variable, counts} = counter;
  const countVariable = counts.find((count) => (variables[count] ?? '') !== '');
  if (countVariable === undefined) {
    throw autoFailed(
      `${variable} is set (${name}), and how many there are is not: ${counts.join(' or ')}`,
      [`set ${counts[0] ?? ''} in the job`, 'give it in numbers: --shard 1/3'],
    );
  }
  const count = Number(variables[countVariable]);
  const index = Number(variables[variable]) - firstOf(counter, variables) + 1;
  if (Number.isInteger(index) && Number.isInteger(count) && index >= 1 && index <= count)
    return {index, count};
  throw autoFailed(
    `${variable}=${variables[variable] ?? ''} of ${countVariable}=${variables[countVariable] ?? ''} (${name}, which counts from ${counter.from}) is no shard`,
    ['give it in numbers: --shard 1/3'],
  );
}

/** Slurm's arrays begin where the user says: `--array=1-8`. */
const firstOf = ({from, name}: Counter, variables: Variables): number =>
  name === 'Slurm' ? Number(variables['SLURM_ARRAY_TASK_MIN'] ?? from) : from;

const autoFailed = (why: string, suggestions: readonly string[]): LambdockError =>
  new LambdockError('USAGE', {message: `--shard auto: ${why}`, suggestions});
