import {treeName} from '../core/code-tree.js';
import {imageLabels, type ChainStep} from '../core/derived-image.js';
import {LABELS} from '../core/labels.js';
import {isLambdockError, LambdockError} from '../errors/lambdock-error.js';
import {inBuildContainer} from './build-container.js';
import type {ImageIdentity} from './identify-image.js';
import type {ImageOptions, ImageTools} from './image-tools.js';
import {byDigest} from './observe-images.js';
import {sendPart} from './send-part.js';

/** One image to make. */
export interface StepRequest {
  readonly identity: ImageIdentity;
  readonly step: ChainStep;
  /** The last step's image gets the derived image's name. */
  readonly isLast: boolean;
  /** Id of the image before it, or of one with the same content and another name. */
  readonly from: string;
  /** False when `from` has the content already, and only the name is missing. */
  readonly sends: boolean;
}

/** Id of the step's image; `again` when what it was planned on has changed meanwhile. */
export type StepOutcome = {readonly id: string} | 'again';

/** Makes the image of one step, or waits for the one who makes it. */
export async function makeStep(
  tools: ImageTools,
  request: StepRequest,
  options: ImageOptions,
): Promise<StepOutcome> {
  const {identity, step, from} = request;
  try {
    for (let isFirst = true; ; isFirst = false) {
      const look = isFirst && request.isLast ? named : made;
      const work = async (container: string): Promise<StepOutcome> =>
        (await look(tools, request)) ?? (await make(tools, {...request, container}, options));
      const container = {identity, digest: step.digest, from};
      const outcome =
        (await inBuildContainer(tools, container, {...options, work})) ??
        (await made(tools, request));
      if (outcome !== null) return outcome;
    }
  } catch (error) {
    options.signal?.throwIfAborted();
    // Somebody has removed the image below: look again at what there is.
    if (isLambdockError(error) && error.code === 'IMAGE_NOT_FOUND') return 'again';
    throw failed(request, error);
  }
}

/**
 * The derived image, should somebody have made it since a moment ago, when nobody was making it: a list of all
 * images, which would tell one of the same content and another name, takes the engine as long as a small build.
 */
async function named(
  {engine}: ImageTools,
  {identity}: StepRequest,
): Promise<{readonly id: string} | null> {
  const found = await engine.inspectImage(identity.reference);
  return found && {id: found.id};
}

/** The step's image, should somebody have made it; under another name it is where to go on from. */
async function made(tools: ImageTools, request: StepRequest): Promise<StepOutcome | null> {
  const {step, isLast, sends} = request;
  const images = await tools.engine.listImages({[LABELS.digest]: step.digest}, {all: true});
  const twin = byDigest(images).get(step.digest);
  if (twin === undefined) return null;
  if (!isLast) return {id: twin.id};
  return (await named(tools, request)) ?? (sends ? 'again' : null);
}

async function make(
  tools: ImageTools,
  request: StepRequest & {readonly container: string},
  options: ImageOptions,
): Promise<StepOutcome> {
  const {identity, step, isLast, sends, container} = request;
  if (sends) {
    try {
      await sendPart(tools, request, options);
    } catch (error) {
      options.signal?.throwIfAborted();
      if (await tools.isUnchanged(step.part, options.signal)) throw error;
      return 'again';
    }
    if (!(await tools.isUnchanged(step.part, options.signal))) return 'again';
    options.signal?.throwIfAborted();
  }
  const {project, spec} = identity.request;
  const {imageId} = await tools.engine.commitContainer(container, {
    reference: isLast ? identity.reference : null,
    labels: imageLabels(
      {version: tools.version, digest: step.digest, base: identity.base.name},
      isLast ? {project, function: spec.name} : null,
    ),
  });
  return {id: imageId};
}

/** The engine's refusals become the failure of a step; all else speaks for itself. */
function failed({identity, step}: StepRequest, error: unknown): unknown {
  if (!isLambdockError(error) || error.code !== 'DOCKER_FAILED') return error;
  const {name} = identity.request.spec;
  const {kind, source} = step.part;
  return new LambdockError('IMAGE_BUILD_FAILED', {
    message: `The image of ${name} could not be made: step ${kind} (${treeName(source)}): ${error.message}`,
    suggestions: ['`lambdock doctor` checks this machine'],
    details: {function: name, image: identity.reference, step: kind, path: source.path},
    cause: error,
  });
}
