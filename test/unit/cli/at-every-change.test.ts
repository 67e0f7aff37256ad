import {describe, expect, it} from '@jest/globals';
import {atEveryChange} from '../../../src/cli/at-every-change.js';
import type {ProjectWatch} from '../../../src/wire/lambdock-types.js';

/** What is looked at: another key after each change, or a failure; none after the last. */
type Looks = readonly (string | Error)[];

/** What was told; an endless round ends only when it is cut off. */
async function run(looks: Looks, isEndless = false): Promise<readonly string[]> {
  const told: string[] = [];
  const end = new AbortController();
  let seen = 0;
  const watch: ProjectWatch = {
    next: async () => {
      // All that a round does at once is done.
      await new Promise((resolve) => setImmediate(resolve));
      if (seen === looks.length) end.abort(new Error('over'));
      end.signal.throwIfAborted();
      return [];
    },
    dispose: () => Promise.resolve(),
    [Symbol.asyncDispose]: () => Promise.resolve(),
  };
  const rounds = atEveryChange(watch, {
    look: async () => {
      const found = looks[seen++] ?? '';
      if (found instanceof Error) throw found;
      return {
        key: found,
        round: async (signal) => {
          told.push(`begin ${found}`);
          if (isEndless) await new Promise((_, cut) => signal.addEventListener('abort', cut));
          if (found.startsWith('broken')) throw new Error(found);
        },
      };
    },
    onFailed: (error) => told.push(`failed ${(error as Error).message}`),
    failureKey: (error) => (error as Error).message,
    onCutOff: () => told.push('cut off'),
    onRest: () => told.push('rest'),
    signal: end.signal,
  });
  await expect(rounds).rejects.toThrow('over');
  return told;
}

describe('atEveryChange', () => {
  it('begins again only where a change makes it another one', async () => {
    expect(await run(['a', 'a', 'b', 'b', 'a'])).toEqual([
      'begin a',
      'rest',
      'begin b',
      'rest',
      'begin a',
      'rest',
    ]);
  });

  it('leaves a round alone at other changes, and tells when it ends one', async () => {
    expect(await run(['a', 'a', 'a', 'b', 'b'], true)).toEqual(['begin a', 'cut off', 'begin b']);
  });

  it('tells a failure once, however many changes it outlasts', async () => {
    const gone = new Error('gone');
    expect(await run(['a', gone, gone, 'a', gone, new Error('other')])).toEqual([
      'begin a',
      'rest',
      'failed gone',
      'begin a',
      'rest',
      'failed gone',
      'failed other',
    ]);
  });

  it('ends what runs when it cannot be looked at any more', async () => {
    expect(await run(['a', new Error('gone')], true)).toEqual([
      'begin a',
      'cut off',
      'failed gone',
    ]);
  });

  it('tells of a round that failed, and does not try the same again', async () => {
    expect(await run(['broken', 'broken', 'a'])).toEqual([
      'begin broken',
      'failed broken',
      'begin a',
      'rest',
    ]);
  });
});
