import type {Found, Leaf} from '../reference-scope.js';
import type {DocumentValue} from '../reference.js';
import {availabilityZones} from './availability-zones.js';
import {resolveDynamic} from './dynamic-references.js';
import {
  allKnown,
  isList,
  isMapping,
  literal,
  madeOf,
  ownValue,
  textOf,
  untold,
  withText,
  withValue,
  wrong,
  type Frame,
  type Intrinsic,
  type Outcome,
} from './outcome.js';

/** `Ref`: a parameter, a pseudo parameter or a resource. */
export const ref: Intrinsic = async (argument, frame) => {
  if (typeof argument !== 'string')
    return wrong(frame, 'Ref needs the name of a parameter or resource');
  return lookUp({kind: 'ref', id: argument}, frame);
};

/** `Fn::GetAtt`: `Id.Attribute`, or [id, attribute] where the attribute may be an expression. */
export const getAtt: Intrinsic = async (argument, frame) => {
  const [id, attribute] = isList(argument) ? argument : splitOnce(argument);
  if (
    typeof id !== 'string' ||
    attribute === undefined ||
    (isList(argument) && argument.length !== 2)
  ) {
    return wrong(frame, 'Fn::GetAtt needs [resource, attribute], or the text resource.attribute');
  }
  return withText(await frame.visit(attribute, frame), frame, (text) =>
    lookUp({kind: 'get-att', id, attribute: text}, frame),
  );
};

function splitOnce(argument: DocumentValue): readonly string[] {
  if (typeof argument !== 'string') return [];
  const dot = argument.indexOf('.');
  return dot === -1 ? [] : [argument.slice(0, dot), argument.slice(dot + 1)];
}

/** `Fn::ImportValue`: what another stack exports under a name. */
export const importValue: Intrinsic = async (argument, frame) =>
  withText(await frame.visit(argument, frame), frame, (name) =>
    lookUp({kind: 'import-value', name}, frame),
  );

/** `Fn::FindInMap`, also with a DefaultValue. */
export const findInMap: Intrinsic = async (argument, frame) => {
  if (!isList(argument) || argument.length < 3 || argument.length > 4) {
    return wrong(frame, 'Fn::FindInMap needs [mapping, first key, second key]');
  }
  const keys = argument.slice(0, 3);
  const all = allKnown(await Promise.all(keys.map((key) => frame.visit(key, frame))));
  if (!all.known) return all;
  const path = all.parts.map(({value}) => textOf(value));
  const found = path.reduce<DocumentValue | undefined>(
    (at, key) => (isMapping(at) && key !== undefined ? ownValue(at, key) : undefined),
    frame.scope.template.mappings,
  );
  if (found !== undefined) {
    return withValue(await frame.visit(found, frame), (value, part) =>
      madeOf(value, [part, ...all.parts]),
    );
  }
  const [, , , options] = argument;
  const otherwise = isMapping(options) ? ownValue(options, 'DefaultValue') : undefined;
  if (otherwise !== undefined) return frame.visit(otherwise, frame);
  return wrong(frame, `the mappings have no ${path.map((key) => key ?? '?').join('.')}`);
};

/** `Fn::GetAZs`: the zones of a region; of the empty text, of this one. */
export const getAzs: Intrinsic = async (argument, frame) => {
  const asked = await frame.visit(argument, frame);
  const region =
    asked.known && (asked.value === '' || asked.value === undefined || asked.value === null)
      ? await lookUp({kind: 'ref', id: 'AWS::Region'}, frame)
      : asked;
  return withText(region, frame, (name, part) => {
    const zones = availabilityZones(name);
    if (zones !== undefined) return madeOf(zones, [part]);
    return wrong(
      frame,
      `the availability zones of ${name} are not the same for everyone: AWS alone knows yours`,
    );
  });
};

/** Looks one leaf up; what is found is evaluated in turn, in the template it comes from. */
export async function lookUp(leaf: Leaf, frame: Frame): Promise<Outcome> {
  if (leaf.kind === 'ref' && leaf.id === 'AWS::NoValue') return literal(undefined);
  const {scope, open} = frame;
  const key = leafName(leaf);
  if (open.some((opened) => opened.scope === scope && opened.key === key)) {
    return wrong(frame, `${key} needs itself`);
  }
  const found = await scope.source(leaf);
  if (found === undefined) {
    const why = await scope.template.whyUnknown?.(leaf);
    return untold(frame, leaf, why ?? `nothing tells ${key}`);
  }
  const inner = {...frame, scope: found.scope ?? scope, open: [...open, {scope, key}]};
  return valueOf(found, inner);
}

async function valueOf({value, secret, origin}: Found, frame: Frame): Promise<Outcome> {
  const outcome = await resolveDynamic(await frame.visit(value, frame), frame);
  return withValue(outcome, (known, part) =>
    madeOf(known, [{known: true, value: known, secret, origins: [origin]}, part]),
  );
}

/** A leaf in words. */
export function leafName(leaf: Leaf): string {
  if (leaf.kind === 'ref') return leaf.id;
  if (leaf.kind === 'get-att') return `${leaf.id}.${leaf.attribute}`;
  return leaf.kind === 'import-value' ? `the export ${leaf.name}` : `{{resolve:${leaf.text}}}`;
}
