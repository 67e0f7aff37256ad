import {diffArrays} from 'diff';
import type {Difference} from '../difference.js';
import type {HideSecrets} from '../redact-line.js';
import {isSameNumber} from '../exact-json.js';
import {isNear} from './near-numbers.js';
import {pathText, type Location} from './json-path.js';
import {canonicalText, sortedMembers, type Comparable, type ListItem} from './comparable.js';
import {shortTexts} from './short-texts.js';

/** Two values at one place of an answer; undefined where one side has none. */
export interface Pair {
  readonly at: Location;
  readonly expected: Comparable | undefined;
  readonly actual: Comparable | undefined;
}

/** Every place in which two values differ, in the order of the expected one. */
export function* findDifferences({at, expected, actual}: Pair): Generator<Pair> {
  if (expected === undefined || actual === undefined) {
    if (expected !== actual) yield {at, expected, actual};
  } else if (expected.kind === 'object' && actual.kind === 'object') {
    yield* inObjects(at, expected.members, actual.members);
  } else if (expected.kind === 'list' && actual.kind === 'list') {
    const isUnordered = expected.isUnordered || actual.isUnordered;
    yield* inPairs(at, (isUnordered ? unorderedPairs : orderedPairs)(expected.items, actual.items));
  } else if (!isSameLeaf(expected, actual)) {
    yield {at, expected, actual};
  }
}

/** One of those places, as it is told. */
export function differenceAt({at, expected, actual}: Pair, hide: HideSecrets): Difference {
  const kind = expected === undefined ? 'added' : actual === undefined ? 'removed' : 'changed';
  return {path: pathText(at), kind, ...shortTexts({expected, actual}, hide)};
}

function* inObjects(
  at: Location,
  expected: ReadonlyMap<string, Comparable>,
  actual: ReadonlyMap<string, Comparable>,
): Generator<Pair> {
  for (const [name, value] of expected) {
    yield* findDifferences({at: [...at, name], expected: value, actual: actual.get(name)});
  }
  for (const [name, value] of sortedMembers(actual)) {
    if (expected.has(name)) continue;
    yield {at: [...at, name], expected: undefined, actual: value};
  }
}

interface ItemPair {
  readonly expected: ListItem | undefined;
  readonly actual: ListItem | undefined;
}

function* inPairs(at: Location, pairs: Iterable<ItemPair>): Generator<Pair> {
  for (const {expected, actual} of pairs) {
    const index = expected?.index ?? actual?.index ?? 0;
    yield* findDifferences({
      at: [...at, index],
      expected: expected?.value,
      actual: actual?.value,
    });
  }
}

/** Of lists longer than that in their differences, items are compared one by one by their position. */
const MOST_EDITS = 500;

/** One by one; where a list has grown or shrunk, what was put in or taken out is found. */
function orderedPairs(
  expected: readonly ListItem[],
  actual: readonly ListItem[],
): readonly ItemPair[] {
  if (expected.length === actual.length) return sideBySide(expected, actual);
  const [before, after] = [expected, actual].map((items) =>
    items.map(({value}) => canonicalText(value)),
  );
  const changes = diffArrays(before ?? [], after ?? [], {maxEditLength: MOST_EDITS});
  if (changes === undefined) return sideBySide(expected, actual);
  const pairs: ItemPair[] = [];
  const taken = {expected: 0, actual: 0};
  let open: {expected: readonly ListItem[]; actual: readonly ListItem[]} = {
    expected: [],
    actual: [],
  };
  const close = (): void => {
    pairs.push(...sideBySide(open.expected, open.actual));
    open = {expected: [], actual: []};
  };
  const next = (side: 'expected' | 'actual', count: number): readonly ListItem[] => {
    const items = side === 'expected' ? expected : actual;
    return items.slice(taken[side], (taken[side] += count));
  };
  for (const {removed, added, count} of changes) {
    if (removed) open = {...open, expected: next('expected', count)};
    else if (added) open = {...open, actual: next('actual', count)};
    else {
      close();
      pairs.push(...sideBySide(next('expected', count), next('actual', count)));
    }
  }
  close();
  return pairs;
}

function sideBySide(
  expected: readonly ListItem[],
  actual: readonly ListItem[],
): readonly ItemPair[] {
  const length = Math.max(expected.length, actual.length);
  return Array.from({length}, (_, at) => ({expected: expected[at], actual: actual[at]}));
}

/** Equal ones find each other, then those that a tolerance makes equal; the rest is told one by one. */
function unorderedPairs(
  expected: readonly ListItem[],
  actual: readonly ListItem[],
): readonly ItemPair[] {
  const waiting = new Map<string, ListItem[]>();
  for (const item of actual) {
    const key = canonicalText(item.value);
    const others = waiting.get(key);
    if (others === undefined) waiting.set(key, [item]);
    else others.push(item);
  }
  const unmatched = expected.filter(
    ({value}) => waiting.get(canonicalText(value))?.shift() === undefined,
  );
  const rest = [...waiting.values()].flat().sort((one, other) => one.index - other.index);
  const lonely = unmatched.filter((item) => {
    const found = rest.findIndex(({value}) => isEqual(item.value, value));
    if (found !== -1) rest.splice(found, 1);
    return found === -1;
  });
  return sideBySide(lonely, rest);
}

const isEqual = (expected: Comparable, actual: Comparable): boolean =>
  findDifferences({at: [], expected, actual}).next().done === true;

function isSameLeaf(expected: Comparable, actual: Comparable): boolean {
  if (expected.kind === 'number' && actual.kind === 'number') {
    const within = Math.max(expected.within, actual.within);
    return (
      isSameNumber(expected.text, actual.text) ||
      (within > 0 && isNear([expected.text, actual.text], within))
    );
  }
  return expected.kind === actual.kind && 'text' in expected && 'text' in actual
    ? expected.text === actual.text
    : false;
}
