import type {DocumentValue} from '../reference.js';
import {lookUp} from './lookups.js';
import {
  allKnown,
  isList,
  isMapping,
  kindOf,
  madeOf,
  nameOf,
  ownValue,
  textOf,
  withText,
  withValue,
  wrong,
  type Frame,
  type Intrinsic,
  type Known,
  type Outcome,
} from './outcome.js';

/** `${Name}`, `${Resource.Attribute}` and `${!Literal}`. */
const PLACEHOLDER = /\$\{([^{}]*)\}/g;
const NAME = /^[A-Za-z0-9_:]+(?:\.[A-Za-z0-9_.:-]+)?$/;

/** `Fn::Sub`: a text, or [text, variables]. */
export const sub: Intrinsic = async (argument, frame) => {
  const [text, variables = {}] = isList(argument) ? argument : [argument];
  if (typeof text !== 'string' || !isMapping(variables)) {
    return wrong(frame, 'Fn::Sub needs a text, or [text, variables]');
  }
  const names = [...text.matchAll(PLACEHOLDER)].map(([, name = '']) => name);
  const outcomes = names.map((name) => substitute(name, variables, frame));
  const all = allKnown(await Promise.all(outcomes));
  if (!all.known) return all;
  let next = 0;
  const result = text.replace(PLACEHOLDER, () => textOf(all.parts[next++]?.value) ?? '');
  return madeOf(result, all.parts);
};

async function substitute(
  name: string,
  variables: Readonly<Record<string, DocumentValue>>,
  frame: Frame,
): Promise<Outcome> {
  if (name.startsWith('!')) return madeOf(`\${${name.slice(1)}}`, []);
  const own = ownValue(variables, name);
  if (own === undefined && !NAME.test(name)) {
    return wrong(frame, `\${${name}} names no parameter, resource or variable`);
  }
  const outcome = own === undefined ? told(name, frame) : frame.visit(own, frame);
  return withValue(await outcome, (value, part) => {
    const isText = textOf(value) !== undefined;
    return isText ? part : wrong(frame, `\${${name}} in Fn::Sub is ${kindOf(value)}, not text`);
  });
}

function told(name: string, frame: Frame): Promise<Outcome> {
  const dot = name.indexOf('.');
  return dot === -1
    ? lookUp({kind: 'ref', id: name}, frame)
    : lookUp({kind: 'get-att', id: name.slice(0, dot), attribute: name.slice(dot + 1)}, frame);
}

/** `Fn::Join`: [delimiter, list]. */
export const join: Intrinsic = async (argument, frame) => {
  const [delimiter, list] = isList(argument) ? argument : [];
  if (typeof delimiter !== 'string' || list === undefined) {
    return wrong(frame, 'Fn::Join needs [delimiter, list]');
  }
  return withList(await frame.visit(list, frame), frame, (items, part) => {
    const texts = items.map(textOf);
    const strange = texts.indexOf(undefined);
    return strange === -1
      ? madeOf(texts.join(delimiter), [part])
      : wrong(frame, `Fn::Join joins text and gets ${kindOf(items[strange])}`);
  });
};

/** `Fn::Split`: [delimiter, text]. */
export const split: Intrinsic = async (argument, frame) => {
  const [delimiter, text] = isList(argument) ? argument : [];
  if (typeof delimiter !== 'string' || delimiter === '' || text === undefined) {
    return wrong(frame, 'Fn::Split needs [delimiter, text]');
  }
  return withText(await frame.visit(text, frame), frame, (known, part) =>
    madeOf(known.split(delimiter), [part]),
  );
};

/** `Fn::Select`: [index, list]; of a list that is written out only the chosen item is looked up. */
export const select: Intrinsic = async (argument, frame) => {
  const [index, list] = isList(argument) ? argument : [];
  if (index === undefined || list === undefined) {
    return wrong(frame, 'Fn::Select needs [index, list]');
  }
  return withText(await frame.visit(index, frame), frame, async (text) => {
    const at = /^\d+$/.test(text) ? Number(text) : NaN;
    if (isList(list)) {
      const chosen = list[at];
      return chosen === undefined ? outOf(list, text, frame) : frame.visit(chosen, frame);
    }
    return withList(await frame.visit(list, frame), frame, (items, part) => {
      const chosen = items[at];
      return chosen === undefined ? outOf(items, text, frame) : madeOf(chosen, [part]);
    });
  });
};

const outOf = (items: readonly DocumentValue[], index: string, frame: Frame): Outcome =>
  wrong(frame, `Fn::Select asks for number ${index} of a list of ${items.length}, counted from 0`);

/** `Fn::Base64`. */
export const base64: Intrinsic = async (argument, frame) =>
  withText(await frame.visit(argument, frame), frame, (text, part) =>
    madeOf(Buffer.from(text, 'utf8').toString('base64'), [part]),
  );

/** `Fn::Length`. */
export const length: Intrinsic = async (argument, frame) =>
  withList(await frame.visit(argument, frame), frame, (items, part) =>
    madeOf(items.length, [part]),
  );

/** `Fn::ToJsonString`. */
export const toJsonString: Intrinsic = async (argument, frame) =>
  withValue(await frame.visit(argument, frame), (value, part) =>
    isList(value) || isMapping(value)
      ? madeOf(JSON.stringify(value), [part])
      : wrong(frame, `Fn::ToJsonString needs a list or a mapping and gets ${kindOf(value)}`),
  );

const withList = (
  outcome: Outcome,
  frame: Frame,
  next: (items: readonly DocumentValue[], part: Known) => Outcome | Promise<Outcome>,
): Promise<Outcome> =>
  withValue(outcome, (value, part) =>
    isList(value)
      ? next(value, part)
      : wrong(frame, `${nameOf(frame)} needs a list and gets ${kindOf(value)}`),
  );
