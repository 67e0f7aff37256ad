import type {DocumentValue} from '../reference.js';
import {
  allKnown,
  isList,
  isMapping,
  madeOf,
  textOf,
  untold,
  wrong,
  type Frame,
  type Known,
  type Outcome,
} from './outcome.js';

/** `{{resolve:ssm:/shop/url:1}}` in a text. */
const DYNAMIC = /\{\{resolve:([^{}]+)\}\}/g;
const OPENING = /\{\{resolve:/g;
/** Marks text that was looked up: what looks like a dynamic reference there is none. */
const SHIELD = '\u0000';

/** The value with its dynamic references looked up, each text once: what they tell is not read again. */
export async function resolveDynamic(outcome: Outcome, frame: Frame): Promise<Outcome> {
  if (!outcome.known || outcome.value === undefined) return outcome;
  const resolved = await inValue(outcome.value, frame);
  return resolved.known ? madeOf(resolved.value, [outcome, resolved]) : resolved;
}

/** The value as whoever asked gets it. */
export const unshielded = (value: DocumentValue): DocumentValue =>
  mapTexts(value, (text) => text.replaceAll(`{{${SHIELD}resolve:`, '{{resolve:'));

const shielded = (text: string): string => text.replace(OPENING, `{{${SHIELD}resolve:`);

async function inValue(value: DocumentValue, frame: Frame): Promise<Outcome> {
  if (typeof value === 'string') return inText(value, frame);
  if (isList(value)) {
    const all = allKnown(await Promise.all(value.map((item) => inValue(item, frame))));
    return all.known ? madeOf(all.parts.map(valueOf), all.parts) : all;
  }
  if (!isMapping(value)) return madeOf(value, []);
  const keys = Object.keys(value);
  const all = allKnown(await Promise.all(Object.values(value).map((item) => inValue(item, frame))));
  if (!all.known) return all;
  return madeOf(
    Object.fromEntries(all.parts.map((part, index) => [keys[index] ?? '', valueOf(part)])),
    all.parts,
  );
}

const valueOf = ({value}: Known): DocumentValue => value ?? null;

async function inText(text: string, frame: Frame): Promise<Outcome> {
  const names = [...text.matchAll(DYNAMIC)].map(([, name = '']) => name);
  if (names.length === 0) return madeOf(text, []);
  const all = allKnown(await Promise.all(names.map((name) => lookUp(name, frame))));
  if (!all.known) return all;
  const values = all.parts.map(({value}) => textOf(value) ?? '');
  let next = 0;
  return madeOf(
    text.replace(DYNAMIC, () => shielded(values[next++] ?? '')),
    all.parts,
  );
}

async function lookUp(text: string, frame: Frame): Promise<Outcome> {
  const leaf = {kind: 'dynamic', text} as const;
  const found = await frame.scope.source(leaf);
  if (found === undefined) {
    const why = await frame.scope.template.whyUnknown?.(leaf);
    return untold(frame, leaf, why ?? `{{resolve:${text}}} is known to AWS alone`);
  }
  const value = textOf(found.value);
  if (value === undefined) return wrong(frame, `{{resolve:${text}}} is no text`);
  return {known: true, value, secret: found.secret, origins: [found.origin]};
}

function mapTexts(value: DocumentValue, change: (text: string) => string): DocumentValue {
  if (typeof value === 'string') return change(value);
  if (isList(value)) return value.map((item) => mapTexts(item, change));
  if (!isMapping(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => [key, mapTexts(item, change)]),
  );
}
