/** A payload as the function spelled it, indented. */
export interface ExactPayload {
  readonly text: string;
  /** Characters of the answer that are left out, in JSON without spaces. */
  readonly more: number;
}

/** In a string the quotes would be escaped: this is the key itself, and it stands before all text of the function's. */
const KEY = '"payload":';
const TOKEN = /"[^"\\]*(?:\\.[^"\\]*)*"|[{}[\],:]|[^\s{}[\],:"]+/y;

/**
 * The payload of an entry's line: `1.10` stays `1.10`, and what is beyond 2^53 stays exact. Null where
 * there is no such key.
 */
export function exactPayload(line: string, most: number): ExactPayload | null {
  const found = line.indexOf(KEY);
  return found === -1 ? null : exactJson(line, {from: found + KEY.length, most});
}

/** The JSON value that begins at a place in a text, indented; where it is `alone`, nothing stands behind it. */
export function exactJson(
  text: string,
  {
    from,
    most,
    alone = false,
  }: {readonly from: number; readonly most: number; readonly alone?: boolean},
): ExactPayload | null {
  const parts: string[] = [];
  let [at, depth, length, more] = [from, 0, 0, 0];
  let last = '';
  do {
    const token = tokenAt(text, at);
    if (token === null) return null;
    at = token.end;
    if (CLOSES.has(token.text)) depth -= 1;
    const shown = spaced(token.text, last, depth);
    if (OPENS.has(token.text)) depth += 1;
    if (length < most) parts.push(shown);
    else more += token.text.length;
    length += shown.length;
    last = token.text;
    if (alone && length >= most) return {text: parts.join(''), more: text.length - at};
  } while (depth > 0);
  return {text: parts.join(''), more};
}

const [OPENS, CLOSES] = [new Set(['{', '[']), new Set(['}', ']'])];

function tokenAt(line: string, from: number): {readonly text: string; readonly end: number} | null {
  let at = from;
  while (' \t\n\r'.includes(line[at] ?? '-')) at += 1;
  TOKEN.lastIndex = at;
  const text = TOKEN.exec(line)?.[0];
  return text === undefined ? null : {text, end: at + text.length};
}

/** A token with the space before it. */
function spaced(token: string, last: string, depth: number): string {
  const isEmpty = CLOSES.has(token) && OPENS.has(last);
  const isNewLine = CLOSES.has(token) || OPENS.has(last) || last === ',';
  if (isNewLine && !isEmpty) return `\n${'  '.repeat(depth)}${token}`;
  return last === ':' ? ` ${token}` : token;
}
