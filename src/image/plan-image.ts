import type {BuildPlan, BuildStep} from '../core/build-plan.js';
import {treeName} from '../core/code-tree.js';
import {RIE_PATH} from '../core/rie.js';
import {namesOf} from './ensure-base.js';
import {nameBuild} from './name-build.js';
import {ensureGround} from './ensure-emulator.js';
import {checkCount, identityOf, readTrees, type ImageIdentity} from './identify-image.js';
import type {ImageOptions, ImageRequest, ImageTools} from './image-tools.js';
import {observeImages, type Observed} from './observe-images.js';
import {planInTheDark} from './plan-in-the-dark.js';

/**
 * What a build would do and why; looks at engine and code, changes nothing, pulls and fetches nothing.
 */
export async function planImage(
  tools: ImageTools,
  asked: ImageRequest,
  options: ImageOptions = {},
): Promise<BuildPlan> {
  const {signal} = options;
  const request = await nameBuild(tools, asked, {...options, purpose: 'plan'});
  checkCount(request.spec);
  const missing = new Set(await tools.missingLayers(request.spec, signal));
  const [found, trees] = await Promise.all([
    ensureGround(tools, request, {signal, purpose: 'plan'}),
    readTrees(tools, withoutLayers(request, missing), options),
  ]);
  if (found === null) return planInTheDark({request, base: null, trees, missing});
  const identity = identityOf(request, found, trees);
  if (missing.size > 0) {
    const base = baseStep(identity, willPull(request, identity));
    return planInTheDark({request, base, trees, missing});
  }
  return planOf(identity, await observeImages(tools, identity), willPull(request, identity));
}

const withoutLayers = (request: ImageRequest, arns: ReadonlySet<string>): ImageRequest => {
  const layers = request.spec.layers.filter(
    (layer) => layer.kind !== 'arn' || !arns.has(layer.arn),
  );
  return {...request, spec: {...request.spec, layers}};
};

/** Whether a build would ask the registry first: to renew the image, or in place of a stand-in. */
const willPull = ({pull}: ImageRequest, {base}: ImageIdentity): boolean =>
  pull === 'always' || (base.standIn && pull !== 'never');

/** The steps of an identity against what is there. */
export function planOf(
  identity: ImageIdentity,
  {isDone, made, ofFunction}: Observed,
  pulls = false,
): BuildPlan {
  const {steps, reference, request} = identity;
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
  return {
    functionName: request.spec.name,
    image: reference,
    steps: [baseStep(identity, pulls && !isDone), ...chain],
    upToDate: isDone || steps.length === 0,
  };
}

const baseStep = (identity: ImageIdentity, pulls: boolean): BuildStep => ({
  kind: 'base',
  target: identity.base.name,
  action: pulls ? 'pull' : 'keep',
  cause: causeOfBase(identity, pulls),
  digest: identity.base.id.replace('sha256:', ''),
  bytes: pulls ? null : 0,
});

function causeOfBase({base, request}: ImageIdentity, pulls: boolean): string {
  if (!pulls) return base.standIn ? 'stand-in is in the engine' : 'image is in the engine';
  if (request.pull === 'always') return '--pull always';
  return `${namesOf(request).image} is absent; the stand-in is used if the registry does not deliver`;
}
