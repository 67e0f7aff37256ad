import type {Evaluation, EvaluationScope} from '../reference-scope.js';
import {isReference, type DocumentValue} from '../reference.js';
import {and, condition, equals, ifThenElse, not, or} from './conditions.js';
import {resolveDynamic, unshielded} from './dynamic-references.js';
import {cidr} from './cidr.js';
import {findInMap, getAtt, getAzs, importValue, ref} from './lookups.js';
import {
  allKnown,
  isList,
  isMapping,
  kindOf,
  literal,
  madeOf,
  ownValue,
  textOf,
  wrong,
  type Frame,
  type Intrinsic,
  type Outcome,
} from './outcome.js';
import {STORED_LIST, storedList} from './stored-list.js';
import {base64, join, length, select, split, sub, toJsonString} from './texts.js';

/** Every CloudFormation function that can be evaluated without AWS. */
const FUNCTIONS: Readonly<Record<string, Intrinsic>> = {
  Ref: ref,
  GetAtt: getAtt,
  ImportValue: importValue,
  FindInMap: findInMap,
  GetAZs: getAzs,
  Sub: sub,
  Join: join,
  Split: split,
  Select: select,
  Base64: base64,
  Length: length,
  ToJsonString: toJsonString,
  Cidr: cidr,
  If: ifThenElse,
  And: and,
  Or: or,
  Not: not,
  Equals: equals,
  Condition: condition,
  [STORED_LIST]: storedList,
};

/**
 * What a value of a template comes to, or everything of it that is not known. Looks up only what the
 * value needs: of an `Fn::If` the branch that is taken. A null at the top is AWS::NoValue.
 */
export async function evaluate(value: DocumentValue, scope: EvaluationScope): Promise<Evaluation> {
  const frame: Frame = {scope, reference: isReference(value) ? value : null, open: [], visit};
  const outcome = await resolveDynamic(await visit(value, frame), frame);
  if (!outcome.known) return outcome;
  const {secret, origins} = outcome;
  return {known: true, value: unshielded(outcome.value ?? null), secret, origins};
}

/** As `evaluate`, where only text is of use: numbers and booleans become text, null stays null. */
export async function evaluateText(
  value: DocumentValue,
  scope: EvaluationScope,
): Promise<Exclude<Evaluation, {known: true}> | (Evaluation & {readonly value: string | null})> {
  const outcome = await evaluate(value, scope);
  if (!outcome.known) return outcome;
  const text = outcome.value === null ? null : textOf(outcome.value);
  if (text !== undefined) return {...outcome, value: text};
  const reference = isReference(value) ? value : null;
  const why = `text is needed, and it is ${kindOf(outcome.value)}`;
  return {known: false, missing: [{leaf: null, reference, why}]};
}

/** Evaluates a value with everything in it. */
async function visit(value: DocumentValue, frame: Frame): Promise<Outcome> {
  if (isReference(value)) {
    const inner = {...frame, reference: value};
    const known = ownValue(FUNCTIONS, value.name);
    return known === undefined
      ? wrong(inner, unsupported(value.name))
      : known(value.argument, inner);
  }
  if (isList(value)) return visitList(value, frame);
  return isMapping(value) ? visitMapping(value, frame) : literal(value);
}

async function visitList(items: readonly DocumentValue[], frame: Frame): Promise<Outcome> {
  const all = allKnown(await Promise.all(items.map((item) => visit(item, frame))));
  if (!all.known) return all;
  const values = all.parts.flatMap(({value}) => (value === undefined ? [] : [value]));
  return madeOf(values, all.parts);
}

async function visitMapping(
  mapping: Readonly<Record<string, DocumentValue>>,
  frame: Frame,
): Promise<Outcome> {
  const keys = Object.keys(mapping);
  if (keys.some((key) => key.startsWith('Fn::ForEach')))
    return wrong(frame, unsupported('ForEach'));
  const all = allKnown(await Promise.all(Object.values(mapping).map((item) => visit(item, frame))));
  if (!all.known) return all;
  const pairs = all.parts.flatMap(({value}, index) =>
    value === undefined ? [] : [[keys[index] ?? '', value] as const],
  );
  return madeOf(Object.fromEntries(pairs), all.parts);
}

const unsupported = (name: string): string => {
  if (name === 'Transform') return 'Fn::Transform runs a macro, which only AWS can';
  if (name === 'ForEach') return 'Fn::ForEach is not supported: write its loop out';
  return `there is no CloudFormation function ${name}`;
};
