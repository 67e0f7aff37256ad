import {answerOf} from '../core/comparison/answer.js';
import type {ExpectedAnswers} from './expected-answers.js';
import type {RunEvent} from './judge-event.js';

/** What another version of the function answers is what is expected. */
export const answersOfOther = (shownAs: string, run: RunEvent): ExpectedAnswers => ({
  async of(event, {cold}) {
    // Else it is isolated as the events of the run are.
    const result = await run(event, cold ? {cold} : {});
    return {kind: 'answer', answer: answerOf(result), isOfWarm: !result.coldStart};
  },
  end: () => Promise.resolve({notes: [`compared with ${shownAs}`], warnings: []}),
});
