import {LambdockError} from '../../errors/lambdock-error.js';
import {readJsonPath, type JsonPath} from './json-path.js';
import {formatPlace} from '../place.js';
import {userPattern, type PatternUse, type UserPattern} from '../user-pattern.js';
import {unbounded, type WithinTime} from '../within-time.js';
import type {ComparisonRule} from './comparison-rule.js';

/** A rule whose path and pattern have been read. */
export interface CompiledRule {
  readonly rule: ComparisonRule;
  /** Null: the whole answer. */
  readonly path: JsonPath | null;
  readonly pattern: UserPattern | null;
}

/** Reads the paths and patterns of rules; one error tells everything that is wrong with them. */
export function compileRules(
  rules: readonly ComparisonRule[],
  within: WithinTime = unbounded,
): readonly CompiledRule[] {
  const problems: string[] = [];
  const tell = (rule: ComparisonRule, problem: string): null => {
    problems.push(`${originOf(rule)}: ${problem}`);
    return null;
  };
  const compiled = rules.map((rule) => ({
    rule,
    path: pathOf(rule, {tell, within}),
    pattern: patternOf(rule, {tell, within}),
  }));
  if (problems.length > 0) throw rulesInvalid(rules, problems);
  return compiled;
}

type Tell = (rule: ComparisonRule, problem: string) => null;

/** The rule with where it stands. */
export const originOf = ({text, place}: ComparisonRule): string =>
  place === null ? text : `${formatPlace(place)}: ${text}`;

/** What a golden calls a rule: the same for the same rule, wherever that is written. */
export function ruleName(rule: ComparisonRule): string {
  const {kind, path} = rule;
  if (kind !== 'mask') return `${kind} ${path ?? ''}`;
  const {what, name} = rule;
  const shown = what === null || typeof what === 'string' ? what : `/${what.regex}/`;
  return [kind, shown, path, `<${name}>`].filter((part) => part !== null).join(' ');
}

/** What rules are read with. */
interface Tools {
  readonly tell: Tell;
  readonly within: WithinTime;
}

const useOf = (rule: ComparisonRule, within: WithinTime): PatternUse => ({
  shownAs: originOf(rule),
  code: rule.place === null ? 'USAGE' : 'PROJECT_INVALID',
  within,
});

function pathOf(rule: ComparisonRule, {tell, within}: Tools): JsonPath | null {
  if (rule.path === null) return null;
  const {path, problem} = readJsonPath(rule.path, useOf(rule, within));
  return problem === null ? path : tell(rule, `found no JSON path (RFC 9535): ${problem}`);
}

function patternOf(rule: ComparisonRule, {tell, within}: Tools): UserPattern | null {
  if (rule.kind !== 'mask' || rule.what === null || typeof rule.what === 'string') return null;
  const {regex} = rule.what;
  try {
    const pattern = new RegExp(regex, 'gu');
    if (pattern.test(''))
      return tell(rule, `the regular expression ${regex} matches what is empty`);
    return userPattern(pattern, useOf(rule, within));
  } catch (error) {
    return tell(rule, (error as Error).message);
  }
}

function rulesInvalid(
  rules: readonly ComparisonRule[],
  problems: readonly string[],
): LambdockError {
  const isOfFile = rules.some(({place}) => place !== null);
  return new LambdockError(isOfFile ? 'PROJECT_INVALID' : 'USAGE', {
    message:
      problems.length === 1
        ? problems.join('')
        : ['rules of the comparison are wrong', ...problems.map((line) => `  ${line}`)].join('\n'),
    suggestions: [
      'a path begins with `$`: $.id, $.items[*].price, $..createdAt',
      'a mask is uuid, timestamp, request-id, arn, a path, KIND:PATH or /REGEX/',
    ],
    details: {problems},
  });
}
