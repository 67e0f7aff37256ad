import {createHash} from 'node:crypto';
import {
  isExactList,
  isExactMapping,
  isExactNumber,
  plainNumber,
  readExactJson,
  type ExactJson,
} from '../../core/exact-json.js';
import {itemSlices, memberSlices, textOf, type MemberSlice} from '../../core/json-slices.js';
import {isTooDeep} from '../../core/too-deep.js';
import {jsonText, type JsonText} from '../raw-record.js';
import {eventPlaces} from './event-places.js';
import {BEGINS_AS_JSON, BEGINS_AS_VALUE, innerText} from './embedded-text.js';
import {redactText, REMOVED, type PathRule, type Redactor} from './redactor.js';

/** What is to become of the parts of a value. */
interface Marks {
  rule: PathRule | null;
  readonly parts: Map<string | number, Marks>;
}

const NO_MARKS: Marks = {rule: null, parts: new Map()};
const NULL = Buffer.from('null');
const QUOTE = 0x22;

/**
 * JSON without what rules find in it: the same bytes where they find nothing, and every number that stays
 * as it was written. Paths start at the text itself, at the event in it, and at every JSON text embedded.
 * Null of what is nested too deep to be gone through.
 */
export function redactJson(text: JsonText, redactor: Redactor): Buffer | null {
  try {
    return rewriteAll(text, redactor);
  } catch (error) {
    if (isTooDeep(error)) return null;
    throw error;
  }
}

function rewriteAll(text: JsonText, redactor: Redactor): Buffer {
  return rewrite(text.bytes, {marks: marksOf(text.value, redactor), redactor}) ?? NULL;
}

interface Work {
  readonly marks: Marks;
  readonly redactor: Redactor;
}

function marksOf(value: unknown, {paths}: Redactor): Marks {
  const root: Marks = {rule: null, parts: new Map()};
  if (paths.length === 0) return root;
  for (const {location, value: part} of [{location: [], value}, ...eventPlaces(value)]) {
    for (const rule of paths) {
      for (const found of rule.path.locate(part)) mark(root, [...location, ...found], rule);
    }
  }
  return root;
}

function mark(root: Marks, location: readonly (string | number)[], rule: PathRule): void {
  let here = root;
  for (const step of location) {
    const next = here.parts.get(step) ?? {rule: null, parts: new Map<string | number, Marks>()};
    here.parts.set(step, next);
    here = next;
  }
  // What one rule removes, another need not hash.
  if (here.rule === null || !rule.isHash) here.rule = rule;
}

/** The bytes of a value, or null where it is left out. */
function rewrite(bytes: Buffer, work: Work): Buffer | null {
  const {rule} = work.marks;
  if (rule !== null) return ruled(bytes, rule, work.redactor);
  switch (bytes[0]) {
    case 0x7b:
      return rewriteObject(bytes, work);
    case 0x5b:
      return rewriteList(bytes, work);
    case QUOTE:
      return rewriteString(bytes, work.redactor);
    default:
      return rewriteWord(bytes, work.redactor);
  }
}

function ruled(bytes: Buffer, rule: PathRule, redactor: Redactor): Buffer | null {
  if (!rule.isHash) {
    redactor.count(rule);
    return null;
  }
  const text = bytes.toString();
  const value = readExactJson(text);
  if (value === null) return bytes;
  redactor.count(rule);
  const isText = typeof value === 'string';
  return jsonString(redactor.hash(isText ? value : value === undefined ? text : canonical(value)));
}

/** A text for a value: the same for equal values, however numbers are spelled and members ordered. */
function canonical(value: ExactJson): string {
  if (isExactNumber(value)) return plainNumber(value.value);
  if (isExactList(value)) return `[${value.map(canonical).join()}]`;
  if (!isExactMapping(value)) return JSON.stringify(value);
  const members = Object.entries(value).toSorted(byKey);
  return `{${members.map(([key, part]) => `${JSON.stringify(key)}:${canonical(part)}`).join()}}`;
}

const byKey = ([a]: readonly [string, unknown], [b]: readonly [string, unknown]): number =>
  a < b ? -1 : 1;

