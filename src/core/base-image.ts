import type {FunctionSpec} from './function-spec.js';
import {findRuntime, type Runtime} from './runtime.js';

/** Where AWS publishes its base images. */
export const AWS_REGISTRY = 'public.ecr.aws/lambda';

/** Where `lambdock images build` puts its stand-ins; never a name of AWS's. */
export const STAND_IN_REGISTRY = 'lambdock/stand-in';

/** A row of `lambdock images list`. */
export interface BaseImageRow {
  readonly runtime: string;
  /** Name of the image as AWS publishes it, below the registry in force. */
  readonly image: string;
  readonly present: boolean;
  readonly standIn: string | null;
  readonly standInPresent: boolean;
  /** Whether a recipe for a stand-in ships with lambdock. */
  readonly standInAvailable: boolean;
}

/** The base image of a runtime below a registry prefix. */
export const baseImageOf = ({repository, tag}: Runtime, registry = AWS_REGISTRY): string =>
  `${registry.replace(/\/+$/, '')}/${repository}:${tag}`;

/** The stand-in of a runtime's base image. */
export const standInOf = (runtime: Runtime): string => baseImageOf(runtime, STAND_IN_REGISTRY);

/** What a function starts from: an image to use as it is, or a runtime's base image and its stand-in. */
export function baseImagesOf(
  spec: FunctionSpec,
  registry: string,
): {readonly image: string; readonly standIn: string | null} {
  if (spec.code.kind === 'image') return {image: spec.code.reference, standIn: null};
  if (spec.baseImage !== null) return {image: spec.baseImage, standIn: null};
  const runtime = spec.runtime === null ? undefined : findRuntime(spec.runtime);
  if (runtime === undefined) throw new TypeError(`no runtime in ${spec.name}`);
  return {image: baseImageOf(runtime, registry), standIn: standInOf(runtime)};
}
