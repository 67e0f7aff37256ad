import {platformOf, dockerArchitecture} from '../core/architecture.js';
import {baseImagesOf} from '../core/base-image.js';
import type {BaseImage} from '../core/derived-image.js';
import {LambdockError} from '../errors/lambdock-error.js';
import type {ImageFacts} from '../docker/engine.js';
import type {ImageOptions, ImageRequest, ImageTools} from './image-tools.js';
import {runBuild} from './dockerfile-build.js';
import {pullBase, waysTo} from './pull-base.js';

/** A base image that is in the engine. */
export interface FoundBase {
  readonly base: BaseImage;
  readonly facts: ImageFacts;
  /** Said to the user when the image is used: a stand-in is never used silently. */
  readonly warnings: readonly string[];
}

/** What the base image is wanted for. */
export type Purpose =
  /** Only to see what is there: nothing is pulled. */
  | 'plan'
  /** To know a derived image's name: a stand-in will do, as its derived image may exist. */
  | 'identify'
  /** To build on it: AWS's image is tried before a stand-in is used. */
  | 'build';

/** Patience with a silent registry where a stand-in waits, and where nothing does. */
const PATIENCE_MS = {standIn: 20_000, alone: 90_000} as const;

/** Finds the base image of a function, and gets it where the policies allow; null only for a plan. */
export async function ensureBase(
  tools: ImageTools,
  request: ImageRequest,
  options: ImageOptions & {readonly purpose: Purpose},
): Promise<FoundBase | null> {
  const {purpose} = options;
  const {image} = namesOf(request);
  const {build} = request;
  const isAsked = purpose === 'identify' && request.pull === 'always' && build === undefined;
  const refused = isAsked ? await pull(tools, request, options) : null;
  const seen = await look(tools, request);
  // With --pull always a Dockerfile is built on what its images have become; the engine's cache makes it cheap.
  const isRenewed = build !== undefined && request.pull === 'always' && purpose !== 'plan';
  if (seen.real !== null && !isRenewed) {
    if (refused !== null) throw refused;
    return found(request, seen.real, null);
  }
  if (purpose === 'plan') return seen.standIn && found(request, seen.standIn, 'it is absent');
  const known = refused?.message ?? tools.pullMemory.refusal(image);
  if (
    seen.standIn !== null &&
    (purpose === 'identify' || request.pull === 'never' || known !== null)
  ) {
    const why = known === null ? 'is not on this machine' : 'could not be pulled lately';
    return found(request, seen.standIn, `it ${why}`);
  }
  if (refused !== null) throw refused;
  if (request.pull === 'never' && build === undefined) throw absent(request);
  return pullOrStandIn(tools, request, {...options, standIn: seen.standIn});
}

async function pullOrStandIn(
  tools: ImageTools,
  request: ImageRequest,
  options: ImageOptions & {readonly standIn: ImageFacts | null},
): Promise<FoundBase> {
  const refused = await getIt(tools, request, options);
  if (refused === null) {
    const {real} = await look(tools, request);
    if (real === null) throw absent(request);
    return found(request, real, null);
  }
  if (options.standIn === null) throw refused;
  return found(request, options.standIn, refused.message.replace(namesOf(request).image, 'it'));
}

/** Null once it is here, else why it could not be pulled. */
async function getIt(
  tools: ImageTools,
  request: ImageRequest,
  options: ImageOptions & {readonly standIn: ImageFacts | null},
): Promise<LambdockError | null> {
  const {build} = request;
  if (build === undefined) return pull(tools, request, options);
  await runBuild(tools, {request, build}, options);
  return null;
}

const pull = (
  tools: ImageTools,
  request: ImageRequest,
  options: ImageOptions & {readonly standIn?: ImageFacts | null},
): Promise<LambdockError | null> => {
  const patienceMs = options.standIn ? PATIENCE_MS.standIn : PATIENCE_MS.alone;
  return pullBase(tools, {image: namesOf(request).image, request, patienceMs}, options);
};

/** Names of the image and of the stand-in that may take its place. */
export function namesOf({spec, registry, standIn}: ImageRequest): {
  readonly image: string;
  readonly standIn: string | null;
} {
  const names = baseImagesOf(spec, registry);
  return standIn === 'never' ? {...names, standIn: null} : names;
}

async function look(
  {engine}: ImageTools,
  request: ImageRequest,
): Promise<{readonly real: ImageFacts | null; readonly standIn: ImageFacts | null}> {
  const names = namesOf(request);
  const [real, standIn] = await Promise.all([
    engine.inspectImage(names.image),
    names.standIn === null ? null : engine.inspectImage(names.standIn),
  ]);
  return {real, standIn};
}

/** `standInFor` says why a stand-in takes the place; null for the image that was asked for. */
function found(request: ImageRequest, facts: ImageFacts, standInFor: string | null): FoundBase {
  const names = namesOf(request);
  const {build} = request;
  const isStandIn = standInFor !== null;
  const name = isStandIn ? (names.standIn ?? names.image) : names.image;
  if (
    facts.architecture !== null &&
    facts.architecture !== dockerArchitecture(request.spec.architecture)
  ) {
    throw foreign(request, name, facts.architecture);
  }
  return {
    base: {
      name,
      id: facts.id,
      digest: digestOf(facts),
      standIn: isStandIn || (build?.images.standIns.length ?? 0) > 0,
    },
    facts,
    warnings: isStandIn
      ? [`the stand-in ${name} is used in place of ${names.image}: ${standInFor}`]
      : (build?.images.warnings ?? []),
  };
}

const digestOf = ({repoDigests}: ImageFacts): string | null =>
  repoDigests[0]?.split('@')[1] ?? null;

function foreign(request: ImageRequest, name: string, architecture: string): LambdockError {
  const {architecture: wanted} = request.spec;
  return new LambdockError('IMAGE_UNUSABLE', {
    message: `${name} is for ${architecture}, the function is for ${wanted}`,
    suggestions: [
      `--architecture ${architecture === 'arm64' ? 'arm64' : 'x86_64'}, or \`architecture:\` in the project`,
      `docker pull --platform ${platformOf(wanted)} ${name}`,
    ],
    details: {image: name, architecture, wanted},
  });
}

function absent(request: ImageRequest): LambdockError {
  const {image} = namesOf(request);
  return new LambdockError('IMAGE_NOT_FOUND', {
    message: `${image} is not in the engine${request.pull === 'never' ? ', and --pull never or --offline forbids to pull it' : ''}`,
    suggestions: waysTo(image, request),
    details: {image},
  });
}
