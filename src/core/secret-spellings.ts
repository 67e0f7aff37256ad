/** One secret, and what finds it. */
export interface SpelledSecret {
  readonly text: string;
  /** What is left of it when escapes are taken out of it: of those it shares with JSON that spells it. */
  readonly plain: readonly PlainSpelling[];
  /** The longest part of it that JSON writes as it is, or with `\u`; empty where there is none. */
  readonly needle: string;
}

interface PlainSpelling {
  readonly text: string;
  readonly escapes: Escapes;
}

/** Escapes of JSON behind as many backslashes as JSON in JSON puts there; a run of backslashes alone is one. */
type Escapes = RegExp;
const ALL: Escapes = /\\+(?:u([\da-fA-F]{4})|(["/bfnrt]))?/g;
/** A backslash may also stand before a letter that is its own. */
const WITHOUT_LETTERS: Escapes = /\\+(?:u([\da-fA-F]{4})|(["/]))?/g;

/** What finds a secret, in a text or in bytes that are written as one (`inBytes`). */
export function spelledSecret(secret: string, inBytes = false): SpelledSecret {
  const text = inBytes ? Buffer.from(secret).toString('latin1') : secret;
  const plain = [...new Set([secret, text])].flatMap((one) =>
    [ALL, WITHOUT_LETTERS].map((escapes) => ({
      // What stands before or behind it decides what becomes of a backslash at an end.
      text: withoutEscapes(one, escapes).replace(/^\\|\\$/g, ''),
      escapes,
    })),
  );
  return {
    text,
    plain: plain.filter((one) => isTelling(one.text, secret)),
    needle: needleOf(secret),
  };
}

/** Of a secret that is mostly backslashes too little is left. */
const isTelling = (plain: string, secret: string): boolean =>
  plain.length > 2 || 2 * plain.length >= secret.length;

function needleOf(secret: string): string {
  const parts = secret.split(/["/\\\0-\x1f\ud800-\udfff]+/);
  return parts.reduce((longest, part) => (part.length > longest.length ? part : longest), '');
}

const SHORT: Readonly<Record<string, string>> = {b: '\b', f: '\f', n: '\n', r: '\r', t: '\t'};

const unescaped = (unicode: string | undefined, short: string | undefined): string =>
  unicode === undefined
    ? short === undefined
      ? '\\'
      : (SHORT[short] ?? short)
    : String.fromCharCode(Number.parseInt(unicode, 16));

const withoutEscapes = (text: string, escapes: Escapes): string =>
  text.replace(escapes, (_, unicode?: string, short?: string) => unescaped(unicode, short));

/** Nobody writes a backslash of JSON in JSON like that, but they may. */
const BACKSLASH = /\\u005c/gi;

/** Tells whether a JSON text has one of these in it, in whatever spelling. */
export function spellingFinder(secrets: readonly SpelledSecret[]): (json: string) => boolean {
  const codes = codesOf(secrets.map(({text}) => text).join(''));
  return (json) => {
    if (secrets.some(({text}) => json.includes(text))) return true;
    // Escapes of colours, or of letters that are in none of them.
    if (!codes.test(json) && !secrets.some(({needle}) => json.includes(needle))) return false;
    const flat = json.replace(BACKSLASH, '\\');
    return [ALL, WITHOUT_LETTERS].some((escapes) => {
      const plain = withoutEscapes(flat, escapes);
      return secrets.some((secret) =>
        secret.plain.some((one) => one.escapes === escapes && plain.includes(one.text)),
      );
    });
  };
}

/** Finds an escape of one of these characters, or of a backslash. */
function codesOf(text: string): RegExp {
  const units = new Set(Array.from({length: text.length}, (_, at) => text.charCodeAt(at)));
  const codes = Array.from(units.add(0x5c), (unit) => unit.toString(16).padStart(4, '0'));
  return new RegExp(`\\\\u(?:${codes.join('|')})`, 'i');
}

/** A text with something else in the places of these, longer ones first. */
export function withoutSecrets(
  text: string,
  secrets: readonly SpelledSecret[],
  instead: string,
): string {
  // First those with escapes, so that none is cut in two.
  const left = text.includes('\\') ? withoutEscaped(text, secrets, instead) : text;
  return secrets.reduce((here, secret) => here.replaceAll(secret.text, instead), left);
}

const withoutEscaped = (text: string, secrets: readonly SpelledSecret[], instead: string): string =>
  [ALL, WITHOUT_LETTERS].reduce((here, escapes) => {
    const texts = secrets.flatMap(({plain}) =>
      plain.flatMap((one) => (one.escapes === escapes ? [one.text] : [])),
    );
    return withoutSpelled(here, {texts, escapes, instead});
  }, text);

interface Sought {
  readonly texts: readonly string[];
  readonly escapes: Escapes;
  readonly instead: string;
}

function withoutSpelled(text: string, {texts, escapes, instead}: Sought): string {
  const plain = withoutEscapes(text, escapes);
  const spans = texts.flatMap((secret) => spansOf(secret, plain));
  if (spans.length === 0) return text;
  const places = placesIn(text, plain.length, escapes);
  let shown = '';
  let end = 0;
  for (const span of spans.toSorted((one, other) => one.start - other.start)) {
    const start = places[span.start] ?? 0;
    if (start >= end) shown += text.slice(end, start) + instead;
    end = Math.max(end, places[span.end] ?? 0);
  }
  return shown + text.slice(end);
}

interface Span {
  readonly start: number;
  readonly end: number;
}

function spansOf(secret: string, text: string): readonly Span[] {
  const spans: Span[] = [];
  for (let at = text.indexOf(secret); at !== -1; at = text.indexOf(secret, at + secret.length)) {
    spans.push({start: at, end: at + secret.length});
  }
  return spans;
}

/** Where each character of the text without escapes begins in the text, and where the last one ends. */
function placesIn(text: string, length: number, escapes: Escapes): Uint32Array {
  const places = new Uint32Array(length + 1);
  let from = 0;
  let at = 0;
  for (const {index, 0: escape} of text.matchAll(escapes)) {
    for (let plain = from; plain <= index; plain += 1) places[at++] = plain;
    from = index + escape.length;
  }
  for (let plain = from; plain <= text.length; plain += 1) places[at++] = plain;
  return places;
}
