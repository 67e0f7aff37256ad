import {createHash, createHmac} from 'node:crypto';
import type {JsonPath} from '../../core/comparison/json-path.js';
import {RULE_KINDS, type RedactionRules} from '../../core/redaction.js';
import {userPattern, type UserPattern} from '../../core/user-pattern.js';
import {unbounded, type WithinTime} from '../../core/within-time.js';
import {LambdockError} from '../../errors/lambdock-error.js';
import {pathOf} from '../path-of.js';

/** Puts something else in the place of a value or a text; counts what it finds. */
export interface Rule {
  /** As the user wrote it: `--hash $.email`. */
  readonly text: string;
  readonly isHash: boolean;
}

/** A rule for what lies at a path. */
export interface PathRule extends Rule {
  readonly path: JsonPath;
}

/** A rule for text that looks like something. */
export interface PatternRule extends Rule {
  readonly pattern: UserPattern;
}

/** Rules that are ready to be used. */
export interface Redactor {
  readonly paths: readonly PathRule[];
  readonly patterns: readonly PatternRule[];
  /** Equal texts have equal hashes. */
  hash(text: string): string;
  /** Counts what a rule has found. */
  count(rule: Rule): void;
  readonly found: Readonly<Record<string, number>>;
}

/** What stands where text was cut out. */
export const REMOVED = '[removed]';
const HASH_LENGTH = 32;

/** What rules are called in messages, by their kinds. */
export type RuleNames = Readonly<Record<(typeof RULE_KINDS)[number], string>>;

const FLAGS: RuleNames = {
  remove: '--remove',
  hash: '--hash',
  removePattern: '--remove-pattern',
  hashPattern: '--hash-pattern',
};

const KEYS: RuleNames = {
  remove: 'redact.remove:',
  hash: 'redact.hash:',
  removePattern: 'redact.removePattern:',
  hashPattern: 'redact.hashPattern:',
};

/** Rejects rules of a project file that cannot be read. */
export const checkRules = (rules: RedactionRules): void => {
  redactorOf(rules, {key: new Uint8Array(), within: unbounded}, KEYS);
};

/** What rules work with. */
export interface RedactorTools {
  /** Of the hashes. */
  readonly key: Uint8Array;
  readonly within: WithinTime;
}

/** Reads rules. */
export function redactorOf(
  rules: RedactionRules,
  {key, within}: RedactorTools,
  names: RuleNames = FLAGS,
): Redactor {
  const paths = (['remove', 'hash'] as const).flatMap((kind) =>
    rules[kind].map((text) => ({
      path: pathOf(names[kind], text, within),
      isHash: kind === 'hash',
      text: ruleText(kind, text),
    })),
  );
  const patterns = (['removePattern', 'hashPattern'] as const).flatMap((kind) =>
    rules[kind].map((text) => ({
      pattern: userPattern(patternOf(names[kind], text), {
        shownAs: `${names[kind]} ${text}`,
        code: 'USAGE',
        within,
      }),
      isHash: kind === 'hashPattern',
      text: ruleText(kind, text),
    })),
  );
  const found: Record<string, number> = {};
  for (const kind of RULE_KINDS) for (const text of rules[kind]) found[ruleText(kind, text)] = 0;
  return {
    paths,
    patterns,
    hash: (text) =>
      `redacted-${createHmac('sha256', key).update(text).digest('hex').slice(0, HASH_LENGTH)}`,
    count: ({text}) => {
      found[text] = (found[text] ?? 0) + 1;
    },
    found,
  };
}

const ruleText = (kind: (typeof RULE_KINDS)[number], text: string): string =>
  `${FLAGS[kind]} ${text}`;

function patternOf(flag: string, text: string): RegExp {
  try {
    const pattern = new RegExp(text, 'gu');
    if (!pattern.test('')) return new RegExp(text, 'gu');
  } catch (cause) {
    throw new LambdockError('USAGE', {
      message: `${flag} ${text} is no regular expression: ${(cause as Error).message}`,
      suggestions: [`${flag} '[\\w.]+@[\\w.]+'`],
      cause,
    });
  }
  throw new LambdockError('USAGE', {
    message: `${flag} ${text} matches the empty text, and so everything`,
    suggestions: [`${flag} '[\\w.]+@[\\w.]+'`],
  });
}

/** A text without what the patterns find in it. */
export function redactText(text: string, redactor: Redactor): string {
  let here = text;
  for (const rule of redactor.patterns) {
    here = rule.pattern.replace(here, (match) => {
      redactor.count(rule);
      return rule.isHash ? redactor.hash(match) : REMOVED;
    });
  }
  return here;
}

/** The digest of rules, whatever their order. */
export const rulesDigest = (rules: RedactionRules): string =>
  createHash('sha256')
    .update(JSON.stringify(RULE_KINDS.map((kind) => [kind, rules[kind].toSorted()])))
    .digest('hex');

/** What tells a key from another without telling it. */
export const keyId = (key: Uint8Array): string =>
  createHmac('sha256', key).update('lambdock redaction key').digest('hex').slice(0, 16);
