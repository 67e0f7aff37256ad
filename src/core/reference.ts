import type {Place} from './place.js';

/** A value that is not known yet: a CloudFormation function that stands where text is needed. */
export interface Reference {
  /** As written, such as `!ImportValue shared-table`. */
  readonly text: string;
  readonly kind: 'ref' | 'get-att' | 'import-value' | 'sub' | 'join' | 'other';
  /** The function's short name: `Ref`, `Sub`, `FindInMap`. */
  readonly name: string;
  /** What it is applied to; references may stand inside. */
  readonly argument: DocumentValue;
  readonly place: Place | null;
}

/** A value of a configuration file: JSON, and references where CloudFormation functions stand. */
export type DocumentValue =
  | string
  | number
  | boolean
  | null
  | Reference
  | readonly DocumentValue[]
  | {readonly [key: string]: DocumentValue};

const KINDS: Readonly<Record<string, Reference['kind']>> = {
  Ref: 'ref',
  GetAtt: 'get-att',
  ImportValue: 'import-value',
  Sub: 'sub',
  Join: 'join',
};

const OTHERS: readonly string[] =
  'And Base64 Cidr Condition Equals FindInMap ForEach GetAZs If Length Not Or Select Split ToJsonString Transform'.split(
    ' ',
  );

/** Every CloudFormation function by its short name. */
export const INTRINSICS: readonly string[] = [...Object.keys(KINDS), ...OTHERS];

/** The kind of a CloudFormation function, by its short name (`Sub`). */
export const referenceKind = (name: string): Reference['kind'] => KINDS[name] ?? 'other';

const REFERENCE_KINDS: readonly unknown[] = [...Object.values(KINDS), 'other'];

/** Whether a declared value still has to be found. */
export const isReference = (value: unknown): value is Reference =>
  typeof value === 'object' &&
  value !== null &&
  'place' in value &&
  'text' in value &&
  'kind' in value &&
  REFERENCE_KINDS.includes(value.kind);
