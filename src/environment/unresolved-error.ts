import {formatPlace, type Place} from '../core/place.js';
import {LambdockError} from '../errors/lambdock-error.js';

/** A variable whose value is not known. */
export interface Unresolved {
  readonly key: string;
  /** The reference as written. */
  readonly text: string;
  readonly place: Place | null;
  /** Where the variable is declared. */
  readonly origin: string;
  /** What of it is not known, or why it could not be asked. */
  readonly why: readonly string[];
}

/** Every variable without a value, with what is missing and the ways to give it. */
export const unresolvedError = (name: string, open: readonly Unresolved[]): LambdockError =>
  new LambdockError('REFERENCE_UNRESOLVED', {
    message: [
      `function ${name} has environment variables whose value is not known`,
      ...open.map(lineOf),
    ].join('\n'),
    suggestions: waysOf(name, open),
    details: detailsOf(name, open),
  });

/** AWS was asked for a variable and did not answer: its own error, in words of the variable. */
export const askedInVain = (
  name: string,
  error: LambdockError,
  open: readonly Unresolved[],
): LambdockError =>
  new LambdockError(error.code, {
    message: [
      error.message,
      `so function ${name} has environment variables whose value is not known`,
      ...open.map((one) => lineOf(one.why.includes(error.message) ? {...one, why: []} : one)),
    ].join('\n'),
    suggestions: [...error.suggestions, ...waysOf(name, open)],
    details: {...error.details, ...detailsOf(name, open)},
    cause: error,
  });

function lineOf({key, text, place, origin, why}: Unresolved): string {
  const where = place === null ? origin : formatPlace(place);
  // A lone reference is named once.
  const rest = why.map((one) => (one.startsWith(`${text}: `) ? one.slice(text.length + 2) : one));
  return `  ${where}: ${key} is ${text}${rest.length === 0 ? '' : `: ${[...new Set(rest)].join('; ')}`}`;
}

const waysOf = (name: string, open: readonly Unresolved[]): readonly string[] => {
  const values = Object.fromEntries(open.map(({key}) => [key, 'VALUE']));
  return [
    `give a value: ${open.map(({key}) => `--env ${key}=VALUE`).join(' ')}`,
    `or in a file, with --env-file: ${JSON.stringify({[name]: values})}`,
    'or have AWS asked: --stack NAME says in which deployed stack, `lambdock env lock` keeps the answers',
  ];
};

const detailsOf = (name: string, open: readonly Unresolved[]) => ({
  function: name,
  variables: open.map(({key, text, place, why}) => ({
    name: key,
    reference: text,
    place,
    missing: why,
  })),
});
