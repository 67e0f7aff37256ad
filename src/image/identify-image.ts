import {sep} from 'node:path';
import {chainOf, derivedName, type BaseImage, type ChainStep} from '../core/derived-image.js';
import type {CodeTree, TreeRequest} from '../core/code-tree.js';
import type {FunctionSpec} from '../core/function-spec.js';
import type {LocalLayer} from '../core/layer.js';
import {LAYERS, UNZIPPED_BYTES} from '../core/limits.js';
import {pythonVersionOf} from '../core/python-packages.js';
import {findRuntime} from '../core/runtime.js';
import {LambdockError} from '../errors/lambdock-error.js';
import type {ImageFacts} from '../docker/engine.js';
import type {Purpose} from './ensure-base.js';
import {nameBuild} from './name-build.js';
import {ensureGround, type Emulator, type Ground} from './ensure-emulator.js';
import type {ImageOptions, ImageRequest, ImageTools} from './image-tools.js';

/** Which image a function runs in; whether it is there, only the engine knows. */
export interface ImageIdentity {
  readonly request: ImageRequest;
  /** Name of the image to make containers from. */
  readonly reference: string;
  readonly base: BaseImage;
  /** What the engine says of the base image: entry point and environment above all. */
  readonly facts: ImageFacts;
  readonly emulator: Emulator;
  /** From the base image to the derived one; none for an image that needs nothing. */
  readonly steps: readonly ChainStep[];
  /** The code as it was looked at. */
  readonly trees: readonly CodeTree[];
  /** To be told to the user once the image is used. */
  readonly warnings: readonly string[];
}

/**
 * Names the image of a function: one question to the engine, beside one look at the code. The
 * registry is asked only where there is no base image at all, or `--pull always` wants it.
 */
export const identifyImage = (
  tools: ImageTools,
  request: ImageRequest,
  options: ImageOptions = {},
): Promise<ImageIdentity> => identifyFor(tools, request, {...options, purpose: 'identify'});

/** As `identifyImage`, with a base image that is good enough for the purpose. */
export async function identifyFor(
  tools: ImageTools,
  asked: ImageRequest,
  options: ImageOptions & {readonly purpose: Exclude<Purpose, 'plan'>},
): Promise<ImageIdentity> {
  const request = await nameBuild(tools, asked, options);
  // Whichever fails first stops the other: a mistyped path must not wait for a pull.
  const stop = new AbortController();
  const signal =
    options.signal === undefined ? stop.signal : AbortSignal.any([options.signal, stop.signal]);
  try {
    const [found, trees] = await Promise.all([
      ensureGround(tools, request, {...options, signal}),
      readTrees(tools, request, {...options, signal}),
    ]);
    if (found === null) throw new TypeError('no base image, and no error');
    return identityOf(request, found, trees);
  } catch (error) {
    stop.abort(error);
    throw error;
  }
}

/** Layers in their order, then the code; none for a function that is an image itself. */
export async function readTrees(
  tools: ImageTools,
  request: ImageRequest,
  options: ImageOptions = {},
): Promise<readonly CodeTree[]> {
  const {spec} = request;
  const {code, runtime, architecture} = spec;
  if (code.kind === 'image' || code.kind === 'build') return [];
  checkCount(spec);
  const family = (runtime === null ? undefined : findRuntime(runtime))?.family ?? null;
  const ignore = code.kind === 'directory' ? code.ignore : [];
  const {kind, path} = code;
  const ofCode = {
    what: 'code',
    kind,
    path,
    ignore,
    family,
    architecture,
    ...pythonOf(request),
  } as const;
  // The code is looked at while layers are fetched.
  const [layers, tree] = await Promise.all([
    layerTrees(tools, spec, options),
    tools.readTree(ofCode, options.signal),
  ]);
  return [...layers, tree];
}

async function layerTrees(
  tools: ImageTools,
  spec: FunctionSpec,
  options: ImageOptions,
): Promise<readonly CodeTree[]> {
  const layers = await tools.localLayers(spec, options);
  return Promise.all(
    layers.map(async (layer) => {
      const tree = await tools.readTree(layerRequest(layer), options.signal);
      return {...tree, warnings: [...(layer.warnings ?? []), ...tree.warnings]};
    }),
  );
}

/** Rejects a function with more layers than Lambda takes. */
export function checkCount({layers, name}: FunctionSpec): void {
  if (layers.length > LAYERS) {
    throw new LambdockError('LAYER_LIMIT', {
      message: `function ${name} has ${layers.length} layers, Lambda allows ${LAYERS}`,
      details: {function: name, layers: layers.length},
    });
  }
}

function pythonOf({spec, projectFolder = null}: ImageRequest): Pick<TreeRequest, 'python'> {
  const {code, runtime, architecture} = spec;
  const version = pythonVersionOf(runtime);
  if (version === null || code.kind !== 'directory') return {};
  const isInside = projectFolder !== null && code.path.startsWith(`${projectFolder}${sep}`);
  return {python: {version, architecture, projectFolder: isInside ? projectFolder : null}};
}

function layerRequest(layer: LocalLayer): TreeRequest {
  const {kind, path, shownAs, sha256} = layer;
  return {
    what: 'layer',
    kind,
    path,
    ignore: kind === 'directory' ? layer.ignore : [],
    family: null,
    ...(shownAs !== undefined && {shownAs}),
    ...(sha256 !== undefined && {sha256}),
  };
}

/** Puts together what is known of base image and code. */
export function identityOf(
  request: ImageRequest,
  {base, facts, emulator, warnings}: Ground,
  trees: readonly CodeTree[],
): ImageIdentity {
  const {spec} = request;
  const steps = chainOf({
    baseId: base.id,
    architecture: spec.architecture,
    parts: [
      ...(emulator.part === null ? [] : [emulator.part]),
      ...trees.flatMap(({parts}) => parts),
    ],
  });
  const last = steps.at(-1);
  return {
    request,
    reference: last === undefined ? base.name : derivedName(spec.name, last.digest),
    base,
    facts,
    emulator,
    steps,
    trees,
    warnings: [...warnings, ...trees.flatMap((tree) => tree.warnings), ...tooLarge(spec, trees)],
  };
}

/** Folders are what they are while one works on them; an archive over the limit is an error. */
function tooLarge({name}: FunctionSpec, trees: readonly CodeTree[]): string[] {
  const parts = trees.flatMap((tree) => tree.parts);
  const bytes = parts.reduce((sum, part) => sum + (part.bytes ?? 0), 0);
  if (bytes <= UNZIPPED_BYTES) return [];
  const megabytes = (count: number): string => `${Math.round(count / 2 ** 20)} MB`;
  return [
    `Lambda would refuse ${name}: code and layers have ${megabytes(bytes)}, ${megabytes(UNZIPPED_BYTES)} are allowed`,
  ];
}
