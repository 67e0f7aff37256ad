import type {Architecture} from './architecture.js';
import type {FunctionSpec} from './function-spec.js';
import {HANDLERS, type HandlerGrammar} from './handler.js';
import {findRuntime, RUNTIMES, type Debugger, type Runtime} from './runtime.js';

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
  readonly handler: HandlerGrammar;
  /** Folders of layers that the runtime reads by itself, besides /opt/bin and /opt/lib. */
  readonly optFolders: readonly string[];
  /** What the entry point is given where a function names no handler; null where it must. */
  readonly defaultCommand: string | null;
  readonly debugger: Debugger | null;
  readonly preview: boolean;
  /** The day Lambda ends its support, past or to come; null where AWS has named none. */
  readonly deprecated: string | null;
}

/** What the runtime table says in a row of `lambdock images list`. */
export const rowFacts = (
  runtime: Runtime,
): Pick<
  BaseImageRow,
  'handler' | 'optFolders' | 'defaultCommand' | 'debugger' | 'preview' | 'deprecated'
> => ({
  handler: HANDLERS[runtime.family],
  optFolders: runtime.optFolders,
  defaultCommand: runtime.defaultCommand,
  debugger: runtime.debugger,
  preview: runtime.preview,
  deprecated: runtime.deprecated,
});

/** The base image of a runtime below a registry prefix. */
export const baseImageOf = ({repository, tag}: Runtime, registry = AWS_REGISTRY): string =>
  `${registry.replace(/\/+$/, '')}/${repository}:${tag}`;

/** An image below AWS's registry, or a mirror of it. */
export interface AwsImage {
  /** Repository and tag, below the registry. */
  readonly path: string;
  /** Null for a tag that no row of the table has, such as that of one day. */
  readonly runtime: Runtime | null;
}

/** Whether an image is one of AWS's base images, below one of these registries; null where it is none. */
export function runtimeOfImage(reference: string, registries: readonly string[]): AwsImage | null {
  const prefix = registries
    .map((registry) => `${registry.replace(/\/+$/, '')}/`)
    .find((candidate) => reference.startsWith(candidate));
  if (prefix === undefined) return null;
  const path = reference.slice(prefix.length);
  const plain = path.replace(/-(x86_64|arm64)$/, '');
  const runtime = RUNTIMES.find(({repository, tag}) => `${repository}:${tag}` === plain) ?? null;
  return {path, runtime};
}

/** The stand-in of a runtime's base image. */
export const standInOf = (runtime: Runtime, architecture: Architecture): string =>
  taggedFor(baseImageOf(runtime, STAND_IN_REGISTRY), architecture);

/** A stand-in is for one architecture, and its tag says so as AWS's tags do: `nodejs:22-arm64`. */
export const taggedFor = (image: string, architecture: Architecture): string =>
  architecture === 'x86_64' ? image : `${image}-${architecture}`;

/** What makes a stand-in, to be typed. */
export const standInCommand = (runtime: string, architecture: Architecture): string =>
  `lambdock images build ${runtime}${architecture === 'x86_64' ? '' : ` --architecture ${architecture}`}`;

/** What a function starts from: an image to use as it is, or a runtime's base image and its stand-in. */
export function baseImagesOf(
  spec: FunctionSpec,
  registry: string,
): {readonly image: string; readonly standIn: string | null} {
  if (spec.code.kind === 'image') return {image: spec.code.reference, standIn: null};
  // Its name comes from its content: image/dockerfile-build gives it.
  if (spec.code.kind === 'build') return {image: spec.code.dockerfile, standIn: null};
  if (spec.baseImage !== null) return {image: spec.baseImage, standIn: null};
  const runtime = spec.runtime === null ? undefined : findRuntime(spec.runtime);
  if (runtime === undefined) throw new TypeError(`no runtime in ${spec.name}`);
  return {image: baseImageOf(runtime, registry), standIn: standInOf(runtime, spec.architecture)};
}
