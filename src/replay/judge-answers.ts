import {answerOf} from '../core/comparison/answer.js';
import type {Comparison} from '../core/comparison/compare-answers.js';
import {originOf} from '../core/comparison/compile-rules.js';
import {countText} from '../core/count-text.js';
import type {Difference} from '../core/difference.js';
import type {InvocationResult} from '../core/invocation.js';
import type {Judge, Judgement} from '../core/judge.js';
import type {RecordedEvent} from '../core/recorded-event.js';
import type {ExpectedAnswers} from './expected-answers.js';

/** What a judge works with. */
export interface JudgeTools {
  readonly comparison: Comparison;
  readonly expected: ExpectedAnswers;
  /** Runs an event in an environment that no other event sees; null: what differs is not run again. */
  readonly runCold: ((event: RecordedEvent) => Promise<InvocationResult>) | null;
  /** Takes an answer that differs, or has no golden, for the right one from now on. */
  readonly accept: ((event: RecordedEvent, result: InvocationResult) => Promise<void>) | null;
  readonly allowMissing: boolean;
}

/** Compares each answer with the expected one; one that differs in a warm environment also in a fresh one. */
export function judgeAnswers(tools: JudgeTools): Judge {
  const {expected} = tools;
  let judged = 0;
  return {
    async judge(event, result) {
      judged += 1;
      const found = await differences(tools, {event, result, cold: false});
      if (found === null) return missing(tools, event, result);
      if (found.diff.length === 0) return {check: 'same', diff: null};
      const {isFailureExpected, isOfWarm, ...told} = found;
      const different = {check: 'different', ...told} as const;
      const isFresh = result.coldStart && !isOfWarm;
      if (!isFresh && (await isStateDependent(tools, event)))
        return {...different, stateDependent: true};
      if (tools.accept === null || !isAnswer(result)) return different;
      await tools.accept(event, result);
      return accepted(result, isFailureExpected);
    },
    async end(run) {
      const {notes, warnings} = await expected.end(run);
      // What no answer of a part has may be in the rest.
      const isEveryAnswer = run.isWhole && judged > 0;
      return {notes, warnings: [...warnings, ...(isEveryAnswer ? uselessRules(tools) : [])]};
    },
  };
}

async function missing(
  {accept, allowMissing}: JudgeTools,
  event: RecordedEvent,
  result: InvocationResult,
): Promise<Judgement> {
  if (accept === null) return {check: allowMissing ? null : 'missing', diff: null};
  if (!isAnswer(result)) return {check: 'missing', diff: null};
  await accept(event, result);
  return accepted(result, false);
}

/** Whether it is what the function said: a timeout or a crash may be the machine's, and no change of the code is meant by it. */
const isAnswer = ({status}: InvocationResult): boolean =>
  status === 'ok' || status === 'function-error';

/** A failure where none was expected is kept, and counts as one: it is seldom what was meant. */
const accepted = ({status}: InvocationResult, isFailureExpected: boolean): Judgement => ({
  check: status === 'ok' || isFailureExpected ? 'same' : null,
  diff: null,
});

interface Judged {
  readonly event: RecordedEvent;
  readonly result: InvocationResult;
  readonly cold: boolean;
}

/** Where an answer is not the expected one, and the file that says what is expected. */
interface Found {
  readonly diff: readonly Difference[];
  readonly golden?: string;
  readonly isFailureExpected: boolean;
  /** What is expected came of an environment that had had other events. */
  readonly isOfWarm: boolean;
}

/** Null: nothing is expected. */
async function differences(
  {comparison, expected}: JudgeTools,
  {event, result, cold}: Judged,
): Promise<Found | null> {
  const found = await expected.of(event, {result, cold});
  if (found.kind === 'missing') return null;
  if (found.kind === 'same') return {diff: [], isFailureExpected: false, isOfWarm: false};
  const {golden} = found;
  const diff: readonly Difference[] =
    found.kind === 'unusable'
      ? [{path: '$', kind: 'changed', expected: found.why}]
      : comparison.compare(found.answer, answerOf(result));
  const isFailureExpected = found.kind === 'answer' && found.answer.status !== 'ok';
  const isOfWarm = found.kind === 'answer' && found.isOfWarm === true;
  return {diff, isFailureExpected, isOfWarm, ...(golden !== undefined && {golden})};
}

/** What differs in a fresh environment depends on nothing that came before. */
async function isStateDependent(tools: JudgeTools, event: RecordedEvent): Promise<boolean> {
  if (tools.runCold === null) return false;
  const result = await tools.runCold(event);
  return (await differences(tools, {event, result, cold: true}))?.diff.length === 0;
}

function uselessRules({comparison}: JudgeTools): readonly string[] {
  const rules = comparison.unmatched().map(({rule}) => originOf(rule));
  if (rules.length === 0) return [];
  return [
    `${countText(rules.length, 'rule')} of the comparison found nothing in any answer: ${rules.join('; ')}`,
  ];
}
