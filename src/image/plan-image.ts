import type {BuildPlan, BuildStep} from '../core/build-plan.js';
import {treeName, type CodePart} from '../core/code-tree.js';
import {RIE_PATH} from '../core/rie.js';
import {DERIVED_REPOSITORY, repositoryName} from '../core/derived-image.js';
import {namesOf} from './ensure-base.js';
import {nameBuild} from './dockerfile-build.js';
import {ensureGround} from './ensure-emulator.js';
import {identityOf, readTrees, type ImageIdentity} from './identify-image.js';
import type {ImageOptions, ImageRequest, ImageTools} from './image-tools.js';
import {observeImages, type Observed} from './observe-images.js';

/**
 * What a build would do and why; looks at engine and code, changes nothing, pulls nothing. A layer
 * by ARN is fetched into the cache: without it nobody knows what is in it.
 */
export async function planImage(
  tools: ImageTools,
  asked: ImageRequest,
  options: ImageOptions = {},
): Promise<BuildPlan> {
  const request = await nameBuild(tools, asked, options.signal);
  const [found, trees] = await Promise.all([
    ensureGround(tools, request, {signal: options.signal, purpose: 'plan'}),
    readTrees(tools, request, options),
  ]);
  if (found === null)
    return planWithoutBase(
      request,
      trees.flatMap(({parts}) => parts),
    );
  const identity = identityOf(request, found, trees);
  return planOf(identity, await observeImages(tools, identity), willPull(request, identity));
}

/** Whether a build would ask the registry first: to renew the image, or in place of a stand-in. */
const willPull = ({pull}: ImageRequest, {base}: ImageIdentity): boolean =>
  pull === 'always' || (base.standIn && pull !== 'never');

/** The steps of an identity against what is there. */
export function planOf(
  identity: ImageIdentity,
  {isDone, made, ofFunction}: Observed,
  pulls = false,
): BuildPlan {
  const {steps, reference, base, request} = identity;
  const reached = isDone ? steps.length - 1 : steps.findLastIndex(({digest}) => made.has(digest));
  const before = ofFunction.flatMap(({tags}) => tags).find((tag) => tag !== reference);
  const cause = before === undefined ? 'not built yet' : `changed since ${before}`;
  const chain = steps.map(({part, digest}, index): BuildStep => {
    const isKept = index <= reached;
    const isNamed = index === steps.length - 1 && isKept && !isDone;
    return {
      kind: part.kind,
      target: part.kind === 'emulator' ? RIE_PATH : treeName(part.source),
      action: isKept && !isNamed ? 'keep' : 'add',
      cause: isNamed ? 'digest known from another function' : isKept ? 'digest unchanged' : cause,
      digest,
      bytes: isKept ? 0 : part.bytes,
    };
  });
  const baseStep: BuildStep = {
    kind: 'base',
    target: base.name,
    action: pulls && !isDone ? 'pull' : 'keep',
    cause: causeOfBase(identity, pulls && !isDone),
    digest: base.id.replace('sha256:', ''),
    bytes: pulls && !isDone ? null : 0,
  };
  return {
    functionName: request.spec.name,
    image: reference,
    steps: [baseStep, ...chain],
    upToDate: isDone || steps.length === 0,
  };
}

function causeOfBase({base, request}: ImageIdentity, pulls: boolean): string {
  if (!pulls) return base.standIn ? 'stand-in is in the engine' : 'image is in the engine';
  if (request.pull === 'always') return '--pull always';
  return `${namesOf(request).image} is absent; the stand-in is used if the registry does not deliver`;
}

/** Without the base image no later digest is known. */
function planWithoutBase(request: ImageRequest, parts: readonly CodePart[]): BuildPlan {
  const {spec} = request;
  const {image} = namesOf(request);
  const cause = request.pull === 'never' ? 'image absent, and --pull never' : 'image absent';
  return {
    functionName: spec.name,
    image: parts.length === 0 ? image : `${DERIVED_REPOSITORY}/${repositoryName(spec.name)}`,
    upToDate: false,
    steps: [
      request.build === undefined
        ? {kind: 'base', target: image, action: 'pull', cause, digest: '', bytes: null}
        : {
            kind: 'base',
            target: request.build.source.dockerfile,
            action: 'build',
            cause: 'not built yet',
            digest: request.build.digest,
            bytes: request.build.part.bytes,
          },
      ...parts.map(({kind, source, digest, bytes}) => {
        return {
          kind,
          target: treeName(source),
          action: 'add',
          cause: 'not built yet',
          digest,
          bytes,
        } as const;
      }),
    ],
  };
}
