import {contentIn, type Answer} from '../../src/core/comparison/answer.js';
import {openComparison, type Comparison} from '../../src/core/comparison/compare-answers.js';
import {compileRules} from '../../src/core/comparison/compile-rules.js';
import {ruleOfFlag} from '../../src/core/comparison/rule-flags.js';
import {hideSecrets} from '../../src/core/redact-line.js';
import type {Difference} from '../../src/core/difference.js';

/** Rules as flags have them. */
export type Flags = readonly Parameters<typeof ruleOfFlag>[];

/** An answer of these bytes. */
export const answer = (bytes: string | Uint8Array, more: Partial<Answer> = {}): Answer => ({
  status: 'ok',
  content: contentIn(Buffer.from(bytes)),
  http: null,
  requestId: null,
  ...more,
});

/** A comparison by these rules. */
export const comparisonWith = (flags: Flags = [], secrets: readonly string[] = []): Comparison =>
  openComparison(compileRules(flags.map((flag) => ruleOfFlag(...flag))), hideSecrets(secrets));

/** Where two JSON texts differ. */
export const compare = (
  expected: string,
  actual: string,
  flags: Flags = [],
): readonly Difference[] => comparisonWith(flags).compare(answer(expected), answer(actual));

/** `changed $.a`. */
export const paths = (found: readonly Difference[]): readonly string[] =>
  found.map(({kind, path}) => `${kind} ${path}`);
