import {hasSecretName} from './environment-row.js';
import type {ResolvedEnvironment} from './resolved-environment.js';
import {
  spelledSecret,
  spellingFinder,
  withoutSecrets,
  type SpelledSecret,
} from './secret-spellings.js';

/** Takes secrets out of one line of results. */
export type RedactLine = (line: Uint8Array) => Uint8Array;

/** Shorter values are in too many innocent words. */
const LEAST = 4;
/** A line of a key is a secret too; `-----BEGIN` and blank ones are none. */
const LEAST_LINE = 16;
const INSTEAD = '***';

/** The values of variables that are nobody else's: what was looked up as a secret, or is named like one. */
export const secretValues = (environment: ResolvedEnvironment): readonly string[] =>
  Object.entries(environment)
    .filter(([name, {secret = false}]) => secret || hasSecretName(name))
    .map(([, {value}]) => value);

/**
 * Puts `***` for secrets in what a function says: answer, error, logs, differences. Other members stay
 * as they are, so a secret `ok` breaks no line. A line without secrets is not even parsed.
 */
export function redactLine(secrets: readonly string[]): RedactLine {
  const all = secretsToFind(secrets);
  if (all.length === 0) return (line) => line;
  const mayHold = sieveOf(all);
  const isSpelledIn = spellingFinder(all);
  const work = {hide: hiderOf(all), numbers: new Set(all.map(({text}) => text))};
  return (line) => {
    const bytes = Buffer.from(line.buffer, line.byteOffset, line.length);
    const hasBase64 = bytes.includes(BASE64_KEY);
    if (!hasBase64 && !mayHold(bytes)) return line;
    const text = bytes.toString();
    if (!hasBase64 && !isSpelledIn(text)) return line;
    return Buffer.from(redacted(text, work));
  };
}

/** Whether a secret stands in JSON, in any of its spellings. */
export function secretFinder(secrets: readonly string[]): (json: Uint8Array) => boolean {
  const all = secretsToFind(secrets);
  const mayHold = sieveOf(all);
  const isSpelledIn = spellingFinder(all);
  return ({buffer, byteOffset, length}) => {
    const bytes = Buffer.from(buffer, byteOffset, length);
    return mayHold(bytes) && isSpelledIn(bytes.toString());
  };
}

/** Puts `***` for secrets in texts before they are cut: what is left of one afterwards is found no more. */
export interface HideSecrets {
  readonly inText: (text: string) => string;
  readonly inBase64: (text: string) => string;
}

/** What hides these secrets. */
export const hideSecrets = (secrets: readonly string[]): HideSecrets =>
  hiderOf(secretsToFind(secrets));

/** Longer ones first, as they may hold others. */
const secretsToFind = (secrets: readonly string[]): readonly SpelledSecret[] =>
  [...new Set(secrets.flatMap(partsOf))].toSorted(longestFirst).map((text) => spelledSecret(text));

const longestFirst = (one: string, other: string): number => other.length - one.length;

/** Logs come line by line, so each line of a secret counts. */
const partsOf = (secret: string): readonly string[] => [
  ...(secret.length < LEAST ? [] : [secret]),
  ...secret.split(/\r?\n/).filter((line) => line.length >= LEAST_LINE && !line.startsWith('-----')),
];

const BASE64_KEY = Buffer.from('"payloadBase64":');
const UNICODE = '\\u';

/** Lets pass what cannot hold a secret, by looking for bytes alone. */
function sieveOf(all: readonly SpelledSecret[]): (bytes: Buffer) => boolean {
  if (all.length === 0) return () => false;
  const needles = [...new Set([...all.map(({needle}) => needle), UNICODE])].map((needle) =>
    Buffer.from(needle),
  );
  return (bytes) => needles.some((needle) => bytes.includes(needle));
}

function hiderOf(all: readonly SpelledSecret[]): HideSecrets {
  const inBytes = all.map(({text}) => spelledSecret(text, true));
  return {
    inText: (text) => withoutSecrets(text, all, INSTEAD),
    inBase64(text) {
      const bytes = Buffer.from(text, 'base64').toString('latin1');
      const clean = withoutSecrets(bytes, inBytes, INSTEAD);
      return clean === bytes ? text : Buffer.from(clean, 'latin1').toString('base64');
    },
  };
}

/** What a function or a recording has a say in. */
const FREE: ReadonlySet<string> = new Set([
  'payload',
  'payloadBase64',
  'http',
  'error',
  'logs',
  'diff',
  'note',
  'blocked',
]);

interface Work {
  readonly hide: HideSecrets;
  /** What a number is that is a secret. */
  readonly numbers: ReadonlySet<string>;
}

const TOKEN = /"[^"\\]*(?:\\.[^"\\]*)*"(\s*:)?|[{}[\]]|-?\d[\d.eE+-]*/g;

function redacted(line: string, work: Work): string {
  let depth = 0;
  let member = '';
  return line.replace(TOKEN, (token: string, colon: string | undefined) => {
    if (token === '{' || token === '[') depth += 1;
    else if (token === '}' || token === ']') depth -= 1;
    else if (depth === 1 && colon !== undefined) member = token.slice(1, token.indexOf('"', 1));
    else if (FREE.has(member)) return shown(token, member, work);
    return token;
  });
}

function shown(token: string, member: string, {hide, numbers}: Work): string {
  if (!token.startsWith('"')) {
    // A float of Python ends with it.
    return numbers.has(token.replace(/\.0$/, '')) ? `"${INSTEAD}"` : token;
  }
  const end = token.lastIndexOf('"') + 1;
  const written = token.slice(0, end);
  const text = written.includes('\\') ? (JSON.parse(written) as string) : written.slice(1, -1);
  const clean = member === 'payloadBase64' ? hide.inBase64(text) : hide.inText(text);
  return clean === text ? token : `${JSON.stringify(clean)}${token.slice(end)}`;
}
