import {expect, it} from '@jest/globals';
import type {ReplayOptions} from '../../../src/core/replay-options.js';
import {planReplay} from '../../../src/wire/replay-plan.js';
import {errorOf} from '../../support/error-of.js';

it.each<[ReplayOptions, string]>([
  [{seed: 1}, '--seed would do nothing'],
  [{allowMissing: true}, '--allow-missing would do nothing'],
  [{allowMissing: true, against: 'main'}, '--allow-missing would do nothing'],
  [{recheck: false}, '--no-recheck would do nothing'],
  [{recheck: false, record: true}, '--no-recheck would do nothing'],
  [{ignore: ['$.a']}, '--ignore would do nothing'],
  [{ordered: true, shuffle: true}, '--ordered keeps the order'],
  [{concurrency: 1001}, 'from 1 to 1000 as concurrency; 1001 is none'],
])('%j is refused: %s', async (options, words) => {
  const error = await errorOf(() => planReplay(options, null));
  expect(error).toMatchObject({code: 'USAGE', message: expect.stringContaining(words)});
});

it.each<ReplayOptions>([
  {seed: 1, sample: 2},
  {seed: 1, shuffle: true, groupBy: '$.key'},
  {check: true, allowMissing: true, recheck: false},
  {update: true, allowMissing: true, recheck: true},
  {against: 'main', recheck: false},
  {concurrency: 1000},
])('%j is planned', async (options) => {
  expect((await planReplay(options, null)).limit).toBeNull();
});
