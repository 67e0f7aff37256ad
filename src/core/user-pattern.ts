import type {ErrorCode} from '../errors/catalog.js';
import {LambdockError} from '../errors/lambdock-error.js';
import {isSurelyQuick, patternEffort} from './pattern-effort.js';
import type {WithinTime} from './within-time.js';

/** A regular expression that somebody wrote for texts that nobody has seen. */
export interface UserPattern {
  /** The text with every place that it finds replaced; throws where that takes too long. */
  replace(text: string, by: (found: string, ...groups: readonly unknown[]) => string): string;
}

/** What a pattern is called where it must be told, and what ends it. */
export interface PatternUse {
  readonly shownAs: string;
  readonly code: Extract<ErrorCode, 'USAGE' | 'PROJECT_INVALID'>;
  readonly within: WithinTime;
}

/** Bounds a pattern in time, where its text is long enough for that to be of use. */
export function userPattern(pattern: RegExp, {shownAs, code, within}: PatternUse): UserPattern {
  const effort = patternEffort(pattern.source);
  return {
    replace(text, by) {
      const work = (): string => text.replaceAll(pattern, by);
      if (isSurelyQuick(effort, text.length)) return work();
      return within(work, () => tooSlow({shownAs, code}, `a text of ${text.length} characters`));
    },
  };
}

/** What a pattern that takes too long is told with. */
export const tooSlow = (
  {shownAs, code}: Omit<PatternUse, 'within'>,
  where: string,
): LambdockError =>
  new LambdockError(code, {
    message: `${shownAs}: the regular expression comes to no end in ${where}`,
    suggestions: [
      'write one repetition for one inside of another, which tries every way to part a text: a+ for (a+)+',
      'say how many there are at most, so that it does not search to the end from everywhere: [\\w.]{1,64}@ for [\\w.]+@',
    ],
    details: {rule: shownAs},
  });
