/**
 * The flags, where each repeatable one is a list: from its variable oclif gives one text, which holds
 * one value a line.
 */
export function withLists<F extends object>(
  flags: F,
  definitions: Readonly<Record<string, object>>,
): F {
  const lists = Object.entries(flags).flatMap(([name, value]: [string, unknown]) =>
    typeof value === 'string' && isRepeatable(definitions[name]) ? [[name, lines(value)]] : [],
  );
  return {...flags, ...(Object.fromEntries(lists) as Partial<F>)};
}

const isRepeatable = (definition: object | undefined): boolean =>
  definition !== undefined && 'multiple' in definition && definition.multiple === true;

const lines = (text: string): readonly string[] => text.split('\n').filter((line) => line !== '');
