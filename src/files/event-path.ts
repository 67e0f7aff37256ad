import {statSync} from 'node:fs';

/** A file, and the part of it that a JSON pointer names. */
export interface EventPath {
  readonly file: string;
  /** The file as it was named. */
  readonly shownAs: string;
  /** Keys and indexes; empty for the whole file. */
  readonly pointer: readonly string[];
}

/** Splits `FILE#/json/pointer`; an existing file whose name contains `#` wins. */
export function eventPath(text: string, resolve: (file: string) => string): EventPath {
  const splits = [...text.matchAll(/#(?=\/|$)/g)].map(({index}) => index);
  const exists = (file: string): boolean =>
    statSync(resolve(file), {throwIfNoEntry: false}) !== undefined;
  if (splits.length === 0 || exists(text)) return {file: resolve(text), shownAs: text, pointer: []};
  const split = splits.findLast((index) => exists(text.slice(0, index))) ?? splits[0];
  const shownAs = text.slice(0, split);
  return {file: resolve(shownAs), shownAs, pointer: keysOf(text.slice((split ?? 0) + 1))};
}

const keysOf = (pointer: string): readonly string[] =>
  pointer
    .split('/')
    .slice(1)
    .map((key) => key.replaceAll('~1', '/').replaceAll('~0', '~'));
