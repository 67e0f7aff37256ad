import type {Difference} from '../difference.js';
import type {Answer} from './answer.js';
import type {CompiledRule} from './compile-rules.js';
import type {Comparable} from './comparable.js';
import {findDifferences} from './find-differences.js';
import {prepareAnswer, wholeOf, type PreparedAnswer} from './prepare-answer.js';

/** So many places are told of one answer; then how many more there are. */
export const MOST_DIFFERENCES = 100;

/** Compares answers by the rules of one function, and knows which rules have been of use. */
export interface Comparison {
  /** The answer with the rules applied. */
  prepare(answer: Answer): PreparedAnswer;
  /** Where they differ; an empty list where they do not. */
  compare(expected: Answer, actual: Answer): readonly Difference[];
  /** The rules that have found no place in any answer. */
  unmatched(): readonly CompiledRule[];
}

/** Opens a comparison by these rules. */
export function openComparison(rules: readonly CompiledRule[]): Comparison {
  const unmatched = new Set(rules);
  const prepare = (answer: Answer): PreparedAnswer =>
    prepareAnswer(answer, {
      rules,
      requestId: answer.requestId,
      matched: (rule) => unmatched.delete(rule),
    });
  return {
    prepare,
    compare: (expected, actual) => differences(prepare(expected), prepare(actual)),
    unmatched: () => [...unmatched],
  };
}

function differences(expected: PreparedAnswer, actual: PreparedAnswer): readonly Difference[] {
  if (expected.status !== actual.status) {
    return [{path: '$', kind: 'status', expected: told(expected), actual: told(actual)}];
  }
  const found: Difference[] = [];
  let more = 0;
  const pair = {at: [], expected: wholeOf(expected), actual: wholeOf(actual)};
  for (const difference of findDifferences(pair)) {
    if (found.length < MOST_DIFFERENCES) found.push(difference);
    else more += 1;
  }
  return more === 0
    ? found
    : [...found, {path: '$', kind: 'changed', actual: `… and ${more} more differences`}];
}

/** `function-error: TypeError: x is not a function`. */
const told = ({status, content}: PreparedAnswer): string =>
  status === 'ok' ? status : `${status}: ${errorWords(content)}`;

function errorWords(content: Comparable): string {
  if (content.kind !== 'object') return '';
  return ['errorType', 'errorMessage']
    .flatMap((name) => {
      const member = content.members.get(name);
      return member !== undefined && 'text' in member ? [member.text] : [];
    })
    .join(': ')
    .slice(0, MOST_OF_AN_ERROR);
}

const MOST_OF_AN_ERROR = 400;
