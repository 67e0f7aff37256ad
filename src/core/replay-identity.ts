import type {ComparisonRule} from './comparison/comparison-rule.js';

/** What a version of a function answers with, besides its event. */
export interface VersionFacts {
  readonly image: string;
  readonly timeoutMs: number;
  readonly memoryMb: number;
  /** As its container gets them: there are secrets among them. */
  readonly variables: Readonly<Record<string, string>>;
  readonly region: string;
}

/** What answers are judged by. */
export interface JudgeFacts {
  readonly rules: readonly ComparisonRule[];
  /** The other version, where that says what is expected. */
  readonly other: VersionFacts | null;
}

/** Rules as one text: the same whether a flag or a file says them, and wherever that lies. */
export function rulesText(rules: readonly ComparisonRule[]): string | null {
  if (rules.length === 0) return null;
  const keys = ['kind', 'path', 'what', 'regex', 'name', 'within'];
  return JSON.stringify(rules, keys);
}

/** A version as messages tell it. */
export const versionText = ({image, timeoutMs, memoryMb}: VersionFacts): string =>
  `${image} (${timeoutMs / 1000} s, ${memoryMb} MB)`;

/** Variables and region as one text, whatever their order; null where there are none to tell. */
export function variablesText(versions: readonly VersionFacts[]): string | null {
  if (versions.every(({variables}) => Object.keys(variables).length === 0)) return null;
  return JSON.stringify(
    versions.map(({variables}) =>
      Object.entries(variables).toSorted(([one], [other]) => (one < other ? -1 : 1)),
    ),
  );
}
