import type {Place} from '../core/place.js';

/** Where an entry's value begins and ends, and where its key (or the value itself, in a list) begins. */
export interface Offsets {
  readonly key: number;
  readonly start: number;
  readonly end: number;
}

/** What a parser has told of one file: the offsets of the entries of each mapping and list. */
export interface Recorded {
  readonly text: string;
  readonly entries: WeakMap<object, ReadonlyMap<string, Offsets>>;
  /** Takes a node's begin or end; ends come in the reverse order of begins. */
  on(event: 'open' | 'close', state: ParserState): void;
}

/** What of js-yaml's state says where it is, and what it has read. */
export interface ParserState {
  readonly position: number;
  readonly kind?: string | null;
  readonly result?: unknown;
}

interface Child {
  readonly start: number;
  readonly end: number;
  readonly result: unknown;
}

interface Open {
  readonly start: number;
  children: Child[] | null;
}

/** Listens to a parser while it reads `text`. */
export function recorder(text: string): Recorded {
  const entries = new WeakMap<object, ReadonlyMap<string, Offsets>>();
  const open: Open[] = [];
  return {
    text,
    entries,
    on(event, {position, kind, result}) {
      if (event === 'open') {
        open.push({start: position, children: null});
        return;
      }
      const node = open.pop();
      if (node === undefined) return;
      if (node.children !== null && kind !== null) remember(entries, result, node.children);
      const above = open.at(-1);
      if (above !== undefined)
        (above.children ??= []).push({start: node.start, end: position, result});
    },
  };
}

function remember(entries: Recorded['entries'], result: unknown, children: readonly Child[]): void {
  const container = isHolder(result) ? (result.holds ?? null) : result;
  if (typeof container !== 'object' || container === null) return;
  if (entries.has(container)) return;
  entries.set(container, Array.isArray(container) ? itemOffsets(children) : pairOffsets(children));
}

/** What a tag makes of a mapping or a list. */
interface Holder {
  readonly holds?: unknown;
}

const isHolder = (value: unknown): value is Holder =>
  typeof value === 'object' && value !== null && 'holds' in value && 'tag' in value;

const itemOffsets = (children: readonly Child[]): ReadonlyMap<string, Offsets> =>
  new Map(
    children.map(({start, end}, index) => [String(index), {key: start, start, end}] as const),
  );

/** Keys and values take turns. */
function pairOffsets(children: readonly Child[]): ReadonlyMap<string, Offsets> {
  const found = new Map<string, Offsets>();
  for (let index = 0; index + 1 < children.length; index += 2) {
    const [key, value] = [children[index], children[index + 1]];
    if (key === undefined || value === undefined) break;
    found.set(String(key.result), {key: key.start, start: value.start, end: value.end});
  }
  return found;
}

const BLANKS = /(?:\s+|#[^\n]*)*/y;

/** Offsets of an entry, without the blanks and comments before it; null for what the file does not tell. */
export function offsetsOf(
  {text, entries}: Recorded,
  holder: object | null,
  key: string | number | null,
): Offsets | null {
  if (holder === null || key === null) return null;
  const found = entries.get(holder)?.get(String(key));
  if (found === undefined) return null;
  const past = (offset: number): number => {
    BLANKS.lastIndex = offset;
    return offset + (BLANKS.exec(text)?.[0].length ?? 0);
  };
  // An empty value has nothing of its own.
  const start = Math.min(past(found.start), Math.max(found.end, found.start));
  return {key: past(found.key), start, end: found.end};
}

/** Line and column of an offset. */
export function placeAt(text: string, offset: number): Pick<Place, 'line' | 'column'> {
  const before = text.slice(0, offset);
  const lineStart = before.lastIndexOf('\n') + 1;
  let line = 1;
  for (let at = before.indexOf('\n'); at !== -1; at = before.indexOf('\n', at + 1)) line += 1;
  return {line, column: offset - lineStart + 1};
}
