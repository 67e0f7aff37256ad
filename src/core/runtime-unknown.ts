import {LambdockError} from '../errors/lambdock-error.js';
import {nearestRuntime} from './runtime.js';

/** Says that there is no such runtime, and which one was probably meant. */
export function runtimeUnknown(runtime: string): LambdockError {
  const nearest = nearestRuntime(runtime);
  return new LambdockError('RUNTIME_UNKNOWN', {
    message: `there is no runtime ${runtime}`,
    ...(nearest === undefined ? {} : {suggestions: [`did you mean ${nearest}?`]}),
    details: {runtime, nearest: nearest ?? null},
  });
}
