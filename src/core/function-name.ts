import {LambdockError} from '../errors/lambdock-error.js';
import type {FunctionEntry} from './function-entry.js';
import type {Project} from './project.js';
import {closest} from './nearest-name.js';

/** `arn:aws:lambda:REGION:ACCOUNT:function:NAME[:QUALIFIER]` and the shorter `ACCOUNT:function:NAME`. */
const ARN = /^(?:arn:[\w-]+:lambda:[\w-]*:)?(?:\d{12}:)?function:([\w-]+)(?::([\w$-]+))?$/;
const SHORT = /^\d{12}:([\w-]+)(?::([\w$-]+))?$/;
const QUALIFIED = /^([\w-]+):([\w$-]+)$/;

/** The name and the qualifier in a name, a qualified name or an ARN; the qualifier is null where there is none. */
export function nameParts(text: string): {
  readonly name: string;
  readonly qualifier: string | null;
} {
  const parts = ARN.exec(text) ?? SHORT.exec(text) ?? QUALIFIED.exec(text);
  return {name: parts?.[1] ?? text, qualifier: parts?.[2] ?? null};
}

/** The function that a name, one of its other names or an ARN means; without a name, the only one there is. */
export function selectFunction({functions}: Project, name?: string): FunctionEntry {
  if (name === undefined) return onlyFunction(functions);
  const bare = bareName(name);
  const found = named(functions, name) ?? (bare === undefined ? undefined : named(functions, bare));
  if (found === undefined) throw notFound(functions, name);
  return found;
}

/** Names come before other names; an other name of several functions is nobody's. */
function named(functions: readonly FunctionEntry[], name: string): FunctionEntry | undefined {
  const own = functions.find((entry) => entry.name === name);
  if (own !== undefined) return own;
  const others = functions.filter(({aliases}) => aliases.includes(name));
  if (others.length > 1) throw ambiguous(others, `${name} means ${others.length} functions`);
  return others[0];
}

const bareName = (name: string): string | undefined =>
  ARN.exec(name)?.[1] ?? QUALIFIED.exec(name)?.[1];

function onlyFunction(functions: readonly FunctionEntry[]): FunctionEntry {
  const [only] = functions;
  if (only !== undefined && functions.length === 1) return only;
  throw ambiguous(functions, `the project has ${functions.length} functions and none was named`);
}

function ambiguous(functions: readonly FunctionEntry[], what: string): LambdockError {
  const names = functions.map((entry) => entry.name);
  return new LambdockError('FUNCTION_AMBIGUOUS', {
    message: `${what}: ${names.join(', ')}`,
    suggestions: [`name one of them: ${names.join(', ')}`],
    details: {candidates: names},
  });
}

function notFound(functions: readonly FunctionEntry[], name: string): LambdockError {
  const names = functions.map((entry) => entry.name);
  const nearest = closest(bareName(name) ?? name, [
    ...names,
    ...functions.flatMap(({aliases}) => aliases),
  ]);
  return new LambdockError('FUNCTION_NOT_FOUND', {
    message: `there is no function ${name}; the project has ${names.join(', ')}`,
    suggestions: [
      nearest === undefined
        ? '`lambdock functions list` shows every name'
        : `did you mean ${nearest}?`,
    ],
    details: {name, candidates: names, nearest: nearest ?? null},
  });
}
