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

it('keeps the order of what has a key, and tells an event in which none can be looked for', async () => {
  const deep = `${'['.repeat(100_000)}${']'.repeat(100_000)}`;
  const event = (text: string) => ({
    kind: 'event' as const,
    id: 'e',
    event: Buffer.from(text),
    place: {file: 'a.ndjson', line: 7},
    recorded: null,
    note: null,
  });
  const {keyOf} = await planReplay({groupBy: '$.key'}, null);
  expect([keyOf(event('{"key":[1]}')), keyOf(event(`{"a":${deep}}`))]).toEqual(['[1]', null]);
  const plan = await planReplay({groupBy: '$..key'}, null);
  expect(await errorOf(() => plan.keyOf(event(`{"a":${deep}}`)))).toMatchObject({
    code: 'EVENT_INVALID',
    message: 'a.ndjson:7: the event e is nested too deep for --group-by $..key',
  });
});
