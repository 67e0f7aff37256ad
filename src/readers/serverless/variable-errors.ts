import {formatPlace} from '../../core/place.js';
import {isReference, type DocumentValue} from '../../core/reference.js';
import {LambdockError} from '../../errors/lambdock-error.js';
import type {Trail} from './evaluation.js';
import {isList, placeOf, type Spot} from './located.js';
import type {Variable, VariableSyntaxError} from './parse-variables.js';

const at = (spot: Spot, text?: string): string =>
  `${formatPlace(placeOf(spot, text))}: ${spot.path === '' ? '' : `${spot.path}: `}`;

/** A value as part of a text; lists of texts are joined by commas. */
export function inText(value: DocumentValue, variable: Variable, spot: Spot): string {
  if (typeof value === 'string') return value;
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  if (isList(value) && value.every((item) => typeof item !== 'object')) return value.join(',');
  throw new LambdockError('PROJECT_INVALID', {
    message: `${at(spot, variable.text)}${variable.text} is ${kindOf(value)}, which cannot be part of a text`,
    details: {variable: variable.text, ...placeOf(spot, variable.text)},
  });
}

function kindOf(value: DocumentValue): string {
  if (value === null) return 'null';
  if (isReference(value)) return `the CloudFormation function ${value.text}`;
  return isList(value) ? 'a list' : 'a mapping';
}

/** What is known of a variable that nothing tells. */
export interface Unresolved {
  readonly asked: Variable;
  readonly spot: Spot;
  readonly missing: readonly string[];
  readonly trail: Trail | undefined;
}

/** A variable none of whose sources knows a value. */
export function unresolved({asked, spot, missing, trail}: Unresolved): LambdockError {
  const needed = waysTo(trail);
  return new LambdockError('REFERENCE_UNRESOLVED', {
    message: [
      `${at(spot, asked.text)}${asked.text} is not known: ${missing.join('; ')}`,
      ...needed.map((way) => `  needed by ${way}`),
    ].join('\n'),
    suggestions: [
      ...new Set(
        asked.sources.flatMap((source) =>
          source.kind === 'call' ? (WAYS[source.type] ?? []) : [],
        ),
      ),
      `give it a default in the file: ${asked.text.slice(0, -1)}, 'value'}`,
    ],
    details: {variable: asked.text, path: spot.path, ...placeOf(spot, asked.text)},
  });
}

const WAYS: Readonly<Record<string, readonly string[]>> = {
  env: ['set the variable in this shell, or in a .env file with `useDotenv: true`'],
  opt: ['give the flag: --stage NAME, --region NAME'],
  param: ['give it: --param NAME=VALUE'],
};

const waysTo = (trail: Trail | undefined): readonly string[] =>
  [...ups(trail?.up)].map(({spot}) => `${formatPlace(placeOf(spot))} ${spot.path}`);

function* ups(trail: Trail | undefined): Generator<Trail> {
  for (let here = trail; here !== undefined; here = here.up) yield here;
}

/** Variables that need each other. */
export function cycle(trail: Trail): LambdockError {
  const paths = [...ups(trail)].map(({spot}) => spot.path).reverse();
  const ring = paths.slice(paths.indexOf(trail.spot.path));
  return new LambdockError('PROJECT_INVALID', {
    message: `${at(trail.spot)}variables go in a circle: ${ring.join(' → ')}`,
    suggestions: ['break the circle at one of these places'],
    details: {circle: ring, ...placeOf(trail.spot)},
  });
}

/** Variables that never come to an end. */
export const tooDeep = ({spot}: Trail): LambdockError =>
  new LambdockError('PROJECT_INVALID', {
    message: `${at(spot)}variables lead to variables without end`,
    details: {...placeOf(spot)},
  });

/** A value whose parts are too many. */
export const tooLarge = (spot: Spot): LambdockError =>
  new LambdockError('PROJECT_INVALID', {
    message: `${at(spot)}too many values`,
    details: {...placeOf(spot)},
  });

/** Every type of variable that is known here. */
export const VARIABLE_TYPES = [
  'self',
  'opt',
  'env',
  'param',
  'file',
  'sls',
  'aws',
  'cf',
  's3',
  'ssm',
  'git',
  'strToBool',
] as const;

/** A variable of a plugin's, or a misspelt one. */
export const unknownSource = (type: string, {text}: Variable, spot: Spot): LambdockError =>
  new LambdockError('REFERENCE_UNRESOLVED', {
    message: `${at(spot, text)}${text}: there are no variables of the type ${type}; known are ${VARIABLE_TYPES.join(', ')}`,
    suggestions: [
      'variables of plugins are not known: give the value in a place that --stage or --param chooses',
    ],
    details: {variable: text, path: spot.path, ...placeOf(spot, text)},
  });

/** A variable that is not written as variables are. */
export function wrongSyntax(error: VariableSyntaxError, text: string, spot: Spot): LambdockError {
  const rest = text.slice(error.at);
  const [shown = rest] = rest.split('\n');
  return new LambdockError('PROJECT_INVALID', {
    message: `${at(spot, shown)}${error.message}: ${shown}`,
    details: {path: spot.path, ...placeOf(spot, shown)},
  });
}
