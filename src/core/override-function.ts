import {basename, resolve} from 'node:path';
import {imageConfigOf} from './image-function.js';
import {LambdockError} from '../errors/lambdock-error.js';
import {codeAt, functionNameOf, layerAt} from './code-source.js';
import {DEFAULTS} from './defaults.js';
import type {CodeSource, FunctionSpec} from './function-spec.js';
import {handlerInvalid} from './handler-invalid.js';
import {parseImageReference, referenceProblem} from './image-reference.js';
import {LAYERS, MEMORY_MB, TIMEOUT_SECONDS} from './limits.js';
import type {FunctionOverrides} from './options.js';
import {findRuntime} from './runtime.js';
import {runtimeUnknown} from './runtime-unknown.js';

/** Whether flags alone describe a whole function: a runtime, or an image. */
export const describesFunction = ({runtime, image}: FunctionOverrides): boolean =>
  runtime !== undefined || image !== undefined;

/** Whether flags put an image in place of runtime and code; beside code it is a base image. */
export const isOnlyImage = ({image, code, runtime}: FunctionOverrides): boolean =>
  image !== undefined && code === undefined && runtime === undefined;

/** The function that flags alone describe; its code is `folder` when they name none. */
export function functionFromFlags(overrides: FunctionOverrides, folder: string): FunctionSpec {
  const {code, image} = overrides;
  return overrideFunction(
    {
      name: functionNameOf(
        image !== undefined && isOnlyImage(overrides)
          ? imageName(image)
          : resolve(folder, code ?? '.'),
      ),
      runtime: null,
      architecture: DEFAULTS.architecture,
      handler: null,
      code: codeAt(folder, code ?? '.', []),
      baseImage: null,
      layers: [],
      environment: {},
      memoryMb: DEFAULTS.memoryMb,
      timeoutMs: DEFAULTS.timeoutSeconds * 1000,
      place: null,
    },
    overrides,
    folder,
  );
}

/** `worker` of `registry:5000/acme/worker:1.4`. */
const imageName = (image: string): string =>
  basename(parseImageReference(image)?.name ?? image).replace(/[^A-Za-z0-9_-]+/g, '-');

/** A function with what flags say over it, complete and checked; their paths start from `folder`. */
export function overrideFunction(
  spec: FunctionSpec,
  overrides: FunctionOverrides,
  folder: string,
): FunctionSpec {
  const {layers, timeoutSeconds, memoryMb, architecture, image} = overrides;
  const problem = image === undefined ? null : referenceProblem(image);
  if (problem !== null) {
    throw new LambdockError('USAGE', {
      message: `--image: found ${JSON.stringify(image)}, expected ${problem}`,
    });
  }
  return checked({
    ...spec,
    ...packageOf(spec, overrides, folder),
    architecture: architecture ?? spec.architecture,
    layers: layers?.map((layer) => layerAt(folder, layer)) ?? spec.layers,
    memoryMb: inRange('memory', memoryMb, MEMORY_MB) ?? spec.memoryMb,
    timeoutMs:
      timeoutSeconds === undefined
        ? spec.timeoutMs
        : (inRange('timeout', timeoutSeconds, TIMEOUT_SECONDS) ?? 0) * 1000,
  });
}

type Package = Pick<FunctionSpec, 'runtime' | 'handler' | 'code' | 'baseImage'>;

/** An image alone makes a container-image function; beside code it is the base image of that code. */
function packageOf(spec: FunctionSpec, overrides: FunctionOverrides, folder: string): Package {
  const {runtime, handler, code, image} = overrides;
  if (image !== undefined && isOnlyImage(overrides)) return imagePackage(spec, image, handler);
  if (spec.code.kind === 'build' && code === undefined && runtime === undefined) {
    const config =
      handler === undefined ? spec.code.config : {...spec.code.config, command: [handler]};
    return {runtime: null, handler: null, code: {...spec.code, config}, baseImage: null};
  }
  if (spec.code.kind === 'image' && code === undefined) {
    return runtime === undefined
      ? imagePackage(spec, spec.code.reference, handler)
      : {
          runtime,
          handler: handler ?? null,
          code: codeAt(folder, '.', []),
          baseImage: image ?? null,
        };
  }
  const ignore = spec.code.kind === 'directory' ? spec.code.ignore : [];
  return {
    runtime: runtime ?? spec.runtime,
    handler: handler ?? spec.handler,
    code: code === undefined ? spec.code : codeAt(folder, code, ignore),
    baseImage: image ?? (runtime === undefined ? spec.baseImage : null),
  };
}

/** A handler beside a function image is its command, as in Lambda's ImageConfig. */
function imagePackage(spec: FunctionSpec, reference: string, handler?: string): Package {
  const own = imageConfigOf(spec) ?? {};
  const config = handler === undefined ? own : {...own, command: [handler]};
  const code: CodeSource = {kind: 'image', reference, config};
  return {runtime: null, handler: null, code, baseImage: null};
}

function checked(spec: FunctionSpec): FunctionSpec {
  const {name, code, runtime, handler, baseImage, layers} = spec;
  if (layers.length > LAYERS) {
    throw new LambdockError('LAYER_LIMIT', {
      message: `function ${name} has ${layers.length} layers, Lambda allows ${LAYERS}`,
      details: {function: name, layers: layers.length},
    });
  }
  if (code.kind === 'image' || code.kind === 'build') return spec;
  if (runtime === null) {
    if (baseImage === null) throw runtimeMissing(name);
    return spec;
  }
  const row = findRuntime(runtime);
  if (row === undefined) throw runtimeUnknown(runtime);
  if (handler === null && row.defaultCommand === null) throw handlerMissing(name);
  // Another base image may have a grammar of its own.
  const invalid =
    handler === null || baseImage !== null ? null : handlerInvalid({name, runtime, handler});
  if (invalid !== null) throw invalid;
  return spec;
}

const runtimeMissing = (name: string): LambdockError =>
  new LambdockError('USAGE', {
    message: `function ${name} has code but no runtime`,
    suggestions: ['give --runtime, such as --runtime nodejs22.x'],
  });

const handlerMissing = (name: string): LambdockError =>
  new LambdockError('HANDLER_MISSING', {
    message: `function ${name} has a runtime but no handler`,
    details: {function: name},
  });

function inRange(
  what: string,
  value: number | undefined,
  {min, max}: {readonly min: number; readonly max: number},
): number | undefined {
  if (value === undefined || (Number.isInteger(value) && value >= min && value <= max))
    return value;
  throw new LambdockError('USAGE', {
    message: `${what}: found ${value}, expected a whole number from ${min} to ${max}`,
  });
}
