import {LambdockError} from '../errors/lambdock-error.js';
import type {FunctionSpec, Project} from './function-spec.js';
import {closest} from './nearest-name.js';

/** `arn:aws:lambda:REGION:ACCOUNT:function:NAME[:QUALIFIER]` and the shorter `ACCOUNT:function:NAME`. */
const ARN = /^(?:arn:[\w-]+:lambda:[\w-]*:)?(?:\d{12}:)?function:([\w-]+)(?::[\w$-]+)?$/;
const QUALIFIED = /^([\w-]+):[\w$-]+$/;

/** The function that a name or an ARN means; without a name, the only function there is. */
export function selectFunction({functions}: Project, name?: string): FunctionSpec {
  if (name === undefined) return onlyFunction(functions);
  const found =
    functions.find((spec) => spec.name === name) ??
    functions.find((spec) => spec.name === bareName(name));
  if (found === undefined) throw notFound(functions, name);
  return found;
}

const bareName = (name: string): string | undefined =>
  ARN.exec(name)?.[1] ?? QUALIFIED.exec(name)?.[1];

function onlyFunction(functions: readonly FunctionSpec[]): FunctionSpec {
  const [only] = functions;
  if (only !== undefined && functions.length === 1) return only;
  const names = functions.map((spec) => spec.name);
  throw new LambdockError('FUNCTION_AMBIGUOUS', {
    message: `the project has ${names.length} functions and none was named: ${names.join(', ')}`,
    suggestions: [`name one of them: ${names.join(', ')}`],
    details: {candidates: names},
  });
}

function notFound(functions: readonly FunctionSpec[], name: string): LambdockError {
  const names = functions.map((spec) => spec.name);
  const nearest = closest(bareName(name) ?? name, names);
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
