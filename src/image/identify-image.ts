import {sep} from 'node:path';
import {chainOf, derivedName, type BaseImage, type ChainStep} from '../core/derived-image.js';
import type {CodeTree, TreeRequest} from '../core/code-tree.js';
import type {FunctionSpec, LayerSource} from '../core/function-spec.js';
import {LAYERS, UNZIPPED_BYTES} from '../core/limits.js';
import {pythonVersionOf} from '../core/python-packages.js';
import {findRuntime} from '../core/runtime.js';
import {LambdockError} from '../errors/lambdock-error.js';
import type {ImageFacts} from '../docker/engine.js';
import type {Purpose} from './ensure-base.js';
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
  request: ImageRequest,
  options: ImageOptions & {readonly purpose: Exclude<Purpose, 'plan'>},
): Promise<ImageIdentity> {
  // Whichever fails first stops the other: a mistyped path must not wait for a pull.
  const stop = new AbortController();
  const signal =
    options.signal === undefined ? stop.signal : AbortSignal.any([options.signal, stop.signal]);
  try {
    const [found, trees] = await Promise.all([
      ensureGround(tools, request, {...options, signal}),
      readTrees(tools, request, signal),
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
  signal?: AbortSignal,
): Promise<readonly CodeTree[]> {
  return Promise.all(treeRequests(request).map((tree) => tools.readTree(tree, signal)));
}

function treeRequests(request: ImageRequest): readonly TreeRequest[] {
  const {spec} = request;
  const {code, runtime, layers, name} = spec;
  if (code.kind === 'image') return [];
  if (layers.length > LAYERS) {
    throw new LambdockError('LAYER_LIMIT', {
      message: `function ${name} has ${layers.length} layers, Lambda allows ${LAYERS}`,
      details: {function: name, layers: layers.length},
    });
  }
  const family = (runtime === null ? undefined : findRuntime(runtime))?.family ?? null;
  const ignore = code.kind === 'directory' ? code.ignore : [];
  return [
    ...layers.map(layerRequest),
    {what: 'code', kind: code.kind, path: code.path, ignore, family, ...pythonOf(request)},
  ];
}

function pythonOf({spec, projectFolder = null}: ImageRequest): Pick<TreeRequest, 'python'> {
  const {code, runtime, architecture} = spec;
  const version = pythonVersionOf(runtime);
  if (version === null || code.kind !== 'directory') return {};
  const isInside = projectFolder !== null && code.path.startsWith(`${projectFolder}${sep}`);
  return {python: {version, architecture, projectFolder: isInside ? projectFolder : null}};
}

function layerRequest(layer: LayerSource): TreeRequest {
  if (layer.kind === 'arn') {
    throw new LambdockError('LAYER_NOT_FOUND', {
      message: `The layer ${layer.arn} is not at hand: this version of lambdock takes folders and .zip files`,
      suggestions: [
        `aws lambda get-layer-version-by-arn --arn ${layer.arn} --query Content.Location tells where its .zip is; name a copy of it in its place`,
      ],
      details: {layer: layer.arn},
    });
  }
  const ignore = layer.kind === 'directory' ? layer.ignore : [];
  return {what: 'layer', kind: layer.kind, path: layer.path, ignore, family: null};
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
