import {LambdockError} from '../errors/lambdock-error.js';
import {HANDLERS, handlerProblem} from './handler.js';
import {findRuntime} from './runtime.js';

/** What of a function says how its handler must be written. */
export interface HandlerUse {
  readonly name: string;
  readonly runtime: string;
  readonly handler: string;
}

/** Says what the handler's runtime expects, with an example made from the handler; null when it is well written. */
export function handlerInvalid({name, runtime, handler}: HandlerUse): LambdockError | null {
  const family = findRuntime(runtime)?.family;
  const problem = family === undefined ? null : handlerProblem(family, handler);
  if (family === undefined || problem === null) return null;
  const {form} = HANDLERS[family];
  return new LambdockError('HANDLER_INVALID', {
    message: `the handler ${handler} of function ${name} cannot be called by ${runtime}: ${problem.why}; expected ${form}`,
    suggestions: [`such as ${problem.example}`],
    details: {function: name, runtime, handler, expected: form, example: problem.example},
  });
}
