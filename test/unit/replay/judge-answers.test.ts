import {describe, expect, it} from '@jest/globals';
import type {Comparison} from '../../../src/core/comparison/compare-answers.js';
import type {InvocationResult} from '../../../src/core/invocation.js';
import type {RecordedEvent} from '../../../src/core/recorded-event.js';
import {judgeAnswers} from '../../../src/replay/judge-answers.js';
import {answersOfOther} from '../../../src/replay/other-answers.js';

const EVENT = {id: 'a'} as RecordedEvent;

/** What counts the events of its environment answers. */
const counted = (count: number): InvocationResult =>
  ({
    status: 'function-error',
    error: {type: 'Error', message: `event ${count}`, stackTrace: []},
    coldStart: count === 1,
    requestId: 'r',
  }) as Partial<InvocationResult> as InvocationResult;

const comparison = {
  compare: (expected, actual) =>
    JSON.stringify(expected) === JSON.stringify(actual)
      ? []
      : [{path: '$', kind: 'changed', expected: 'one', actual: 'another'}],
  unmatched: () => [],
} as Partial<Comparison> as Comparison;

describe('an answer that differs from another version’s', () => {
  const judgedWith = async (own: number, others: number, freshOther = 1) => {
    const cold: string[] = [];
    const judge = judgeAnswers({
      comparison,
      expected: answersOfOther('HEAD', async (_event, {cold: isCold = false} = {}) =>
        counted(isCold ? freshOther : others),
      ),
      runCold: async ({id}) => {
        cold.push(id);
        return counted(1);
      },
      accept: null,
      allowMissing: false,
    });
    const {check, stateDependent = false} = await judge.judge(EVENT, counted(own));
    return {check, stateDependent, cold};
  };

  it.each([
    ['this version’s environment', 3, 1],
    ['the other version’s environment', 1, 3],
    ['both', 2, 3],
  ])('is run again in fresh environments where %s had had events', async (_where, own, others) => {
    expect(await judgedWith(own, others)).toEqual({
      check: 'different',
      stateDependent: true,
      cold: ['a'],
    });
  });

  it('depends on no state where fresh environments differ too', async () => {
    expect(await judgedWith(2, 3, 5)).toMatchObject({check: 'different', stateDependent: false});
  });
});
