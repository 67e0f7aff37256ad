/** A text with variables, cut where they begin and end. */
export type Template = readonly (string | Variable)[];

/** `${…}`: the first of its sources that knows a value gives it. */
export interface Variable {
  /** As written, braces included. */
  readonly text: string;
  readonly sources: readonly Source[];
}

/** One of the alternatives of a variable. */
export type Source =
  | {readonly kind: 'literal'; readonly value: Literal}
  | {readonly kind: 'variable'; readonly variable: Variable}
  | SourceCall;

/** `type(params):address`. */
export interface SourceCall {
  readonly kind: 'call';
  readonly type: string;
  readonly params: readonly Argument[];
  readonly address: Argument | null;
}

/** A parameter or an address: a plain value, or a text with variables. */
export type Argument = {readonly value: Literal} | {readonly template: Template};

/** What can be written in a variable without quotes, and quoted text. */
export type Literal = string | number | boolean | null;

/** What is wrong with a variable, and where in its text. */
export class VariableSyntaxError extends Error {
  constructor(
    message: string,
    readonly at: number,
  ) {
    super(message);
  }
}

/** Reads a text; what only looks like a variable (`${AWS::Region}`, `${Name}`) is text. */
export function parseVariables(text: string): Template {
  if (!text.includes('${')) return [text];
  return withoutEscapes(parts({text, at: 0}, ''));
}

interface Cursor {
  readonly text: string;
  at: number;
}

/** What begins like `type:` (and not `Type::`) or `type(`. */
const BEGIN = /\$\{([a-z][a-zA-Z0-9.]*)(?:\(|:(?!:))/y;

/** Up to one of `ends` outside variables, or to the end of the text where there are none. */
function parts(cursor: Cursor, ends: string): (string | Variable)[] {
  const found: (string | Variable)[] = [];
  let from = cursor.at;
  const cut = (): void => {
    if (cursor.at > from) found.push(cursor.text.slice(from, cursor.at));
  };
  while (cursor.at < cursor.text.length) {
    const char = cursor.text.charAt(cursor.at);
    if (ends.includes(char)) break;
    if (char === '\\') cursor.at += 1;
    else if (begins(cursor)) {
      cut();
      found.push(variable(cursor));
      from = cursor.at;
      continue;
    } else if (ends !== '' && cursor.text.startsWith('${', cursor.at)) {
      throw new VariableSyntaxError('no variable begins like this', cursor.at);
    }
    cursor.at += 1;
  }
  cursor.at = Math.min(cursor.at, cursor.text.length);
  cut();
  return found;
}

function begins({text, at}: Cursor): boolean {
  BEGIN.lastIndex = at;
  return BEGIN.test(text);
}

function variable(cursor: Cursor): Variable {
  const start = cursor.at;
  const sources: Source[] = [];
  do {
    cursor.at += sources.length === 0 ? 2 : 1;
    skipBlanks(cursor);
    sources.push(source(cursor));
    skipBlanks(cursor);
  } while (charOf(cursor) === ',');
  close(cursor, '}', start);
  return {text: cursor.text.slice(start, cursor.at), sources};
}

const CALL = /([a-zA-Z0-9.]+) *(?=[(:])/y;
const WORD = /[^,}]*/y;

function source(cursor: Cursor): Source {
  if (begins(cursor)) return {kind: 'variable', variable: variable(cursor)};
  const quote = charOf(cursor);
  if (quote === '"' || quote === "'") return {kind: 'literal', value: quoted(cursor)};
  const at = cursor.at;
  const type = take(cursor, CALL).trim();
  if (type !== '') return call(cursor, type);
  const word = take(cursor, WORD).trim();
  const value = wordValue(word);
  if (value !== undefined) return {kind: 'literal', value};
  throw new VariableSyntaxError(
    word === ''
      ? 'a default is missing after the comma'
      : `${word} is neither a variable nor a number, true, false or null; a text stands in quotes`,
    at,
  );
}

function call(cursor: Cursor, type: string): SourceCall {
  const params: Argument[] = [];
  if (charOf(cursor) === '(') {
    const start = cursor.at;
    do {
      cursor.at += 1;
      skipBlanks(cursor);
      if (charOf(cursor) !== ')') params.push(argument(cursor, ',)}'));
    } while (charOf(cursor) === ',');
    close(cursor, ')', start);
    skipBlanks(cursor);
  }
  if (charOf(cursor) !== ':') return {kind: 'call', type, params, address: null};
  cursor.at += 1;
  skipBlanks(cursor);
  const isEmpty = ',}'.includes(charOf(cursor));
  return {kind: 'call', type, params, address: isEmpty ? null : argument(cursor, ',}')};
}

/** A parameter or an address, up to one of `ends`. */
function argument(cursor: Cursor, ends: string): Argument {
  const first = charOf(cursor);
  if (first === '"' || first === "'") {
    const value = quoted(cursor);
    skipBlanks(cursor);
    return {value};
  }
  const found = parts(cursor, ends);
  const [only] = found;
  if (found.length === 0) return {value: null};
  if (found.length === 1 && typeof only === 'string') return {value: plainValue(only.trim())};
  const last = found.length - 1;
  return {
    template: found.map((part, index) => {
      if (typeof part !== 'string') return part;
      if (index === 0) return part.trimStart();
      return index === last ? part.trimEnd() : part;
    }),
  };
}

const plainValue = (text: string): Literal => wordValue(text) ?? (text === 'null' ? null : text);

function wordValue(word: string): Literal | undefined {
  if (word === 'true' || word === 'false') return word === 'true';
  if (word === 'null') return null;
  return word !== '' && !Number.isNaN(Number(word)) ? Number(word) : undefined;
}

const SINGLE = /'([^']*)'/y;
const DOUBLE = /"((?:[^"\\]|\\.)*)"/y;

function quoted(cursor: Cursor): string {
  const {at} = cursor;
  const isSingle = charOf(cursor) === "'";
  const whole = take(cursor, isSingle ? SINGLE : DOUBLE);
  if (whole === '') throw new VariableSyntaxError('the closing quote is missing', at);
  if (isSingle) return whole.slice(1, -1);
  try {
    return JSON.parse(whole) as string;
  } catch {
    throw new VariableSyntaxError(`${whole} is not a text as JSON writes it`, at);
  }
}

const charOf = ({text, at}: Cursor): string => text.charAt(at);

function take(cursor: Cursor, pattern: RegExp): string {
  pattern.lastIndex = cursor.at;
  const found = pattern.exec(cursor.text)?.[0] ?? '';
  cursor.at += found.length;
  return found;
}

function skipBlanks(cursor: Cursor): void {
  take(cursor, /\s*/y);
}

function close(cursor: Cursor, char: string, start: number): void {
  if (charOf(cursor) !== char) {
    throw new VariableSyntaxError(`it is not closed: "${char}" is missing`, start);
  }
  cursor.at += 1;
}

/** `\${` is text, and a backslash that is itself escaped before a variable is one backslash. */
const withoutEscapes = (found: Template): Template =>
  found.map((part, index) => {
    if (typeof part !== 'string') return part;
    const text = part.replaceAll('\\${', '${');
    return index < found.length - 1 ? text.replace(/\\\\$/, '\\') : text;
  });
