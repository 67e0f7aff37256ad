import type {Difference} from '../difference.js';
import type {HideSecrets} from '../redact-line.js';
import type {Answer} from './answer.js';
import type {RuleContext} from './apply-rules.js';
import {ruleName, type CompiledRule} from './compile-rules.js';
import type {ComparisonRule} from './comparison-rule.js';
import type {Comparable} from './comparable.js';
import {differenceAt, findDifferences} from './find-differences.js';
import {prepareAnswer, wholeOf, type PreparedAnswer} from './prepare-answer.js';

/** So many places are told of one answer; then how many more there are. */
export const MOST_DIFFERENCES = 100;

/** Compares answers by the rules of one function, and knows which rules have been of use. */
export interface Comparison {
  /** The answer with the rules applied. */
  prepare(answer: Answer): PreparedAnswer;
  /** The same of an answer that a golden keeps, just to see whether it changes. */
  prepareAgain(answer: Answer): PreparedAnswer;
  /** The names of rules that change an answer. */
  readonly changing: readonly string[];
  /** Where they differ; an empty list where they do not. */
  compare(expected: Answer, actual: Answer): readonly Difference[];
  /** The rules that have found no place in any answer. */
  unmatched(): readonly CompiledRule[];
}

/** Opens a comparison by these rules, which tells no secrets. */
export function openComparison(rules: readonly CompiledRule[], hide: HideSecrets): Comparison {
  const unmatched = new Set(rules);
  const masked = maskedBy(rules);
  const prepareWith = (answer: Answer, matched: RuleContext['matched']): PreparedAnswer => {
    const {applied, requestId} = answer;
    return prepareAnswer(answer, {
      rules: rulesFor(answer, rules),
      requestId,
      matched,
      masked: applied === undefined ? null : masked,
    });
  };
  const prepare = (answer: Answer): PreparedAnswer =>
    prepareWith(answer, (rule) => unmatched.delete(rule));
  return {
    prepare,
    prepareAgain: (answer) => prepareWith(answer, () => undefined),
    changing: rules
      .map(({rule}) => rule)
      .filter(isChanging)
      .map(ruleName),
    compare: (expected, actual) => differences([prepare(expected), prepare(actual)], hide),
    unmatched: () => [...unmatched],
  };
}

const isChanging = ({kind}: ComparisonRule): boolean =>
  kind !== 'tolerance' && kind !== 'unordered';

/**
 * What a golden says has been applied to it is not applied again: an item of a list that is ignored by its index
 * is gone, and another has the index now. So the places of what compares more leniently are those of the other answer.
 */
function rulesFor({applied = []}: Answer, rules: readonly CompiledRule[]): readonly CompiledRule[] {
  if (applied.length === 0) return rules;
  const names = new Set(applied);
  return rules.filter(({rule}) => isChanging(rule) && !names.has(ruleName(rule)));
}

function maskedBy(rules: readonly CompiledRule[]): RegExp | null {
  const names = rules.flatMap(({rule}) => (rule.kind === 'mask' ? [literal(rule.name)] : []));
  return names.length === 0 ? null : new RegExp(`<(?:${names.join('|')})>`, 'g');
}

const literal = (text: string): string => text.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&');

function differences(
  [expected, actual]: readonly [PreparedAnswer, PreparedAnswer],
  hide: HideSecrets,
): readonly Difference[] {
  if (expected.status !== actual.status) {
    return [
      {path: '$', kind: 'status', expected: told(expected, hide), actual: told(actual, hide)},
    ];
  }
  const found: Difference[] = [];
  let more = 0;
  const pair = {at: [], expected: wholeOf(expected), actual: wholeOf(actual)};
  for (const place of findDifferences(pair)) {
    if (found.length < MOST_DIFFERENCES) found.push(differenceAt(place, hide));
    else more += 1;
  }
  return more === 0
    ? found
    : [...found, {path: '$', kind: 'changed', actual: `… and ${more} more differences`}];
}

/** `function-error: TypeError: x is not a function`. */
const told = ({status, content}: PreparedAnswer, hide: HideSecrets): string =>
  status === 'ok'
    ? status
    : `${status}: ${hide.inText(errorWords(content)).slice(0, MOST_OF_AN_ERROR)}`;

function errorWords(content: Comparable): string {
  if (content.kind !== 'object') return '';
  return ['errorType', 'errorMessage']
    .flatMap((name) => {
      const member = content.members.get(name);
      return member !== undefined && 'text' in member ? [member.text] : [];
    })
    .join(': ');
}

const MOST_OF_AN_ERROR = 400;
