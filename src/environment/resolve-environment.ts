import type {EnvFile} from '../config/env-file.js';
import type {DeclaredValue, DeclaredVariable, FunctionSpec} from '../core/function-spec.js';
import type {DeferredValue} from '../core/reference-scope.js';
import type {Reference} from '../core/reference.js';
import type {ResolvedEnvironment, ResolvedVariable} from '../core/resolved-environment.js';
import {isLambdockError, type LambdockError} from '../errors/lambdock-error.js';
import {askedInVain, unresolvedError, type Unresolved} from './unresolved-error.js';

/** The sources of a function's variables besides the project. */
export interface EnvironmentSources {
  readonly files: readonly EnvFile[];
  /** `--env`; null removes. */
  readonly env: Readonly<Record<string, string | null>>;
}

/** What a reference stands for, or what of it is not known. */
export type Sought =
  | {
      readonly known: true;
      readonly value: string | null;
      readonly secret: boolean;
      readonly sources: readonly string[];
    }
  | {readonly known: false; readonly why: readonly string[]};

/** Finds what a reference, or a text with dynamic references in it, stands for. */
export type FindValue = (value: string | Reference | DeferredValue) => Promise<Sought>;

interface Candidate extends DeclaredVariable {
  readonly by: ResolvedVariable['by'];
}

/** What of a function its variables depend on. */
export type EnvironmentOwner = Pick<FunctionSpec, 'name' | 'environment' | 'physicalName'>;

/**
 * The variables of a function, low to high: the project's, `Parameters` of env files, the function's
 * entry in them, `--env`. Null removes what is below. Only what nothing replaces is looked up; what
 * is not known is an error.
 */
export async function resolveEnvironment(
  owner: EnvironmentOwner,
  sources: EnvironmentSources,
  find: FindValue,
): Promise<ResolvedEnvironment> {
  const settled = await Promise.all(
    [...candidatesOf(owner, sources)].map(
      async ([key, candidate]) => [key, await settle(key, candidate, find)] as const,
    ),
  );
  const failed = settled.flatMap(([, one]) => (one !== null && 'error' in one ? [one] : []));
  const [inVain] = failed.flatMap(({error}) => (error === null ? [] : [error]));
  const open = failed.map(({unresolved}) => unresolved);
  if (inVain !== undefined) throw askedInVain(owner.name, inVain, open);
  if (open.length > 0) throw unresolvedError(owner.name, open);
  return Object.fromEntries(
    settled.flatMap(([key, one]) => (one === null || 'error' in one ? [] : [[key, one]])),
  );
}

function candidatesOf(
  {name, physicalName, environment}: EnvironmentOwner,
  {files, env}: EnvironmentSources,
): ReadonlyMap<string, Candidate> {
  const declared = Object.entries(environment).map(([key, variable]): [string, Candidate] => [
    key,
    {...variable, by: 'project'},
  ]);
  const names = namesOf(name, physicalName);
  return new Map([
    ...declared,
    ...files.flatMap(({shownAs, parameters}) => given(parameters, shownAs)),
    ...files.flatMap(({shownAs, functions}) => {
      const entry = names.find((one) => Object.hasOwn(functions, one));
      return given(entry === undefined ? {} : (functions[entry] ?? {}), shownAs);
    }),
    ...given(env, '--env'),
  ]);
}

/** In SAM's order: logical id, name in AWS, full path. */
const namesOf = (name: string, physicalName: string | undefined): readonly string[] => [
  name.slice(name.lastIndexOf('/') + 1),
  ...(physicalName === undefined ? [] : [physicalName]),
  name,
];

const given = (
  values: Readonly<Record<string, string | null>>,
  origin: string,
): readonly [string, Candidate][] =>
  Object.entries(values).map(([key, value]) => [key, {value, origin, by: 'caller'}]);

/** A variable that has no value; the error, where somebody who was asked failed. */
interface Failed {
  readonly unresolved: Unresolved;
  readonly error: LambdockError | null;
}

async function settle(
  key: string,
  {value, origin, by}: Candidate,
  find: FindValue,
): Promise<ResolvedVariable | Failed | null> {
  if (value === null) return null;
  if (typeof value === 'string' && !isSought(value, by)) return {value, origin, by};
  const unresolved = (why: readonly string[]): Unresolved => ({
    key,
    ...writtenAs(value, origin),
    why,
  });
  try {
    const found = await find(value);
    if (!found.known) return {unresolved: unresolved(found.why), error: null};
    const {secret, sources} = found;
    return found.value === null ? null : {value: found.value, origin, by, secret, sources};
  } catch (error) {
    if (!isLambdockError(error)) throw error;
    return {unresolved: unresolved([error.message]), error};
  }
}

/** What a caller gives is taken as it is; the project's texts are CloudFormation's. */
const isSought = (value: NonNullable<DeclaredValue>, by: ResolvedVariable['by']): boolean =>
  typeof value !== 'string' || (by === 'project' && value.includes('{{resolve:'));

const writtenAs = (
  value: string | Reference | DeferredValue,
  origin: string,
): Pick<Unresolved, 'text' | 'place' | 'origin'> =>
  typeof value === 'string'
    ? {text: value, place: null, origin}
    : {text: value.text, place: value.place, origin};
