import {platformOf} from '../core/architecture.js';
import {AWS_REGISTRY, STAND_IN_REGISTRY} from '../core/base-image.js';
import type {CodePart} from '../core/code-tree.js';
import {isProgramFor} from '../core/emulator.js';
import {imageConfigOf} from '../core/image-function.js';
import {ownerLabels} from '../core/owner.js';
import {RIE_PATH} from '../core/rie.js';
import {isLambdockError, LambdockError} from '../errors/lambdock-error.js';
import type {ImageFacts} from '../docker/engine.js';
import {ensureBase, type FoundBase, type Purpose} from './ensure-base.js';
import type {ImageOptions, ImageRequest, ImageTools} from './image-tools.js';

/** The emulator that a function runs under. */
export interface Emulator {
  /** In the image. */
  readonly path: string;
  /** To be added to an image that has none; null for one that has its own. */
  readonly part: CodePart | null;
}

/** A base image and the emulator on it. */
export interface Ground extends FoundBase {
  readonly emulator: Emulator;
}

type Options = ImageOptions & {readonly purpose: Purpose};

/** As `ensureBase`; an image that is not of AWS's gets an emulator where it has none. */
export async function ensureGround(
  tools: ImageTools,
  request: ImageRequest,
  options: Options,
): Promise<Ground | null> {
  const found = await ensureBase(tools, request, options);
  return found && {...found, emulator: await emulatorOn(tools, {request, found}, options)};
}

interface Subject {
  readonly request: ImageRequest;
  readonly found: FoundBase;
}

async function emulatorOn(
  tools: ImageTools,
  subject: Subject,
  options: Options,
): Promise<Emulator> {
  const {spec} = subject.request;
  const config = imageConfigOf(spec);
  // AWS's base images have it, and their stand-ins.
  if (config === null && spec.baseImage === null) return {path: RIE_PATH, part: null};
  const [first] = config?.entryPoint ?? subject.found.facts.entrypoint;
  if (first?.endsWith('/aws-lambda-rie') === true) return {path: first, part: null};
  const {id} = subject.found.base;
  let path = tools.emulators.pathIn(id);
  if (path === undefined) {
    const has = await inStillContainer(tools, {request: subject.request, image: id}, (container) =>
      tools.engine.hasPath(container, RIE_PATH),
    );
    path = has ? RIE_PATH : null;
    tools.emulators.rememberPath(id, path);
  }
  if (path !== null) return {path, part: null};
  const {architecture} = spec;
  const part = tools.emulators.copyFor(architecture) ?? (await borrow(tools, subject, options));
  return {path: RIE_PATH, part};
}

/** Takes a copy out of a base image that is here, else out of one that is pulled for it. */
async function borrow(tools: ImageTools, subject: Subject, options: Options): Promise<CodePart> {
  const {request} = subject;
  for (const image of await lenders(tools, request)) {
    const part = await copyOut(tools, request, image);
    if (part !== null) return part;
  }
  const spec = {...request.spec, ...LENDER, layers: []};
  const lent = await ensureBase(tools, {...request, spec}, options).catch((error: unknown) => {
    options.signal?.throwIfAborted();
    throw isLambdockError(error) && error.code.startsWith('IMAGE_')
      ? noEmulator(subject, error)
      : error;
  });
  const part = lent && (await copyOut(tools, request, lent.base.id));
  if (part === null) throw noEmulator(subject);
  return part;
}

/** The smallest of AWS's base images. */
const LENDER = {
  runtime: 'provided.al2023',
  baseImage: null,
  code: {kind: 'directory', path: '/', ignore: []},
} as const;

/** Base images in the engine for the right architecture, AWS's before stand-ins. */
async function lenders(
  {engine}: ImageTools,
  {registry, spec}: ImageRequest,
): Promise<readonly string[]> {
  const prefixes = [registry, AWS_REGISTRY, STAND_IN_REGISTRY].map((name) => `${name}/`);
  const rank = ({tags}: ImageFacts): number =>
    prefixes.findIndex((prefix) => tags.some((tag) => tag.startsWith(prefix)));
  const images = (await engine.listImages({})).filter((image) => rank(image) !== -1);
  const sorted = images.toSorted((one, other) => rank(one) - rank(other));
  const inspected = await Promise.all(sorted.map(({id}) => engine.inspectImage(id)));
  const platform = platformOf(spec.architecture);
  return inspected
    .filter((image) => image !== null && `linux/${image.architecture ?? ''}` === platform)
    .flatMap((image) => (image === null ? [] : [image.id]));
}

async function copyOut(
  tools: ImageTools,
  request: ImageRequest,
  image: string,
): Promise<CodePart | null> {
  const content = await inStillContainer(tools, {request, image}, (container) =>
    tools.engine.readFile(container, RIE_PATH),
  );
  const {architecture} = request.spec;
  if (content === null || !isProgramFor(content, architecture)) return null;
  return tools.emulators.keep(architecture, content);
}

/** How long a container that nobody removed is left alone. */
const EXPIRES_MS = 600_000;

/** An image can only be looked into by way of a container; this one is never started. */
async function inStillContainer<T>(
  {engine, ownership, version, now}: ImageTools,
  {request, image}: {readonly request: ImageRequest; readonly image: string},
  work: (id: string) => Promise<T>,
): Promise<T> {
  const {spec, project} = request;
  const created = await engine.createContainer({
    image,
    platform: platformOf(spec.architecture),
    entrypoint: [RIE_PATH],
    network: 'none',
    labels: ownerLabels({
      version,
      role: 'build',
      owner: ownership.self,
      expiresAt: now() + EXPIRES_MS,
      project,
      function: spec.name,
    }),
  });
  if (created === null) throw new TypeError('a container without a name has no rival');
  try {
    return await work(created.id);
  } finally {
    await engine.removeContainer(created.id);
  }
}

function noEmulator({request, found}: Subject, cause?: Error): LambdockError {
  const {architecture} = request.spec;
  const why = cause === undefined ? '' : `: ${cause.message}`;
  return new LambdockError('IMAGE_UNUSABLE', {
    message: `${found.base.name} has no Runtime Interface Emulator (${RIE_PATH}), and no base image for ${architecture} is here to take one from${why}`,
    suggestions: [
      `docker pull --platform ${platformOf(architecture)} ${AWS_REGISTRY}/provided:al2023`,
      'without network: lambdock images build provided.al2023',
      `or put the emulator into the image, as ${RIE_PATH}`,
    ],
    details: {image: found.base.name, function: request.spec.name, architecture},
    cause,
  });
}
