import type {Place} from '../../core/place.js';
import {isReference, type DocumentValue} from '../../core/reference.js';
import type {SourceFile} from '../../core/source-file.js';

/** Where a value stands in a file. */
export interface Spot {
  readonly file: SourceFile;
  readonly holder: object | null;
  readonly key: string | number | null;
  /** `functions.hello.timeout`; empty for the file as a whole. */
  readonly path: string;
}

/** A value and where it comes from. */
export interface Located {
  readonly value: DocumentValue;
  readonly spot: Spot;
  /** Its texts hold no variables: they are found already, or come from outside the project. */
  readonly final: boolean;
  readonly secret: boolean;
}

/** The whole of a file. */
export const wholeOf = (file: SourceFile): Located => ({
  value: file.value,
  spot: {file, holder: null, key: null, path: ''},
  final: false,
  secret: false,
});

/** A value from outside the project, at the place that asked for it. */
export const outside = (value: DocumentValue, spot: Spot, secret = false): Located => ({
  value,
  spot: {...spot, holder: null, key: null},
  final: true,
  secret,
});

/** Keys and values in the way of JSON. */
export type Mapping = Readonly<Record<string, DocumentValue>>;

/** Whether a value is a mapping of a configuration file. */
export const isMapping = (value: DocumentValue | undefined): value is Mapping =>
  typeof value === 'object' && value !== null && !Array.isArray(value) && !isReference(value);

/** Whether a value is a list of a configuration file. */
export const isList = (value: DocumentValue | undefined): value is readonly DocumentValue[] =>
  Array.isArray(value);

/** An entry of a mapping or a list as it is written; undefined where there is none. */
export function entryAt(located: Located, key: string): Located | undefined {
  const {value, spot} = located;
  if (!isMapping(value) && !isList(value)) return undefined;
  if (!Object.hasOwn(value, key)) return undefined;
  const inner = (value as Mapping)[key];
  if (inner === undefined) return undefined;
  const path = spot.path === '' ? key : `${spot.path}.${key}`;
  return {...located, value: inner, spot: {file: spot.file, holder: value, key, path}};
}

/** The keys of a mapping, the indexes of a list. */
export const keysOf = ({value}: Located): readonly string[] =>
  isMapping(value) || isList(value) ? Object.keys(value) : [];

/** Where a value stands, or a text in it. */
export const placeOf = ({file, holder, key}: Spot, text?: string): Place =>
  file.place(holder, key, text);
