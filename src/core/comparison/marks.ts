import {
  isExactList,
  isExactNumber,
  plainValue,
  readExactJson,
  type ExactJson,
} from '../exact-json.js';
import type {Location} from './json-path.js';
import type {CompiledRule} from './compile-rules.js';

/** What rules say of one place of an answer, and of those below it. */
export interface Marks {
  readonly rules: CompiledRule[];
  readonly below: Map<string | number, Marks>;
}

/** Where in a value each rule has its place. */
export function marksOf(value: ExactJson, rules: readonly CompiledRule[]): Marks {
  const root: Marks = {rules: [], below: new Map()};
  const atPaths = rules.filter(({path}) => path !== null);
  const plain = atPaths.length === 0 ? null : plainValue(value);
  for (const rule of rules) {
    for (const location of rule.path?.locate(plain) ?? [[]]) at(root, location).rules.push(rule);
  }
  return root;
}

function at(root: Marks, location: Location): Marks {
  let here = root;
  for (const part of location) {
    const next = here.below.get(part) ?? {rules: [], below: new Map()};
    here.below.set(part, next);
    here = next;
  }
  return here;
}

/** The value with the JSON that its texts hold in their places, where rules ask for it. */
export function withParsedTexts(
  value: ExactJson,
  rules: readonly CompiledRule[],
  matched: (rule: CompiledRule) => void,
): ExactJson {
  const parsing = rules.filter(({rule}) => rule.kind === 'parse');
  return parsing.length === 0 ? value : parsed(value, marksOf(value, parsing), matched);
}

function parsed(
  value: ExactJson,
  {rules: [rule], below}: Marks,
  matched: (rule: CompiledRule) => void,
): ExactJson {
  if (rule !== undefined) {
    // What a golden holds has been parsed when it was written.
    if (typeof value !== 'string') return value;
    const inner = readExactJson(value);
    if (inner === undefined) return value;
    matched(rule);
    return inner;
  }
  if (below.size === 0 || typeof value !== 'object' || value === null) return value;
  if (isExactNumber(value)) return value;
  const next = (part: ExactJson, key: string | number): ExactJson => {
    const marks = below.get(key);
    return marks === undefined ? part : parsed(part, marks, matched);
  };
  if (isExactList(value)) return value.map(next);
  return Object.fromEntries(Object.entries(value).map(([name, part]) => [name, next(part, name)]));
}
