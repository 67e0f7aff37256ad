import type {InvocationResult} from '../core/invocation.js';
import type {Judge, Judgement} from '../core/judge.js';
import type {RecordedEvent} from '../core/recorded-event.js';

/** Runs one event; a cold one in an environment that no other event sees. */
export type RunEvent = (
  event: RecordedEvent,
  how?: {readonly cold?: boolean},
) => Promise<InvocationResult>;

/** A result, and what a judge says of it. */
export interface JudgedResult extends Judgement {
  readonly result: InvocationResult;
}

/** Runs an event and has its result judged. */
export async function judgeEvent(
  {run, judge}: {readonly run: RunEvent; readonly judge: Judge | null},
  event: RecordedEvent,
): Promise<JudgedResult> {
  const result = await run(event);
  if (judge === null) return {result, check: null, diff: null};
  return {result, ...(await judge.judge(event, result))};
}
