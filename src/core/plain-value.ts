import type {Place} from './place.js';
import {referenceKind, type DocumentValue, type Reference} from './reference.js';

/** A CloudFormation function in its long form. */
export interface LongForm {
  readonly name: string;
  readonly argument: unknown;
}

/** `{Ref: Name}` or `{"Fn::Sub": …}`; null for any other mapping. */
export function longForm(value: object): LongForm | null {
  let only: string | undefined;
  for (const key in value) {
    if (only !== undefined) return null;
    only = key;
  }
  const name = only === 'Ref' ? only : /^Fn::(\w+)$/.exec(only ?? '')?.[1];
  if (name === undefined || only === undefined) return null;
  return {name, argument: (value as Readonly<Record<string, unknown>>)[only]};
}

/** Deeper than any configuration; a value that holds itself is as deep as one likes. */
const DEEPEST = 200;

/**
 * What a module exports as a value of a configuration file, read as JSON would have it: without
 * functions and what is undefined.
 */
export function plainValue(value: unknown, place: Place | null, depth = 0): DocumentValue {
  if (depth > DEEPEST) throw new RangeError('it holds itself, or is nested too deep');
  if (value === null || typeof value === 'string' || typeof value === 'boolean') return value;
  if (typeof value === 'number') return Number.isFinite(value) ? value : null;
  if (typeof value === 'bigint') return Number(value);
  if (typeof value !== 'object') return null;
  const within = (inner: unknown): DocumentValue => plainValue(inner, place, depth + 1);
  if (Array.isArray(value)) return value.map(within);
  const {toJSON} = value as {readonly toJSON?: unknown};
  if (typeof toJSON === 'function') return within((toJSON as () => unknown).call(value));
  const call = longForm(value);
  if (call !== null) return referenceOf({name: call.name, argument: within(call.argument), place});
  return Object.fromEntries(
    Object.entries(value).flatMap(([key, inner]) =>
      inner === undefined || typeof inner === 'function' ? [] : [[key, within(inner)] as const],
    ),
  );
}

function referenceOf(call: {
  readonly name: string;
  readonly argument: DocumentValue;
  readonly place: Place | null;
}): Reference {
  const {name, argument, place} = call;
  return {
    name,
    kind: referenceKind(name),
    argument,
    text: `${name === 'Ref' ? name : `Fn::${name}`}: ${JSON.stringify(argument)}`,
    place,
  };
}
