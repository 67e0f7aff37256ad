import type {EvaluationScope, Leaf, Missing} from '../reference-scope.js';
import {isReference, type DocumentValue, type Reference} from '../reference.js';

/** A value that was found; `undefined` is AWS::NoValue, which removes what it stands for. */
export interface Known {
  readonly known: true;
  readonly value: DocumentValue | undefined;
  readonly secret: boolean;
  readonly origins: readonly string[];
}

/** What is not known of an expression. */
export interface Unknown {
  readonly known: false;
  readonly missing: readonly Missing[];
}

/** What a part of an expression comes to. */
export type Outcome = Known | Unknown;

/** Where an evaluation stands. */
export interface Frame {
  readonly scope: EvaluationScope;
  /** The CloudFormation function that is being evaluated. */
  readonly reference: Reference | null;
  /** What is being evaluated around it: whoever meets himself there would never end. */
  readonly open: readonly Opened[];
  /** Evaluates a part of the expression. */
  visit(value: DocumentValue, frame: Frame): Promise<Outcome>;
}

/** A leaf or a condition under evaluation. */
export interface Opened {
  readonly scope: EvaluationScope;
  readonly key: string;
}

/** Evaluates one CloudFormation function, given what it is applied to. */
export type Intrinsic = (argument: DocumentValue, frame: Frame) => Promise<Outcome>;

/** A value that is there without looking anything up. */
export const literal = (value: DocumentValue | undefined): Known => ({
  known: true,
  value,
  secret: false,
  origins: [],
});

/** An expression that is written wrongly. */
export const wrong = ({reference}: Frame, why: string): Unknown => ({
  known: false,
  missing: [{leaf: null, reference, why}],
});

/** A leaf that nothing tells. */
export const untold = ({reference}: Frame, leaf: Leaf, why: string): Unknown => ({
  known: false,
  missing: [{leaf, reference, why}],
});

/** A value made of others: secret where one of them is. */
export const madeOf = (value: DocumentValue | undefined, parts: readonly Known[]): Known => ({
  known: true,
  value,
  secret: parts.some(({secret}) => secret),
  origins: [...new Set(parts.flatMap(({origins}) => origins))],
});

/** All of several outcomes, or everything that is missing of them. */
export function allKnown(
  outcomes: readonly Outcome[],
): {readonly known: true; readonly parts: readonly Known[]} | Unknown {
  const missing = outcomes.flatMap((outcome) => (outcome.known ? [] : outcome.missing));
  if (missing.length > 0) return {known: false, missing};
  return {known: true, parts: outcomes.filter((outcome) => outcome.known)};
}

/** Goes on with a value, where it is known. */
export const withValue = async (
  outcome: Outcome,
  next: (value: DocumentValue | undefined, part: Known) => Outcome | Promise<Outcome>,
): Promise<Outcome> => (outcome.known ? next(outcome.value, outcome) : outcome);

/** Text, numbers and booleans as text; undefined for what has no text. */
export const textOf = (value: DocumentValue | undefined): string | undefined =>
  typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'
    ? String(value)
    : undefined;

/** Goes on with the text of a value, where it is known and text. */
export const withText = (
  outcome: Outcome,
  frame: Frame,
  next: (text: string, part: Known) => Outcome | Promise<Outcome>,
): Promise<Outcome> =>
  withValue(outcome, (value, part) => {
    const text = textOf(value);
    return text === undefined
      ? wrong(frame, `${nameOf(frame)} needs text and gets ${kindOf(value)}`)
      : next(text, part);
  });

/** `Fn::Sub`, or `Ref`. */
export const nameOf = ({reference}: Frame): string => {
  const name = reference?.name ?? 'value';
  return ['Ref', 'Condition', 'value'].includes(name) ? name : `Fn::${name}`;
};

/** What a value is, in words. */
export function kindOf(value: DocumentValue | undefined): string {
  if (value === undefined) return 'AWS::NoValue';
  if (value === null) return 'nothing';
  if (isReference(value)) return value.text;
  if (isList(value)) return 'a list';
  return typeof value === 'object' ? 'a mapping' : `a ${typeof value}`;
}

/** Whether a value is a list. */
export const isList = (value: unknown): value is readonly DocumentValue[] => Array.isArray(value);

/** Whether a value is a mapping, and no CloudFormation function. */
export const isMapping = (
  value: DocumentValue | undefined,
): value is Readonly<Record<string, DocumentValue>> =>
  typeof value === 'object' && value !== null && !isList(value) && !isReference(value);

/** An own key of a mapping: `constructor` is none unless it is written there. */
export const ownValue = <T>(mapping: Readonly<Record<string, T>>, key: string): T | undefined =>
  Object.hasOwn(mapping, key) ? mapping[key] : undefined;
