import {describe, expect, it} from '@jest/globals';
import {LambdockError} from '../../../src/errors/lambdock-error.js';
import {deliver} from '../../../src/replay/deliver.js';
import {sampleResult} from '../../support/samples.js';

const lost = (delivered: boolean): LambdockError =>
  new LambdockError('SANDBOX_LOST', {message: 'gone', details: {delivered}});
const notReady = new LambdockError('SANDBOX_NOT_READY', {message: 'killed while it started'});

/** Fails with each of these in turn, then answers. */
async function delivered(...errors: readonly Error[]): Promise<readonly [string, number]> {
  const left = [...errors];
  const result = await deliver(
    async () => {
      const error = left.shift();
      if (error !== undefined) throw error;
      return sampleResult('1');
    },
    () => ({...sampleResult(null), status: 'crashed'}),
  );
  return [result.status, result.attempts];
}

describe('an event', () => {
  it('that has its result takes one attempt', async () => {
    expect(await delivered()).toEqual(['ok', 1]);
  });

  it('whose container was taken away in the middle runs again, and is marked', async () => {
    expect(await delivered(lost(true))).toEqual(['ok', 2]);
  });

  it('whose container is taken away each time has a result all the same', async () => {
    expect(await delivered(lost(true), lost(true))).toEqual(['ok', 3]);
    expect(await delivered(lost(true), lost(true), lost(true))).toEqual(['crashed', 3]);
  });

  it('that was not delivered is tried until it is', async () => {
    expect(await delivered(lost(false), notReady, lost(false), lost(true))).toEqual(['ok', 5]);
  });

  it('is given up where no container lives long enough for it', async () => {
    const errors = Array.from({length: 20}, () => notReady);
    await expect(delivered(...errors)).rejects.toBe(notReady);
  });

  it('is not tried again after any other error', async () => {
    const error = new LambdockError('IMAGE_NOT_FOUND', {message: 'gone'});
    await expect(delivered(error)).rejects.toBe(error);
  });
});
