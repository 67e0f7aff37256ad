import type {BuildPlan} from '../core/build-plan.js';
import {treeName, type CodePart} from '../core/code-tree.js';
import type {ChainStep} from '../core/derived-image.js';
import {caseWarning} from '../core/name-clashes.js';
import {overUnzippedLimit} from '../core/unzipped-limit.js';
import {LambdockError} from '../errors/lambdock-error.js';
import {ensureGround} from './ensure-emulator.js';
import {identifyFor, identityOf, type ImageIdentity} from './identify-image.js';
import type {ImageOptions, ImageRequest, ImageTools} from './image-tools.js';
import {makeStep} from './make-step.js';
import {observeImages} from './observe-images.js';
import {planOf} from './plan-image.js';
import {removeSuperseded, removeUnused} from './remove-superseded.js';

/** A derived image that is in the engine. */
export interface BuiltImage {
  /** Of the image that was made: base image and code may be others than before the build. */
  readonly identity: ImageIdentity;
  /** What was done, with the cause of every step. */
  readonly plan: BuildPlan;
}

/** What a build takes besides. */
export type BuildOptions = ImageOptions & {
  /** Looks into code that is about to be sent: rejects what cannot run, warns of what may not. */
  readonly check?: (identity: ImageIdentity) => Promise<readonly string[]>;
  /** Is given the removal of earlier images, which nobody waits for then; else that is a part of the build. */
  readonly onTidying?: (tidy: () => Promise<void>) => void;
};

/** How often a build starts over because code or images change under its hands. */
const TRIES = 5;

/**
 * Makes the derived image of a function true. Steps whose image is in the engine are not made
 * again, and of any number of processes one makes a step while the others wait for it. `known` is
 * what has just been identified, and saves looking again.
 */
export async function buildImage(
  tools: ImageTools,
  request: ImageRequest,
  options: BuildOptions & {readonly known?: ImageIdentity} = {},
): Promise<BuiltImage> {
  let identity = await (options.known === undefined
    ? identifyFor(tools, request, {...options, purpose: 'build'})
    : onBase(tools, options.known, options));
  const halfway: string[] = [];
  try {
    for (let left = TRIES; left > 0; left -= 1) {
      const built = await attempt(tools, identity, {...options, halfway});
      if (built !== null) return built;
      identity = await identifyFor(tools, request, {...options, purpose: 'build'});
    }
  } catch (error) {
    await removeUnused(tools, halfway);
    throw error;
  }
  await removeUnused(tools, halfway);
  throw new LambdockError('IMAGE_BUILD_FAILED', {
    message: `The image of ${request.spec.name} could not be made: its code keeps changing`,
    suggestions: ['wait until the build that writes it has ended, and try again'],
    details: {function: request.spec.name},
  });
}

/** The same code; where it stood on a stand-in, AWS's image is tried first. */
async function onBase(
  tools: ImageTools,
  known: ImageIdentity,
  options: ImageOptions,
): Promise<ImageIdentity> {
  if (!known.base.standIn) return known;
  const found = await ensureGround(tools, known.request, {...options, purpose: 'build'});
  return found === null ? known : identityOf(known.request, found, known.trees);
}

/**
 * Null when the ground has moved, and everything must be looked at again. `halfway` collects the
 * images that lead nowhere should the build not come to its end.
 */
async function attempt(
  tools: ImageTools,
  identity: ImageIdentity,
  options: BuildOptions & {readonly halfway: string[]},
): Promise<BuiltImage | null> {
  const observed = await observeImages(tools, identity);
  const plan = planOf(identity, observed);
  if (plan.upToDate) return {identity, plan};
  const {steps} = identity;
  const reached = steps.findLastIndex(({digest}) => observed.made.has(digest));
  const warnings = [
    ...(await checkArchives(tools, identity)),
    ...emulatorNews(identity, observed),
    ...steps.slice(reached + 1).flatMap(({part}) => part.news ?? []),
    ...((await options.check?.(identity)) ?? []),
  ];
  const start = Math.min(reached + 1, steps.length - 1);
  let from = observed.made.get(steps[reached]?.digest ?? '')?.id ?? identity.base.id;
  for (const [index, step] of steps.entries()) {
    if (index < start) continue;
    const isLast = index === steps.length - 1;
    const request = {identity, step, from, isLast, sends: index > reached};
    const outcome = await makeStep(tools, request, options);
    if (outcome === 'again') return null;
    from = outcome.id;
    if (!isLast) options.halfway.push(from);
  }
  const tidy = (): Promise<void> => removeSuperseded(tools, identity);
  if (options.onTidying === undefined) await tidy();
  else options.onTidying(tidy);
  return {identity: {...identity, warnings: [...identity.warnings, ...warnings]}, plan};
}

/** Said once, when the emulator is added: later runs find it in the image. */
function emulatorNews(
  {steps, base, reference}: ImageIdentity,
  {made}: Awaited<ReturnType<typeof observeImages>>,
): readonly string[] {
  const [first] = steps;
  if (first?.part.kind !== 'emulator' || made.has(first.digest)) return [];
  return [
    `${base.name} has no Runtime Interface Emulator: it runs as ${reference}, with one added`,
  ];
}

/** Archives are opened before anything is sent: a bad one, or one too much, is refused whole. */
async function checkArchives(
  tools: ImageTools,
  {steps, request}: ImageIdentity,
): Promise<readonly string[]> {
  const warnings: string[] = [];
  const sizes = await Promise.all(
    steps.filter(isOwn).map(async ({part}) => {
      const {kind, source} = part;
      const path = treeName(source);
      if (part.bytes !== null) {
        warnings.push(...clashesIn(part));
        return {kind, path, bytes: part.bytes};
      }
      const facts = await tools.archiveFacts(source);
      warnings.push(...facts.warnings);
      return {kind, path, bytes: facts.bytes};
    }),
  );
  const problem = overUnzippedLimit(request.spec.name, sizes);
  if (problem !== null) throw problem;
  return warnings;
}

/** Of a folder that is a layer; an archive's are told by who opens it. */
function clashesIn({kind, source, entries}: CodePart): readonly string[] {
  if (kind !== 'layer' || entries === null) return [];
  const warning = caseWarning(
    treeName(source),
    entries.map(({path}) => path),
  );
  return warning === null ? [] : [warning];
}

/** What Lambda would unpack; the emulator is not the function's. */
const isOwn = ({part}: ChainStep): boolean => part.kind !== 'emulator';
