import {describe, expect, it} from '@jest/globals';
import {isOfShard, shardOf} from '../../../src/core/shard.js';

const ids = Array.from({length: 3000}, (_, n) => `event-${n}`);

describe('a shard', () => {
  it('has every id in exactly one of n, about as many in each', () => {
    const sizes = [1, 2, 3].map((index) => ids.filter((id) => isOfShard({index, count: 3}, id)));
    expect(sizes.flat().toSorted()).toEqual(ids.toSorted());
    for (const size of sizes) expect(size.length).toBeGreaterThan(900);
  });

  it('is the same for an id on every machine', () => {
    const own = ids.slice(0, 12).filter((id) => isOfShard({index: 1, count: 3}, id));
    expect(own).toMatchInlineSnapshot(`
     [
       "event-1",
       "event-3",
       "event-4",
       "event-5",
       "event-7",
       "event-8",
       "event-9",
     ]
    `);
  });

  it.each([
    ['Kubernetes', {JOB_COMPLETION_INDEX: '0', JOB_COMPLETIONS: '3'}, {index: 1, count: 3}],
    [
      'AWS Batch',
      {AWS_BATCH_JOB_ARRAY_INDEX: '2', AWS_BATCH_JOB_ARRAY_SIZE: '3'},
      {index: 3, count: 3},
    ],
    [
      'Slurm from 1',
      {SLURM_ARRAY_TASK_ID: '1', SLURM_ARRAY_TASK_MIN: '1', SLURM_ARRAY_TASK_COUNT: '4'},
      {index: 1, count: 4},
    ],
    [
      'Slurm from 0',
      {SLURM_ARRAY_TASK_ID: '3', SLURM_ARRAY_TASK_MIN: '0', SLURM_ARRAY_TASK_COUNT: '4'},
      {index: 4, count: 4},
    ],
    ['GitLab', {CI_NODE_INDEX: '1', CI_NODE_TOTAL: '5'}, {index: 1, count: 5}],
    ['CircleCI', {CIRCLE_NODE_INDEX: '0', CIRCLE_NODE_TOTAL: '5'}, {index: 1, count: 5}],
    [
      'Buildkite',
      {BUILDKITE_PARALLEL_JOB: '4', BUILDKITE_PARALLEL_JOB_COUNT: '5'},
      {index: 5, count: 5},
    ],
    [
      'a matrix of one’s own',
      {LAMBDOCK_SHARD_INDEX: '2', LAMBDOCK_SHARD_COUNT: '2'},
      {index: 2, count: 2},
    ],
  ])('auto is what %s says', (_, variables, shard) => {
    expect(shardOf('auto', variables)).toEqual(shard);
  });

  it.each([
    ['0/3', {}, '--shard 0/3'],
    ['4/3', {}, '--shard 4/3'],
    ['a', {}, '--shard a'],
    ['auto', {}, 'no variable'],
    ['auto', {JOB_COMPLETION_INDEX: '0'}, 'how many there are is not: JOB_COMPLETIONS'],
    ['auto', {CIRCLE_NODE_INDEX: '5', CIRCLE_NODE_TOTAL: '5'}, 'which counts from 0'],
  ])('%s with %j is refused', (text, variables, words) => {
    expect(() => shardOf(text, variables)).toThrow(words);
  });
});
