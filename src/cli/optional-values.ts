/** What a flag takes that may stand without a value. */
export interface OptionalValue {
  /** What a word after the flag looks like if it is its value. */
  readonly accepts: RegExp;
  /** The value of the bare flag. */
  readonly bare: string;
}

/**
 * oclif knows no flag whose value may be left out: a bare one is given a value before oclif reads
 * the line. `--flag=VALUE` stays as it is.
 */
export function withOptionalValues(
  argv: readonly string[],
  flags: Readonly<Record<string, OptionalValue>>,
): string[] {
  const end = argv.indexOf('--');
  const words = end === -1 ? argv : argv.slice(0, end);
  const read = words.map((word, at) => {
    const flag = word.startsWith('--') ? flags[word.slice(2)] : undefined;
    return flag === undefined || flag.accepts.test(words[at + 1] ?? '')
      ? word
      : `${word}=${flag.bare}`;
  });
  return [...read, ...(end === -1 ? [] : argv.slice(end))];
}
