import type {Answer} from '../core/comparison/answer.js';
import type {JudgeReport} from '../core/judge.js';
import type {InvocationResult} from '../core/invocation.js';
import type {RecordedEvent} from '../core/recorded-event.js';

/** What an event should be answered with, or why that cannot be said. */
export type Expected =
  | {
      readonly kind: 'answer';
      readonly answer: Answer;
      readonly golden?: string;
      /** Its environment had had other events: a fresh one may give another. */
      readonly isOfWarm?: boolean;
    }
  /** What has been answered, seen without a closer look. */
  | {readonly kind: 'same'}
  | {readonly kind: 'missing'}
  | {readonly kind: 'unusable'; readonly why: string; readonly golden: string};

/** What an event has been answered with. */
export interface Answered {
  readonly result: InvocationResult;
  /** By a fresh environment. */
  readonly cold: boolean;
}

/** Where the expected answers come from. */
export interface ExpectedAnswers {
  of(event: RecordedEvent, answered: Answered): Promise<Expected>;
  end(run: {readonly isWhole: boolean}): Promise<JudgeReport>;
}
