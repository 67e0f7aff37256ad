import type {Difference} from './difference.js';
import type {InvocationResult} from './invocation.js';
import type {RecordedEvent} from './recorded-event.js';
import type {CheckResult} from './replay-entry.js';

/** What a judge says of one result. */
export interface Judgement {
  readonly check: CheckResult;
  readonly diff: readonly Difference[] | null;
  /** Present, and true, where the event answers as expected in a fresh environment. */
  readonly stateDependent?: true;
  /** Present where the answer differs from a golden: its file. */
  readonly golden?: string;
}

/** What a judge tells at the end, each a sentence. */
export interface JudgeReport {
  readonly notes: readonly string[];
  readonly warnings: readonly string[];
}

/** Compares what a function does with what it should do. */
export interface Judge {
  judge(event: RecordedEvent, result: InvocationResult): Promise<Judgement>;
  /** What is to be told when all events have been judged; `isWhole`: no event of the recording was left out. */
  end(run: {readonly isWhole: boolean}): Promise<JudgeReport>;
}