function rewriteObject(bytes: Buffer, {marks, redactor}: Work): Buffer {
  const members = [...memberSlices(bytes)];
  const kept = members.flatMap((member) => {
    const slice = bytes.subarray(member.start, member.end);
    const work = {marks: marks.parts.get(member.key) ?? NO_MARKS, redactor};
    const value = rewrite(slice, work);
    const key = redactText(member.key, redactor);
    return value === null ? [] : [{member, key, value, isSame: value === slice}];
  });
  const isSame = kept.every((part) => part.isSame && part.key === part.member.key);
  if (isSame && kept.length === members.length) return bytes;
  const bodyChanged = kept.some(({key, isSame: same}) => BODIES.has(key) && !same);
  const written = kept.flatMap(({member, key, value}) => [
    COMMA,
    nameBytes(bytes, member, key),
    bodyChanged && DIGESTS.has(key) ? digestOf(kept) : value,
  ]);
  return Buffer.concat([OPEN, ...written.slice(1), CLOSE]);
}

const COMMA = Buffer.from(',');
const OPEN = Buffer.from('{');
const CLOSE = Buffer.from('}');
const BODIES = new Set(['Body', 'body']);
const DIGESTS = new Set(['MD5OfBody', 'md5OfBody']);

/** A digest of what was there would tell of it. */
function digestOf(parts: readonly {readonly key: string; readonly value: Buffer}[]): Buffer {
  const body = parts.find(({key}) => BODIES.has(key))?.value ?? NULL;
  const text: unknown = JSON.parse(body.toString());
  return jsonString(createHash('md5').update(String(text)).digest('hex'));
}

/** The name with its colon, as written where it has not changed. */
const nameBytes = (bytes: Buffer, {key: was, name, start}: MemberSlice, key: string): Buffer =>
  key === was
    ? bytes.subarray(name.start, start)
    : Buffer.concat([jsonString(key), bytes.subarray(name.end, start)]);

function rewriteList(bytes: Buffer, {marks, redactor}: Work): Buffer {
  const items = [...itemSlices(bytes)].map(({start, end}, index) => {
    const slice = bytes.subarray(start, end);
    const work = {marks: marks.parts.get(index) ?? NO_MARKS, redactor};
    return {slice, value: rewrite(slice, work)};
  });
  if (items.every(({slice, value}) => slice === value)) return bytes;
  const kept = items.flatMap(({value}) => (value === null ? [] : [COMMA, value]));
  return Buffer.concat([Buffer.from('['), ...kept.slice(1), Buffer.from(']')]);
}

const UNREADABLE = {text: 'text that begins as JSON and is none', isHash: false};

function rewriteString(bytes: Buffer, redactor: Redactor): Buffer {
  const text = textOf(bytes, {start: 0, end: bytes.length});
  const redacted = withoutFound(text, redactor);
  return redacted === text ? bytes : jsonString(redacted);
}

/** A text, and the JSON that it is or holds, without what rules find in it; what cannot be read is taken out whole. */
function withoutFound(text: string, redactor: Redactor): string {
  const json = jsonIn(text);
  if (json !== null) {
    const redacted = redactJson(json, redactor);
    if (redacted === null) return removed(redactor);
    return redacted === json.bytes ? text : redacted.toString();
  }
  const hasPaths = redactor.paths.length > 0;
  if (hasPaths && BEGINS_AS_JSON.test(text)) return removed(redactor);
  const inner = innerText(text);
  if (inner === null) return redactText(text, redactor);
  if (inner === 'unreadable') return removed(redactor);
  const redacted = withoutFound(inner.text, redactor);
  if (redacted === inner.text) return text;
  return redacted === REMOVED ? REMOVED : inner.encode(redacted);
}

function removed(redactor: Redactor): string {
  redactor.count(UNREADABLE);
  return REMOVED;
}

const jsonIn = (text: string): JsonText | null =>
  BEGINS_AS_VALUE.test(text) ? jsonText(Buffer.from(text.trim())) : null;

/** A number that looks like something that is to be hidden becomes a text. */
function rewriteWord(bytes: Buffer, redactor: Redactor): Buffer {
  const word = bytes.toString();
  if (!/^[-\d]/.test(word)) return bytes;
  const redacted = redactText(word, redactor);
  return redacted === word ? bytes : jsonString(redacted);
}

const jsonString = (text: string): Buffer => Buffer.from(JSON.stringify(text));
