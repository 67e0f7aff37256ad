import {hostVariables} from '../config/host-variables.js';
import {AWS_REGISTRY} from '../core/base-image.js';
import type {BuildPlan} from '../core/build-plan.js';
import type {FunctionSpec} from '../core/function-spec.js';
import type {Project} from '../core/project.js';
import type {ImageUsed} from '../core/invocation.js';
import {dayOf, supportWarnings} from '../core/runtime-support.js';
import type {LambdockOptions, PullPolicy} from '../core/options.js';
import {LambdockError} from '../errors/lambdock-error.js';
import {cacheFolder} from '../files/cache-folder.js';
import {buildImage, type BuildOptions} from '../image/build-image.js';
import {identifyImage, type ImageIdentity} from '../image/identify-image.js';
import type {ImageOptions, ImageRequest, ImageTools} from '../image/image-tools.js';
import {planImage} from '../image/plan-image.js';
import {codeCheck, lookAtCode} from './code-check.js';
import {imageTools} from './image-tools.js';
import {holdingWork, type Session} from './session.js';

/** A function of a project. */
export interface ProjectFunction {
  readonly project: Project;
  readonly spec: FunctionSpec;
}

/** A function's image as it is known so far, and the tools to make it. */
export interface Identified {
  readonly identity: ImageIdentity;
  readonly tools: ImageTools;
}

/** Names a function's image without making it. */
export async function identify(
  session: Session,
  target: ProjectFunction,
  signal: AbortSignal,
): Promise<Identified> {
  const tools = await imageToolsOf(session, target);
  const request = imageRequestOf(session, target);
  const identity = await identifyImage(tools, request, optionsOf(session, signal));
  const warnings = lookAtCode(identity, session.options);
  return {tools, identity: {...identity, warnings: [...identity.warnings, ...warnings]}};
}

/** How an image is made. */
export interface MakeOptions extends Pick<BuildOptions, 'onTidying'> {
  readonly signal: AbortSignal;
}

/** The container can start meanwhile; the session ends no sooner. */
export const inTheShadow = (session: Session, work: () => Promise<void>): void =>
  void holdingWork(session, work()).catch(() => undefined);

/**
 * Makes a named image where it is missing, and says which it became: a pull may have replaced a stand-in. What
 * a build looks at is not asked for before it is needed: a list of all images takes as long as many a start.
 */
export async function makeImage(
  session: Session,
  {identity, tools}: Identified,
  {signal, onTidying = (tidy) => inTheShadow(session, tidy)}: MakeOptions,
): Promise<Identified> {
  if ((await tools.engine.inspectImage(identity.reference)) !== null) return {tools, identity};
  const built = await buildImage(tools, identity.request, {
    ...optionsOf(session, signal),
    check: codeCheck(session.options),
    known: identity,
    onTidying,
  });
  for (const warning of built.identity.warnings) {
    if (!identity.warnings.includes(warning)) session.warn(warning);
  }
  return {tools, identity: built.identity};
}

/** What a build would do. */
export async function planFunction(session: Session, target: ProjectFunction): Promise<BuildPlan> {
  const tools = await imageToolsOf(session, target);
  const request = imageRequestOf(session, target);
  return planImage(tools, request, optionsOf(session, session.signal));
}

/** Makes a function's image true and says what was done. */
export async function buildFunction(
  session: Session,
  target: ProjectFunction,
  signal = session.signal,
): Promise<BuildPlan> {
  const tools = await imageToolsOf(session, target);
  const request = imageRequestOf(session, target);
  const work = buildImage(tools, request, {
    ...optionsOf(session, signal),
    check: codeCheck(session.options),
  });
  const {plan, identity} = await holdingWork(session, work);
  tellWarnings(session, identity);
  session.sweep();
  return plan;
}

/** The real tools that images are made with. */
const imageToolsOf = async (
  session: Session,
  {project}: Pick<ProjectFunction, 'project'>,
): Promise<ImageTools> =>
  imageTools({
    engine: await session.engine(),
    ownership: session.ownership,
    cacheFolder: cacheFolder(hostVariables()),
    fetchLayers: async (spec, options) =>
      (await import('./layers.js')).layersOf(session, {project, spec}, options),
    missingLayers: async (spec, signal) =>
      (await import('./layers.js')).missingLayersOf(session, {project, spec}, signal),
  });

/** A function's image as options and project ask for it. */
const imageRequestOf = ({options}: Session, {project, spec}: ProjectFunction): ImageRequest => ({
  project: project.id,
  projectFolder: project.file === null ? null : project.root,
  spec,
  registry: options.registry ?? project.registry ?? AWS_REGISTRY,
  pull: pullPolicy(options),
  standIn: options.standIn ?? 'auto',
});

/** What a user should hear of a function's runtime and image; each sentence is said once a session. */
export function tellWarnings(session: Session, {request, warnings}: ImageIdentity): void {
  const support = supportWarnings(request.spec.runtime, dayOf(Date.now()));
  for (const warning of [...support, ...warnings]) session.warn(warning);
}

function pullPolicy({pull, offline = false}: LambdockOptions): PullPolicy {
  if (offline && pull === 'always') {
    throw new LambdockError('USAGE', {
      message: '--offline and --pull always contradict each other',
      suggestions: ['give one of them'],
    });
  }
  return offline ? 'never' : (pull ?? 'missing');
}

/** The image as the envelope tells it. */
export const imageUsed = ({base, facts, reference}: ImageIdentity, reused: boolean): ImageUsed => ({
  base: base.name,
  baseDigest: facts.repoDigests[0]?.replace(/^.*@/, '') ?? null,
  derived: reference,
  reused,
  standIn: base.standIn,
});

const optionsOf = ({options}: Session, signal: AbortSignal): ImageOptions => ({
  signal,
  onProgress: options.onProgress,
});
