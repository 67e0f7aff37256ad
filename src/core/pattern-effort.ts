/** What a matcher that tries again and again may need for a text, as a power of its length. */
export interface PatternEffort {
  readonly power: number;
  /** Ways that do not depend on the length. */
  readonly ways: number;
}

/** So many steps take about a tenth of a second. */
const MOST_STEPS = 1e7;

/**
 * The most that a regular expression can need, read off its signs alone: each repetition may end anywhere, and a repeated
 * group is taken for one without bounds. It is often far less, and never more.
 */
export function patternEffort(source: string): PatternEffort {
  const signs = source.replaceAll(ESCAPED, 'x').replaceAll(CLASS, 'x').replaceAll(GROUP_START, '(');
  if (REPEATED_GROUP.test(signs) || BACK_REFERENCE.test(source)) return {power: Infinity, ways: 1};
  const count = (what: RegExp): number => [...signs.matchAll(what)].length;
  return {power: 1 + count(REPETITION), ways: 2 ** count(CHOICE)};
}

/** Whether a text of so many characters is surely gone through in no time worth speaking of. */
export const isSurelyQuick = ({power, ways}: PatternEffort, length: number): boolean =>
  ways * Math.max(length, 2) ** power <= MOST_STEPS;

const ESCAPED = /\\[pP]\{[^}]*\}|\\u\{[^}]*\}|\\[^]/g;
const CLASS = /\[[^\]]*\]/g;
const GROUP_START = /\((?:\?(?:[:=!]|<[=!]|<\w+>))/g;
const REPEATED_GROUP = /\)(?:[*+{])/;
const BACK_REFERENCE = /\\(?:[1-9]|k<)/;
/** Not `{4}`, which can be had in one way alone. */
const REPETITION = /[*+]|\{\d+,\d*\}/g;
/** Of the lazy ones too, which ask for no more. */
const CHOICE = /[?|]/g;
