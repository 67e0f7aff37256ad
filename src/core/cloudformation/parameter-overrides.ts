/** A value: quoted, or up to the next blank that no backslash stands before. */
const VALUE = String.raw`"(?:\\.|[^"\\])*"|(?:\\.|[^\s"\\])*`;
const OVERRIDE = new RegExp(
  String.raw`(?:ParameterKey=(?<key>[\w:]+),ParameterValue=(?<value>${VALUE})|(?<name>[\w:]+)=(?<text>${VALUE}))(?:\s+|$)`,
  'gy',
);

/**
 * Parameters as SAM writes them in one text: `A=1 B="two words"`, or
 * `ParameterKey=A,ParameterValue=1`. Undefined where the text is neither.
 */
export function parameterOverrides(text: string): Readonly<Record<string, string>> | undefined {
  const trimmed = text.trim();
  const found = [...trimmed.matchAll(OVERRIDE)];
  const length = found.reduce((sum, [whole]) => sum + whole.length, 0);
  if (length !== trimmed.length) return undefined;
  return Object.fromEntries(
    found.map(({groups = {}}) => [
      groups['key'] ?? groups['name'] ?? '',
      unquoted(groups['value'] ?? groups['text'] ?? ''),
    ]),
  );
}

const unquoted = (text: string): string =>
  (text.startsWith('"') ? text.slice(1, -1) : text).replace(/\\(.)/g, '$1');

const PAIR =
  /^ParameterKey=(?<key>[\w:]+),ParameterValue=(?<value>[^]*)$|^(?<name>[^=]+)=(?<text>[^]*)$/;

/** One parameter of a flag: `K=V` with any text as value, or SAM's longer form. */
export function parameterPair(text: string): readonly [string, string] | undefined {
  const groups = PAIR.exec(text)?.groups;
  const name = groups?.['key'] ?? groups?.['name'];
  return name === undefined ? undefined : [name, groups?.['value'] ?? groups?.['text'] ?? ''];
}
