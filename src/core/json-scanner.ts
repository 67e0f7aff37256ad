/** Where a scan of JSON text stands; `at` is an index into the bytes that were given. */
export type ScanStep =
  | {readonly kind: 'more'}
  | {readonly kind: 'end'; readonly at: number}
  | {readonly kind: 'fault'; readonly at: number}
  /** A member of the outermost object begins a list: `at` is behind its bracket. */
  | {readonly kind: 'list'; readonly at: number; readonly key: readonly [number, number]};

/** Finds the end of one JSON value in pieces of text. */
export interface JsonScanner {
  /** Goes on at `from`; `at` of the answer is where the next call goes on. */
  scan(bytes: Uint8Array, from: number): ScanStep;
  /** Whether the value is whole if nothing more comes. */
  isWhole(): boolean;
}

const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const COMMA = 0x2c;
const COLON = 0x3a;
const OPEN_LIST = 0x5b;
const CLOSE_LIST = 0x5d;
const OPEN_OBJECT = 0x7b;
const CLOSE_OBJECT = 0x7d;
const MINUS = 0x2d;

/** What may come next. */
type State =
  'value' | 'first item' | 'first key' | 'key' | 'colon' | 'next' | 'string' | 'name' | 'word';

/** Space between tokens of JSON; the record separator of JSON text sequences counts as such. */
export const isBlank = (byte: number | undefined): boolean =>
  byte === 0x20 || byte === 0x0a || byte === 0x0d || byte === 0x09 || byte === 0x1e;

/** The first index from `from` that is no space. */
export function pastSpace(bytes: Uint8Array, from: number): number {
  let at = from;
  while (at < bytes.length && isBlank(bytes[at])) at++;
  return at;
}

/** Whether a JSON value may begin with a byte. */
export const startsValue = (byte: number | undefined): boolean =>
  byte === OPEN_OBJECT ||
  byte === OPEN_LIST ||
  byte === QUOTE ||
  byte === MINUS ||
  (byte !== undefined && ((byte >= 0x30 && byte <= 0x39) || isLiteralStart(byte)));

const isLiteralStart = (byte: number): boolean => byte === 0x74 || byte === 0x66 || byte === 0x6e;

const isWordByte = (byte: number): boolean =>
  (byte >= 0x30 && byte <= 0x39) ||
  (byte >= 0x61 && byte <= 0x7a) ||
  (byte >= 0x41 && byte <= 0x5a) ||
  byte === MINUS ||
  byte === 0x2b ||
  byte === 0x2e;

/**
 * A scanner that follows the grammar as far as the end of a value needs it: a torn record is noticed where
 * the next one begins, not at the end of the file. Whether numbers, literals and escapes are right is left
 * to JSON.parse. With `lists` it also stops at every list that is a member of the outermost object. With
 * `words` other words than those of JSON (NaN, None) are left to it too: inside of brackets, which tell where
 * they end, or everywhere.
 */
export const jsonScanner = ({lists = false, words = 'none'}: ScanOptions = {}): JsonScanner =>
  new Scanner(lists, words);

/** What a scanner stops at, and what it lets pass. */
export interface ScanOptions {
  readonly lists?: boolean;
  readonly words?: 'none' | 'inside' | 'everywhere';
}

class Scanner implements JsonScanner {
  readonly #lists: boolean;
  readonly #words: NonNullable<ScanOptions['words']>;
  /** Of each open bracket whether it is an object's. */
  readonly #inObject: boolean[] = [];
  #state: State = 'value';
  #isEscaped = false;
  #keyStart = 0;
  #keyEnd = 0;

  constructor(lists: boolean, words: NonNullable<ScanOptions['words']>) {
    this.#lists = lists;
    this.#words = words;
  }

  isWhole(): boolean {
    return this.#state === 'word' && this.#inObject.length === 0;
  }

