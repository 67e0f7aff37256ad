import {answerOf} from '../core/comparison/answer.js';
import type {InvocationResult} from '../core/invocation.js';
import type {RecordedEvent} from '../core/recorded-event.js';
import type {ExpectedAnswers} from './expected-answers.js';

/** Runs an event through the other version. */
export type RunOther = (
  event: RecordedEvent,
  how: {readonly cold: boolean},
) => Promise<InvocationResult>;

/** What another version of the function answers is what is expected. */
export const answersOfOther = (shownAs: string, run: RunOther): ExpectedAnswers => ({
  of: async (event, how) => ({kind: 'answer', answer: answerOf(await run(event, how))}),
  end: () => Promise.resolve({notes: [`compared with ${shownAs}`], warnings: []}),
});
