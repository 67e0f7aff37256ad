import type {EnvFile} from '../config/env-file.js';
import type {DeclaredVariable, FunctionSpec} from '../core/function-spec.js';
import {formatPlace} from '../core/place.js';
import {isDeferred, type DeferredValue} from '../core/reference-scope.js';
import {isReference, type Reference} from '../core/reference.js';
import type {ResolvedEnvironment, ResolvedVariable} from '../core/resolved-environment.js';
import {LambdockError} from '../errors/lambdock-error.js';

/** The sources of a function's variables besides the project. */
export interface EnvironmentSources {
  readonly files: readonly EnvFile[];
  /** `--env`; null removes. */
  readonly env: Readonly<Record<string, string | null>>;
}

interface Candidate extends DeclaredVariable {
  readonly by: ResolvedVariable['by'];
}

type Candidates = ReadonlyMap<string, Candidate>;

/**
 * The variables of a function, low to high: the project's, `Parameters` of env files, the function's
 * entry in them, `--env`. Null removes what is below. A reference that nothing replaces is an error.
 */
export function resolveEnvironment(
  {name, environment}: Pick<FunctionSpec, 'name' | 'environment'>,
  {files, env}: EnvironmentSources,
): ResolvedEnvironment {
  const declared = Object.entries(environment).map(([key, variable]): [string, Candidate] => [
    key,
    {...variable, by: 'project'},
  ]);
  const candidates: Candidates = new Map([
    ...declared,
    ...files.flatMap(({shownAs, parameters}) => given(parameters, shownAs)),
    ...files.flatMap(({shownAs, functions}) => given(functions[name] ?? {}, shownAs)),
    ...given(env, '--env'),
  ]);
  const unresolved = [...candidates].flatMap(([key, {value}]) =>
    isReference(value) || isDeferred(value) ? [[key, value] as const] : [],
  );
  if (unresolved.length > 0) throw unresolvedError(name, unresolved);
  return Object.fromEntries(
    [...candidates].flatMap(([key, {value, origin, by}]) =>
      typeof value === 'string' ? [[key, {value, origin, by}] as const] : [],
    ),
  );
}

const given = (
  values: Readonly<Record<string, string | null>>,
  origin: string,
): readonly [string, Candidate][] =>
  Object.entries(values).map(([key, value]) => [key, {value, origin, by: 'caller'}]);

function unresolvedError(
  name: string,
  unresolved: readonly (readonly [string, Reference | DeferredValue])[],
): LambdockError {
  const lines = unresolved.map(([key, {text, place}]) =>
    [place === null ? '' : `${formatPlace(place)}: `, `${key} is ${text}`].join(''),
  );
  return new LambdockError('REFERENCE_UNRESOLVED', {
    message: [
      `function ${name} has environment variables whose value is not known`,
      ...lines.map((line) => `  ${line}`),
    ].join('\n'),
    suggestions: [
      `give a value: ${unresolved.map(([key]) => `--env ${key}=VALUE`).join(' ')}`,
      `or in a file, with --env-file: ${JSON.stringify({[name]: Object.fromEntries(unresolved.map(([key]) => [key, 'VALUE']))})}`,
    ],
    details: {
      function: name,
      variables: unresolved.map(([key, {text, place}]) => ({name: key, reference: text, place})),
    },
  });
}
