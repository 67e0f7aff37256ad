import {canonicalNumber, isExactList, isExactNumber, type ExactJson} from '../exact-json.js';

/** A part of an answer after the rules have been applied to it. */
export type Comparable =
  | {readonly kind: 'object'; readonly members: ReadonlyMap<string, Comparable>}
  | {
      readonly kind: 'list';
      readonly isUnordered: boolean;
      /** Each with its index in the answer: ignored ones are left out. */
      readonly items: readonly ListItem[];
    }
  | {readonly kind: 'text'; readonly text: string}
  | {readonly kind: 'number'; readonly text: string; readonly within: number}
  | {readonly kind: 'word'; readonly text: 'true' | 'false' | 'null'}
  /** What is no JSON: text, or bytes in base64. */
  | {readonly kind: 'raw' | 'bytes'; readonly text: string};

/** An item of a list. */
export interface ListItem {
  readonly index: number;
  readonly value: Comparable;
}

/** A JSON value without rules. */
export function comparableOf(value: ExactJson): Comparable {
  if (typeof value === 'string') return {kind: 'text', text: value};
  if (isExactNumber(value)) return {kind: 'number', text: value.value, within: 0};
  if (value === null || typeof value === 'boolean') {
    return {kind: 'word', text: value === null ? 'null' : value ? 'true' : 'false'};
  }
  if (isExactList(value)) {
    const items = value.map((item, index) => ({index, value: comparableOf(item)}));
    return {kind: 'list', isUnordered: false, items};
  }
  const members = Object.entries(value).map(
    ([name, member]) => [name, comparableOf(member)] as const,
  );
  return {kind: 'object', members: new Map(members)};
}

/** One text for all values that are equal, whatever the order of keys, the spelling of numbers or a tolerance. */
export function canonicalText(value: Comparable): string {
  switch (value.kind) {
    case 'object':
      return `{${sortedMembers(value.members)
        .map(([name, member]) => `${JSON.stringify(name)}:${canonicalText(member)}`)
        .join(',')}}`;
    case 'list': {
      const texts = value.items.map((item) => canonicalText(item.value));
      return `[${(value.isUnordered ? texts.sort() : texts).join(',')}]`;
    }
    case 'number':
      return canonicalNumber(value.text);
    case 'word':
      return value.text;
    case 'text':
      return JSON.stringify(value.text);
    case 'raw':
    case 'bytes':
      return `${value.kind}:${value.text}`;
  }
}

/** Members by name, in one order for all. */
export const sortedMembers = (
  members: ReadonlyMap<string, Comparable>,
): readonly (readonly [string, Comparable])[] =>
  [...members].sort(([one], [other]) => (one < other ? -1 : one > other ? 1 : 0));

/** The value as JSON with sorted keys, so that equal answers are equal texts; numbers as they were spelled. */
export function jsonText(value: Comparable, indent = ''): string {
  const inner = `${indent}  `;
  switch (value.kind) {
    case 'object': {
      const members = sortedMembers(value.members).map(
        ([name, member]) => `${inner}${JSON.stringify(name)}: ${jsonText(member, inner)}`,
      );
      return members.length === 0 ? '{}' : `{\n${members.join(',\n')}\n${indent}}`;
    }
    case 'list': {
      const items = value.isUnordered ? sortedItems(value.items) : value.items;
      const texts = items.map((item) => `${inner}${jsonText(item.value, inner)}`);
      return texts.length === 0 ? '[]' : `[\n${texts.join(',\n')}\n${indent}]`;
    }
    case 'number':
    case 'word':
      return value.text;
    default:
      return JSON.stringify(value.text);
  }
}

function sortedItems(items: readonly ListItem[]): readonly ListItem[] {
  const keyed = items.map((item) => ({item, key: canonicalText(item.value)}));
  return keyed.sort((one, other) => (one.key < other.key ? -1 : 1)).map(({item}) => item);
}