  scan(bytes: Uint8Array, from: number): ScanStep {
    for (let at = from; at < bytes.length;) {
      const behind = this.#throughToken(bytes, at);
      if (behind === -1) return {kind: 'more'};
      if (behind !== undefined && behind < 0) return {kind: 'fault', at: -2 - behind};
      if (behind === undefined) {
        if (!isBlank(bytes[at]) && !this.#take(bytes[at] ?? 0, at)) return {kind: 'fault', at};
        if (this.#lists && bytes[at] === OPEN_LIST && this.#isMember())
          return {kind: 'list', at: at + 1, key: [this.#keyStart, this.#keyEnd]};
      }
      at = behind ?? at + 1;
      if (this.#state === 'next' && this.#inObject.length === 0) return {kind: 'end', at};
    }
    return {kind: 'more'};
  }

  /** Whether the list that was just opened is a member of the outermost object. */
  #isMember(): boolean {
    return (
      this.#inObject.length === 2 && this.#inObject[0] === true && !(this.#inObject[1] ?? true)
    );
  }

  /** Goes on inside a string or a word: the index behind it, or -1 for more, -2 - index for a fault; undefined between tokens. */
  #throughToken(bytes: Uint8Array, from: number): number | undefined {
    if (this.#state === 'word') {
      let at = from;
      while (at < bytes.length && isWordByte(bytes[at] ?? 0)) at++;
      if (at === bytes.length) return -1;
      this.#state = 'next';
      return at;
    }
    if (this.#state !== 'string' && this.#state !== 'name') return undefined;
    const at = this.#throughString(bytes, from);
    if (at < 0) return at;
    if (this.#state === 'name' && this.#inObject.length === 1) this.#keyEnd = at;
    this.#state = this.#state === 'name' ? 'colon' : 'next';
    return at;
  }

  #throughString(bytes: Uint8Array, from: number): number {
    for (let at = from; at < bytes.length; at++) {
      const byte = bytes[at] ?? 0;
      if (this.#isEscaped) this.#isEscaped = false;
      else if (byte === BACKSLASH) this.#isEscaped = true;
      else if (byte === QUOTE) return at + 1;
      else if (byte < 0x20) return -2 - at;
    }
    return -1;
  }

  /** Takes one byte between tokens; false where the grammar has none like it. */
  #take(byte: number, at: number): boolean {
    switch (this.#state) {
      case 'first item':
        return byte === CLOSE_LIST ? this.#close(byte) : this.#begin(byte);
      case 'value':
        return this.#begin(byte);
      case 'first key':
      case 'key':
        if (byte === CLOSE_OBJECT && this.#state === 'first key') return this.#close(byte);
        if (this.#inObject.length === 1) this.#keyStart = at;
        this.#state = 'name';
        return byte === QUOTE;
      case 'colon':
        this.#state = 'value';
        return byte === COLON;
      case 'next':
        if (byte === CLOSE_OBJECT || byte === CLOSE_LIST) return this.#close(byte);
        this.#state = this.#inObject.at(-1) === true ? 'key' : 'value';
        return byte === COMMA;
      case 'string':
      case 'name':
      case 'word':
        return true;
    }
  }

  #begin(byte: number): boolean {
    if (byte === OPEN_OBJECT || byte === OPEN_LIST) {
      this.#inObject.push(byte === OPEN_OBJECT);
      this.#state = byte === OPEN_OBJECT ? 'first key' : 'first item';
    } else if (byte === QUOTE) this.#state = 'string';
    else if (startsValue(byte) || this.#isOtherWord(byte)) this.#state = 'word';
    else return false;
    return true;
  }

  #isOtherWord(byte: number): boolean {
    const isTaken =
      this.#words === 'everywhere' || (this.#words === 'inside' && this.#inObject.length > 0);
    return isTaken && isWordByte(byte);
  }

  #close(byte: number): boolean {
    if (this.#inObject.at(-1) !== (byte === CLOSE_OBJECT)) return false;
    this.#inObject.pop();
    this.#state = 'next';
    return true;
  }
}
