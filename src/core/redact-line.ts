import {hasSecretName} from './environment-row.js';
import type {ResolvedEnvironment} from './resolved-environment.js';

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
  const {texts, spellings} = waysToSay(secrets);
  if (spellings.length === 0) return (line) => line;
  const needles = spellings.map((spelling) => Buffer.from(spelling));
  return (line) => {
    const bytes = Buffer.from(line.buffer, line.byteOffset, line.length);
    const isClean = !needles.some((needle) => bytes.includes(needle));
    if (isClean && !bytes.includes(BASE64_KEY)) return line;
    return Buffer.from(redacted(bytes.toString(), {spellings, texts}));
  };
}

/** Whether a secret stands in JSON, in any of its spellings. */
export function secretFinder(secrets: readonly string[]): (json: Uint8Array) => boolean {
  const needles = waysToSay(secrets).spellings.map((spelling) => Buffer.from(spelling));
  return ({buffer, byteOffset, length}) => {
    const bytes = Buffer.from(buffer, byteOffset, length);
    return needles.some((needle) => bytes.includes(needle));
  };
}

function waysToSay(secrets: readonly string[]): Secrets {
  const texts = [...new Set(secrets.flatMap(partsOf))];
  return {texts, spellings: [...new Set(texts.flatMap(spellingsOf))].toSorted(longestFirst)};
}

const BASE64_KEY = Buffer.from('"payloadBase64":');

const longestFirst = (one: string, other: string): number => other.length - one.length;

/** Logs come line by line, so each line of a secret counts. */
const partsOf = (secret: string): readonly string[] => [
  ...(secret.length < LEAST ? [] : [secret]),
  ...secret.split(/\r?\n/).filter((line) => line.length >= LEAST_LINE && !line.startsWith('-----')),
];

/** As JSON may write it: plain, in ASCII alone, with `\/`, and inside JSON text that is a string itself. */
function spellingsOf(secret: string): readonly string[] {
  const plain = inJson(secret);
  const ascii = plain.replace(
    /[^\0-\x7f]/g,
    (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
  return [plain, ascii, plain.replaceAll('/', '\\/'), inJson(plain), inJson(ascii)];
}

const inJson = (text: string): string => JSON.stringify(text).slice(1, -1);

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

interface Secrets {
  readonly spellings: readonly string[];
  readonly texts: readonly string[];
}

const TOKEN = /"[^"\\]*(?:\\.[^"\\]*)*"(\s*:)?|[{}[\]]/g;

function redacted(line: string, secrets: Secrets): string {
  let depth = 0;
  let member = '';
  return line.replace(TOKEN, (token: string, colon: string | undefined) => {
    if (token === '{' || token === '[') depth += 1;
    else if (token === '}' || token === ']') depth -= 1;
    else if (depth === 1 && colon !== undefined) member = token.slice(1, token.indexOf('"', 1));
    else if (FREE.has(member)) return withoutSecrets(token, member, secrets);
    return token;
  });
}

function withoutSecrets(token: string, member: string, {spellings, texts}: Secrets): string {
  if (member === 'payloadBase64') return inBase64(token, texts);
  return spellings.reduce((text, secret) => text.replaceAll(secret, INSTEAD), token);
}

function inBase64(token: string, texts: readonly string[]): string {
  const bytes = Buffer.from(token.slice(1, -1), 'base64').toString('latin1');
  const clean = texts
    .map((text) => Buffer.from(text).toString('latin1'))
    .toSorted(longestFirst)
    .reduce((text, secret) => text.replaceAll(secret, INSTEAD), bytes);
  return clean === bytes ? token : `"${Buffer.from(clean, 'latin1').toString('base64')}"`;
}
