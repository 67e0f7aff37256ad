import type {Answer} from '../core/comparison/answer.js';
import type {JudgeReport} from '../core/judge.js';
import type {RecordedEvent} from '../core/recorded-event.js';

/** What an event should be answered with, or why that cannot be said. */
export type Expected =
  | {readonly kind: 'answer'; readonly answer: Answer}
  | {readonly kind: 'missing'}
  | {readonly kind: 'unusable'; readonly why: string};

/** Where the expected answers come from. */
export interface ExpectedAnswers {
  /** `cold`: as a fresh environment would answer. */
  of(event: RecordedEvent, how: {readonly cold: boolean}): Promise<Expected>;
  end(run: {readonly isWhole: boolean}): Promise<JudgeReport>;
}
