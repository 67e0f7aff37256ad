import {platformOf} from '../core/architecture.js';
import {derivedName} from '../core/derived-image.js';
import {sha256} from '../core/digest.js';
import {isStage, stagesOf} from '../core/dockerfile.js';
import type {BuildInput, NamedBuild, StageImages} from '../core/image-function.js';
import {formatPlace} from '../core/place.js';
import {LambdockError} from '../errors/lambdock-error.js';
import type {Bases} from './dockerfile-bases.js';
import type {Purpose} from './ensure-base.js';
import type {ImageOptions, ImageRequest, ImageTools} from './image-tools.js';

/** Changes when the same input would be built into another image. */
const FORMAT = 'lambdock build 1';

type Options = ImageOptions & {readonly purpose: Purpose};

/** A function with a Dockerfile as the function of an image that its content names. */
export async function nameBuild(
  tools: ImageTools,
  request: ImageRequest,
  options: Options,
): Promise<ImageRequest> {
  const {spec, build} = request;
  const source = build?.source ?? (spec.code.kind === 'build' ? spec.code : null);
  if (source === null) return request;
  const input = await tools.readBuild(source, options.signal);
  checkTarget(input, spec.name);
  const named = await withBases(tools, {request, input}, options);
  return {
    ...request,
    spec: {...spec, code: {kind: 'image', reference: named.name, config: source.config}},
    build: named,
  };
}

function checkTarget({source, text}: BuildInput, name: string): void {
  const {target, place} = source;
  const stages = stagesOf(text);
  if (target === null || isStage(stages, target)) return;
  const known = stages.flatMap((stage) => (stage.name === null ? [] : [stage.name]));
  throw new LambdockError('PROJECT_INVALID', {
    message: `${place === null ? '' : `${formatPlace(place)}: `}build.target of ${name}: found ${JSON.stringify(target)}, expected a stage of ${source.dockerfile}${known.length === 0 ? ', which names none' : `: ${known.join(', ')}`}`,
    details: {function: name, target, stages: known},
  });
}

interface Naming {
  readonly request: ImageRequest;
  readonly input: BuildInput;
}

/**
 * The build on the images that there are, or can be had: AWS's before stand-ins, as for a function
 * with code. What has been built on AWS's stays right when they are gone from the engine.
 */
async function withBases(
  tools: ImageTools,
  {request, input}: Naming,
  options: Options,
): Promise<NamedBuild> {
  const work = await import('./dockerfile-bases.js');
  const bases = await work.findBases(tools, request, input);
  const named = (images: StageImages): NamedBuild => nameOf({request, input}, images);
  const isThere = async ({name}: NamedBuild): Promise<boolean> =>
    (await tools.engine.inspectImage(name)) !== null;
  const real = named(work.asWritten(bases));
  const why = (image: string): string =>
    tools.pullMemory.refusal(image) === null
      ? 'it is not on this machine'
      : 'it could not be pulled lately';
  const standIns = work.withStandIns(bases, request, why);
  if (standIns === null || (await isThere(real))) return real;
  const standing = named(standIns);
  if (!isPullDue(tools, {request, bases}, options)) return standing;
  if (options.purpose === 'identify' && (await isThere(standing))) return standing;
  const refusal = await work.pullKnown(tools, {request, known: bases.known}, options);
  if (refusal === null) return real;
  const told = work.withStandIns(bases, request, (image) => refusal.message.replace(image, 'it'));
  return told === null ? real : named(told);
}

function isPullDue(
  tools: ImageTools,
  {request, bases}: {readonly request: ImageRequest; readonly bases: Bases},
  {purpose}: Options,
): boolean {
  if (purpose === 'plan' || request.pull === 'never') return false;
  const absent = bases.known.filter(({isHere}) => !isHere);
  return (
    request.pull === 'always' || absent.every(({image}) => tools.pullMemory.refusal(image) === null)
  );
}

function nameOf({request, input}: Naming, images: StageImages): NamedBuild {
  const {spec} = request;
  const {args, target} = input.source;
  const sorted = Object.entries(args).sort(([one], [other]) => (one < other ? -1 : 1));
  const facts = [
    ...[input.dockerfile, input.text, sorted, target, platformOf(spec.architecture)],
    ...(images.changed.length === 0 ? [] : [images.changed, images.standIns]),
  ];
  const digest = sha256([FORMAT, input.part.digest, JSON.stringify(facts)].join('\n'));
  return {...input, name: derivedName(spec.name, digest), digest, images};
}
