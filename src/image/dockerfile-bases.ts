import {
  AWS_REGISTRY,
  runtimeOfImage,
  standInCommand,
  standInOf,
  type AwsImage,
} from '../core/base-image.js';
import {parseImageReference} from '../core/image-reference.js';
import {imagesUsed, withImages, type ImageUse} from '../core/dockerfile.js';
import type {BuildInput, StageImages} from '../core/image-function.js';
import {LambdockError} from '../errors/lambdock-error.js';
import type {ImageFacts} from '../docker/engine.js';
import type {ImageOptions, ImageRequest, ImageTools} from './image-tools.js';
import {pullBase} from './pull-base.js';

/** A base image of AWS's that a Dockerfile names, and what the engine has of it. */
interface Known {
  readonly written: string;
  /** Below the registry in force. */
  readonly image: string;
  readonly aws: AwsImage;
  readonly isHere: boolean;
  readonly standIn: ImageFacts | null;
}

/** What is known of the images of a Dockerfile before anything is pulled. */
export interface Bases {
  readonly uses: readonly ImageUse[];
  /** Those of AWS's. */
  readonly known: readonly Known[];
}

/** Looks which images a Dockerfile starts from, and which of AWS's are here. */
export async function findBases(
  {engine}: ImageTools,
  request: ImageRequest,
  {source, text}: BuildInput,
): Promise<Bases> {
  const uses = imagesUsed(text, source);
  const named = [...new Set(uses.map(({reference}) => reference))].flatMap((written) => {
    const aws = runtimeOfImage(written, [AWS_REGISTRY, request.registry]);
    return aws === null ? [] : [{written, aws}];
  });
  const known = await Promise.all(
    named.map(async ({written, aws}) => {
      const image = `${request.registry.replace(/\/+$/, '')}/${aws.path}`;
      const standIn =
        aws.runtime === null || request.standIn === 'never'
          ? null
          : engine.inspectImage(standInOf(aws.runtime, request.spec.architecture));
      const facts = await engine.inspectImage(image);
      return {written, aws, image, isHere: facts !== null, standIn: await standIn};
    }),
  );
  return {uses, known};
}

/** The images as the project has them, none of them a stand-in. */
export const asWritten = ({uses, known}: Bases): StageImages =>
  stageImages(uses, {
    used: new Map(known.map(({written, image}) => [written, image])),
    standIns: [],
    warnings: [],
  });

/** With stand-ins for those of AWS's that are not here; null where there is not one for each. */
export function withStandIns(
  {uses, known}: Bases,
  {spec}: ImageRequest,
  why: (image: string) => string,
): StageImages | null {
  const absent = known.filter(({isHere}) => !isHere);
  if (absent.length === 0 || absent.some(({standIn}) => standIn === null)) return null;
  const used = new Map(known.map(({written, image}) => [written, image]));
  const warnings: string[] = [];
  const standIns: string[] = [];
  for (const {written, image, aws, standIn} of absent) {
    if (aws.runtime === null || standIn === null) return null;
    const name = standInOf(aws.runtime, spec.architecture);
    used.set(written, name);
    standIns.push(standIn.id);
    warnings.push(
      `the stand-in ${name} is used in place of ${image} in the Dockerfile: ${why(image)}`,
    );
  }
  return stageImages(uses, {used, standIns, warnings});
}

function stageImages(
  uses: readonly ImageUse[],
  {
    used,
    standIns,
    warnings,
  }: {
    readonly used: ReadonlyMap<string, string>;
    readonly standIns: readonly string[];
    readonly warnings: readonly string[];
  },
): StageImages {
  const changed = [...used].filter(([written, image]) => written !== image);
  return {
    all: [...new Set(uses.map(({reference}) => used.get(reference) ?? reference))],
    changed,
    rewrite: changed.length === 0 ? null : (text) => withImages(text, uses, new Map(changed)),
    standIns,
    warnings,
  };
}

/** Tries to pull the base images of AWS's that are not here; resolves with the refusal, if there is one. */
export async function pullKnown(
  tools: ImageTools,
  {request, known}: {readonly request: ImageRequest; readonly known: readonly Known[]},
  options: ImageOptions,
): Promise<LambdockError | null> {
  for (const {image, isHere, standIn} of known) {
    if (isHere) continue;
    const patienceMs = standIn === null ? PATIENCE_MS.alone : PATIENCE_MS.standIn;
    const refusal = await pullBase(tools, {image, request, patienceMs}, options);
    if (refusal !== null) return refusal;
  }
  return null;
}

const PATIENCE_MS = {standIn: 20_000, alone: 90_000} as const;

/** Has every image that the Dockerfile names in the engine, with the logins that `docker login` keeps. */
export async function ensureStageImages(
  tools: ImageTools,
  {request, images}: {readonly request: ImageRequest; readonly images: StageImages},
  options: ImageOptions,
): Promise<void> {
  const own = new Set(images.standIns.length === 0 ? [] : images.changed.map(([, used]) => used));
  for (const image of images.all) {
    if (parseImageReference(image) === null) continue;
    const isHere = (await tools.engine.inspectImage(image)) !== null;
    if (isHere && (request.pull !== 'always' || own.has(image))) continue;
    if (request.pull === 'never') throw absent(image, request);
    const pull = {image, request, patienceMs: PATIENCE_MS.alone};
    const refusal = await pullBase(tools, pull, options);
    if (refusal !== null) throw refused(refusal, image, request);
  }
}

function absent(image: string, request: ImageRequest): LambdockError {
  return new LambdockError('IMAGE_NOT_FOUND', {
    message: `${image}, which the Dockerfile of ${request.spec.name} names, is not in the engine, and --pull never or --offline forbids to pull it`,
    suggestions: [`docker pull ${image}`, ...standInHint(image, request)],
    details: {image, function: request.spec.name},
  });
}

function refused(error: LambdockError, image: string, request: ImageRequest): LambdockError {
  const hint = standInHint(image, request);
  if (hint.length === 0) return error;
  return new LambdockError(error.code, {
    message: error.message,
    suggestions: [...error.suggestions, ...hint],
    details: error.details,
    cause: error.cause,
  });
}

function standInHint(image: string, {spec, registry}: ImageRequest): readonly string[] {
  const runtime = runtimeOfImage(image, [AWS_REGISTRY, registry])?.runtime ?? null;
  return runtime === null
    ? []
    : [`without network: ${standInCommand(runtime.id, spec.architecture)}`];
}
