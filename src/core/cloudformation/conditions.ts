import type {DocumentValue} from '../reference.js';
import {
  allKnown,
  isList,
  isMapping,
  kindOf,
  madeOf,
  nameOf,
  ownValue,
  textOf,
  withValue,
  wrong,
  type Frame,
  type Intrinsic,
  type Outcome,
} from './outcome.js';

/** `Fn::If`: only the branch that is taken is evaluated. */
export const ifThenElse: Intrinsic = async (argument, frame) => {
  if (!isList(argument) || argument.length !== 3) {
    return wrong(frame, 'Fn::If needs [condition, value if true, value if false]');
  }
  const [test = null, then = null, otherwise = null] = argument;
  const outcome = typeof test === 'string' ? named(test, frame) : truth(test, frame);
  return withValue(await outcome, (value) => frame.visit(value === true ? then : otherwise, frame));
};

/** `Condition`: a condition of the template by its name. */
export const condition: Intrinsic = async (argument, frame) =>
  typeof argument === 'string'
    ? named(argument, frame)
    : wrong(frame, 'Condition needs the name of a condition');

/** `Fn::And`: false as soon as one is false, whatever the others are. */
export const and: Intrinsic = (argument, frame) => anyIs(false, argument, frame);

/** `Fn::Or`: true as soon as one is true, whatever the others are. */
export const or: Intrinsic = (argument, frame) => anyIs(true, argument, frame);

/** `Fn::Not`. */
export const not: Intrinsic = async (argument, frame) => {
  if (!isList(argument) || argument.length !== 1) return wrong(frame, 'Fn::Not needs [condition]');
  const [test = null] = argument;
  return withValue(await truth(test, frame), (value, part) => madeOf(value !== true, [part]));
};

/** `Fn::Equals`: values are compared as text, as CloudFormation does. */
export const equals: Intrinsic = async (argument, frame) => {
  if (!isList(argument) || argument.length !== 2) {
    return wrong(frame, 'Fn::Equals needs [one value, another value]');
  }
  const all = allKnown(await Promise.all(argument.map((side) => frame.visit(side, frame))));
  if (!all.known) return all;
  const [one, other] = all.parts.map(({value}) => textOf(value) ?? JSON.stringify(value));
  return madeOf(one === other, all.parts);
};

/** The condition of that name. */
async function named(name: string, frame: Frame): Promise<Outcome> {
  const {scope, open} = frame;
  const written = ownValue(scope.template.conditions, name);
  if (written === undefined) return wrong(frame, `the template has no condition ${name}`);
  const key = `Condition ${name}`;
  if (open.some((opened) => opened.scope === scope && opened.key === key)) {
    return wrong(frame, `the condition ${name} needs itself`);
  }
  return truth(written, {...frame, open: [...open, {scope, key}]});
}

/** Whether a condition holds; `{Condition: Name}` is one. */
async function truth(test: DocumentValue, frame: Frame): Promise<Outcome> {
  if (isMapping(test)) {
    const name = Object.keys(test).length === 1 ? ownValue(test, 'Condition') : undefined;
    if (typeof name === 'string') return named(name, frame);
  }
  return withValue(await frame.visit(test, frame), (value, part) => {
    const text = textOf(value);
    if (text === 'true' || text === 'false') return madeOf(text === 'true', [part]);
    return wrong(frame, `${nameOf(frame)} needs a condition and gets ${kindOf(value)}`);
  });
}

/** Whether one of the conditions has this value; unknown ones matter only where none has. */
async function anyIs(wanted: boolean, argument: DocumentValue, frame: Frame): Promise<Outcome> {
  if (!isList(argument) || argument.length === 0) {
    return wrong(frame, `${nameOf(frame)} needs a list of conditions`);
  }
  const outcomes: Outcome[] = [];
  for (const test of argument) {
    const outcome = await truth(test, frame);
    if (outcome.known && outcome.value === wanted) return madeOf(wanted, [outcome]);
    outcomes.push(outcome);
  }
  const all = allKnown(outcomes);
  return all.known ? madeOf(!wanted, all.parts) : all;
}
