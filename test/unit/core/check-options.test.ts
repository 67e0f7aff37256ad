import {describe, expect, it} from '@jest/globals';
import type {LambdockOptions} from '../../../src/core/options.js';
import {createLambdock} from '../../../src/lambdock.js';

const WRONG: readonly (readonly [string, unknown])[] = [
  ['pool.perFunction is 0', {pool: {perFunction: 0}}],
  ['pool.perFunction is -1', {pool: {perFunction: -1}}],
  ['pool.perFunction is 1.5', {pool: {perFunction: 1.5}}],
  ['pool.max is 0', {pool: {max: 0}}],
  ['pool.max is "x"', {pool: {max: 'x'}}],
  ['pool.max is NaN', {pool: {max: Number.NaN}}],
  ['pool.idleMs is -5', {pool: {idleMs: -5}}],
  ['pool is true', {pool: true}],
  ['driver is "nope"', {driver: 'nope'}],
];

describe('createLambdock', () => {
  it.each(WRONG)('rejects at once when %s', async (message, options) => {
    const made = createLambdock(options as LambdockOptions);
    await expect(made).rejects.toMatchObject({code: 'USAGE'});
    await expect(made).rejects.toThrow(message);
  });

  it('takes every limit that a pool can keep', async () => {
    const limits = {perFunction: 1, max: Infinity, idleMs: 0.5, queue: 0, queueMs: 0};
    await using made = await createLambdock({driver: 'rie', pool: limits});
    expect(() => made.function(5 as unknown as string)).toThrow(
      expect.objectContaining({code: 'USAGE'}),
    );
  });
});
