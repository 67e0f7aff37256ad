import type {Node, ParseErrorCode} from 'jsonc-parser';

/** Where and why a text is not JSON; line and column count from 1. */
export interface JsonFault {
  readonly line: number;
  readonly column: number;
  readonly reason: string;
}

/** The words of a member of an object, or of an item of a list, as written. */
export interface JsonNode {
  readonly type: 'object' | 'array' | 'string' | 'number' | 'boolean' | 'null' | 'property';
  /** The raw text of the value. */
  readonly text: string;
}

/** Only what is wrong, or a part of a text, needs the place of every token. */
const parser = () => import('jsonc-parser');

const STRICT = {disallowComments: true, allowTrailingComma: false};

/** The first place where a text stops being JSON, or null when it is JSON. */
export async function jsonFault(text: string): Promise<JsonFault | null> {
  if (isJson(text)) return null;
  const {visit, printParseErrorCode} = await parser();
  const faults: JsonFault[] = [];
  const onError = (code: ParseErrorCode, ...[, , line, character]: readonly number[]): void => {
    if (faults.length > 0) return;
    const reason = REASONS[printParseErrorCode(code)] ?? 'not JSON here';
    faults.push({line: (line ?? 0) + 1, column: (character ?? 0) + 1, reason});
  };
  visit(text, {onError}, STRICT);
  return faults[0] ?? {line: 1, column: 1, reason: 'not JSON'};
}

/** Whether a text is JSON. */
export function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

/** The raw text of the value at a path of keys and indexes, or undefined where there is none. */
export async function jsonAt(text: string, path: readonly string[]): Promise<string | undefined> {
  const {parseTree} = await parser();
  let node = parseTree(text, [], STRICT);
  for (const key of path) node = node === undefined ? undefined : childOf(node, key);
  return node === undefined ? undefined : rawText(text, node);
}

/** The members of an object with their values' kinds and raw texts; null when it is no object. */
export async function jsonMembers(
  text: string,
): Promise<readonly (readonly [string, JsonNode])[] | null> {
  const {parseTree} = await parser();
  const root = parseTree(text, [], STRICT);
  if (root?.type !== 'object') return null;
  return (root.children ?? []).flatMap((property) => {
    const [key, value] = property.children ?? [];
    if (key === undefined || value === undefined) return [];
    return [[String(key.value), {type: value.type, text: rawText(text, value)}] as const];
  });
}

/** As in JavaScript, the last of several members of one name counts. */
const childOf = ({type, children = []}: Node, key: string): Node | undefined =>
  type === 'array'
    ? /^(0|[1-9]\d*)$/.test(key)
      ? children[Number(key)]
      : undefined
    : children.findLast(({children: [name] = []}) => name?.value === key)?.children?.[1];

const rawText = (text: string, {offset, length}: Node): string =>
  text.slice(offset, offset + length);

const REASONS: Readonly<Record<string, string>> = {
  InvalidSymbol: 'unknown word',
  InvalidNumberFormat: 'not a number',
  PropertyNameExpected: 'a name in double quotes is missing',
  ValueExpected: 'a value is missing',
  ColonExpected: '":" is missing',
  CommaExpected: '"," is missing',
  CloseBraceExpected: '"}" is missing',
  CloseBracketExpected: '"]" is missing',
  EndOfFileExpected: 'nothing more may follow here',
  InvalidCommentToken: 'JSON has no comments',
  UnexpectedEndOfComment: 'JSON has no comments',
  UnexpectedEndOfString: 'a string without its end',
  UnexpectedEndOfNumber: 'a number without its end',
  InvalidUnicode: 'a wrong \\u escape in a string',
  InvalidEscapeCharacter: 'a wrong escape in a string',
  InvalidCharacter: 'a control character in a string',
};
