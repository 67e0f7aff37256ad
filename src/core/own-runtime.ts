import type {FunctionSpec} from './function-spec.js';
import {findRuntime} from './runtime.js';

/** Runtime and base image of a function on a runtime of the project's own; null for all other names. */
export function onOwnRuntime(
  runtime: string | null | undefined,
  images: Readonly<Record<string, string>> = {},
): Pick<FunctionSpec, 'runtime' | 'baseImage'> | null {
  if (runtime === null || runtime === undefined || !Object.hasOwn(images, runtime)) return null;
  const isLambdas = findRuntime(runtime) !== undefined;
  return {runtime: isLambdas ? runtime : null, baseImage: images[runtime] ?? null};
}
