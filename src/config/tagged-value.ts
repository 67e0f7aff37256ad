import type {Place} from '../core/place.js';
import {longForm, type LongForm} from '../core/plain-value.js';
import {referenceKind, type DocumentValue, type Reference} from '../core/reference.js';
import {offsetsOf, type Recorded} from './source-places.js';

/** `!Sub text`: a short tag and what it stands before. */
export class Tagged {
  constructor(
    readonly tag: string,
    readonly holds: unknown,
  ) {}
}

/** A file's text with what its parser has told of it. */
export interface TaggedText {
  readonly recorded: Recorded;
  readonly text: string;
  readonly placeOf: (offset: number) => Place;
}

/** Puts references where short tags and the long forms of CloudFormation's functions stand. */
export function asReferences(value: unknown, source: TaggedText): DocumentValue {
  const seen = new Set<object>();
  const whole = {value};
  convertEntries(whole, seen, source);
  return whole.value as DocumentValue;
}

/** In place: a file's mappings and lists keep their identity, by which their places are known. */
function convertEntries(holder: object, seen: Set<object>, source: TaggedText): void {
  seen.add(holder);
  const entries = holder as Record<string, unknown>;
  for (const key of Object.keys(entries)) {
    const value = entries[key];
    if (typeof value !== 'object' || value === null) continue;
    const call = callOf(value);
    if (call === null) {
      if (!seen.has(value)) convertEntries(value, seen, source);
      continue;
    }
    const argument = {value: call.argument};
    if (typeof call.argument === 'object' && call.argument !== null) {
      convertEntries(argument, seen, source);
    }
    entries[key] = referenceTo({
      name: call.name,
      argument: argument.value as DocumentValue,
      holder,
      key,
      source,
    });
  }
}

function callOf(value: object): LongForm | null {
  if (value instanceof Tagged) return {name: value.tag, argument: value.holds};
  if (Array.isArray(value)) return null;
  return longForm(value);
}

interface Spot {
  readonly name: string;
  readonly argument: DocumentValue;
  readonly holder: object;
  readonly key: string;
  readonly source: TaggedText;
}

/** Place and text are found when they are asked for: most references of a file never are. */
function referenceTo({name, argument, holder, key, source}: Spot): Reference {
  return {
    name,
    kind: referenceKind(name),
    argument,
    get text(): string {
      const offsets = offsetsOf(source.recorded, holder, key);
      const text = source.text.slice(offsets?.start ?? 0, offsets?.end ?? 0);
      return text.trim().replace(/\s+/g, ' ') || name;
    },
    get place(): Place | null {
      const offsets = offsetsOf(source.recorded, holder, key);
      return offsets === null ? null : source.placeOf(offsets.start);
    },
  };
}
