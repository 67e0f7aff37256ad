import type {Place} from '../core/place.js';

/** Where an entry's value begins and ends, and where its key (or the value itself, in a list) begins. */
export interface Offsets {
  readonly key: number;
  readonly start: number;
  readonly end: number;
}

/** What a parser has told of one file. */
export interface Recorded {
  readonly text: string;
  /** Begin, end and value of each child of a mapping or a list, flat: nothing is made of it before it is asked for. */
  readonly children: WeakMap<object, readonly unknown[]>;
  /** Takes a node's begin or end; ends come in the reverse order of begins. */
  on(event: 'open' | 'close', state: ParserState): void;
}

/** What of js-yaml's state says where it is, and what it has read. */
export interface ParserState {
  readonly position: number;
  readonly kind?: string | null;
  readonly result?: unknown;
}

/** Listens to a parser while it reads `text`. */
export function recorder(text: string): Recorded {
  const children = new WeakMap<object, readonly unknown[]>();
  const starts: number[] = [];
  const families: (unknown[] | null)[] = [];
  return {
    text,
    children,
    on(event, {position, kind, result}) {
      if (event === 'open') {
        starts.push(position);
        families.push(null);
        return;
      }
      const start = starts.pop();
      const family = families.pop();
      if (family && kind !== null) {
        const container = isHolder(result) ? result.holds : result;
        const isNew =
          typeof container === 'object' && container !== null && !children.has(container);
        if (isNew) children.set(container, family);
      }
      const depth = families.length - 1;
      if (depth >= 0) (families[depth] ??= []).push(start, position, result);
    },
  };
}

/** What a tag makes of a mapping or a list. */
interface Holder {
  readonly holds?: unknown;
}

const isHolder = (value: unknown): value is Holder =>
  typeof value === 'object' && value !== null && 'holds' in value && 'tag' in value;

const FIELDS = 3;

/** Of a list each child is an item; of a mapping keys and values take turns. */
function findChild(holder: object, key: string, family: readonly unknown[]): Offsets | null {
  const at = (index: number): number => Number(family[index * FIELDS]);
  const end = (index: number): number => Number(family[index * FIELDS + 1]);
  const count = family.length / FIELDS;
  if (Array.isArray(holder)) {
    const index = Number(key);
    return index < count ? {key: at(index), start: at(index), end: end(index)} : null;
  }
  for (let index = 0; index + 1 < count; index += 2) {
    if (String(family[index * FIELDS + 2]) !== key) continue;
    return {key: at(index), start: at(index + 1), end: end(index + 1)};
  }
  return null;
}

const BLANKS = /(?:\s+|#[^\n]*)*/y;

/** Offsets of an entry, without the blanks and comments before it; null for what the file does not tell. */
export function offsetsOf(
  {text, children}: Recorded,
  holder: object | null,
  key: string | number | null,
): Offsets | null {
  if (holder === null || key === null) return null;
  const family = children.get(holder);
  const found = family === undefined ? null : findChild(holder, String(key), family);
  if (found === null) return null;
  const past = (offset: number): number => {
    BLANKS.lastIndex = offset;
    return offset + (BLANKS.exec(text)?.[0].length ?? 0);
  };
  // An empty value has nothing of its own.
  const start = Math.min(past(found.start), Math.max(found.end, found.start));
  return {key: past(found.key), start, end: found.end};
}

/** Finds line and column of offsets; where lines begin is looked up once, when it is first asked. */
export function placeFinder(text: string): (offset: number) => Pick<Place, 'line' | 'column'> {
  let starts: readonly number[] | undefined;
  return (offset) => {
    starts ??= lineStarts(text);
    let [low, high] = [0, starts.length - 1];
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((starts[middle] ?? 0) <= offset) low = middle;
      else high = middle - 1;
    }
    return {line: low + 1, column: offset - (starts[low] ?? 0) + 1};
  };
}

function lineStarts(text: string): readonly number[] {
  const starts = [0];
  for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
  return starts;
}
