import type {HideSecrets} from '../redact-line.js';
import {jsonText, type Comparable} from './comparable.js';

const MOST = 240;
/** What is shown of a long text before the place where it begins to differ. */
const BEFORE = 60;
/** A cut may go through the middle of a character. */
const HALF_CHARACTERS = /^[\uDC00-\uDFFF]|[\uD800-\uDBFF]$/g;

interface Sides<Value> {
  readonly expected: Value;
  readonly actual: Value;
}

/** What is expected and what there is, without secrets and cut so that the place where they begin to differ is seen. */
export function shortTexts(
  {expected, actual}: Sides<Comparable | undefined>,
  hide: HideSecrets,
): Partial<Sides<string>> {
  // First hidden, then cut: what is left of a secret at an end is found by nobody.
  const [one, other] = [textOf(expected, hide), textOf(actual, hide)];
  const from = one === undefined || other === undefined ? 0 : firstDifference(one, other);
  return {
    ...(one !== undefined && {expected: cut(one, from)}),
    ...(other !== undefined && {actual: cut(other, from)}),
  };
}

function textOf(value: Comparable | undefined, hide: HideSecrets): string | undefined {
  if (value === undefined) return undefined;
  if (value.kind === 'bytes') return `base64 ${hide.inBase64(value.text)}`;
  if (value.kind === 'raw') return hide.inText(value.text);
  return hide.inText(jsonText(value).replace(/\n */g, ' '));
}

function firstDifference(one: string, other: string): number {
  const length = Math.min(one.length, other.length);
  for (let at = 0; at < length; at += 1) if (one[at] !== other[at]) return at;
  return length;
}

function cut(text: string, differsAt: number): string {
  if (text.length <= MOST) return text;
  const start = differsAt <= BEFORE ? 0 : Math.min(differsAt - BEFORE, text.length - MOST);
  const end = start + MOST;
  const shown = text.slice(start, end).replace(HALF_CHARACTERS, '');
  return `${start === 0 ? '' : '…'}${shown}${end < text.length ? '…' : ''}`;
}
