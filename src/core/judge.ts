import type {Difference} from './difference.js';
import type {InvocationResult} from './invocation.js';
import type {RecordedEvent} from './recorded-event.js';
import type {CheckResult} from './replay-entry.js';

/** What a judge says of one result. */
export interface Judgement {
  readonly check: CheckResult;
  readonly diff: readonly Difference[] | null;
}

/** Compares what a function does with what it should do. */
export interface Judge {
  judge(event: RecordedEvent, result: InvocationResult): Promise<Judgement>;
}
