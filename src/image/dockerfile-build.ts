import {platformOf} from '../core/architecture.js';
import {derivedName, imageLabels} from '../core/derived-image.js';
import {sha256} from '../core/digest.js';
import {isStage, stagesOf} from '../core/dockerfile.js';
import type {NamedBuild} from '../core/image-function.js';
import {LABELS} from '../core/labels.js';
import {formatPlace} from '../core/place.js';
import type {ProgressEvent} from '../core/progress.js';
import {isLambdockError, LambdockError} from '../errors/lambdock-error.js';
import type {ImageOptions, ImageRequest, ImageTools} from './image-tools.js';

/** Changes when the same input would be built into another image. */
const FORMAT = 'lambdock build 1';
/** What images of Dockerfiles have as their base label. */
const BASE = 'Dockerfile';

/** A function with a Dockerfile as the function of an image that its content names. */
export async function nameBuild(
  tools: ImageTools,
  request: ImageRequest,
  signal?: AbortSignal,
): Promise<ImageRequest> {
  const {spec, build} = request;
  const source = build?.source ?? (spec.code.kind === 'build' ? spec.code : null);
  if (source === null) return request;
  const input = await tools.readBuild(source, signal);
  const {target, args, config, place} = source;
  const stages = stagesOf(input.text);
  if (target !== null && !isStage(stages, target)) {
    const known = stages.flatMap(({name}) => (name === null ? [] : [name]));
    throw new LambdockError('PROJECT_INVALID', {
      message: `${place === null ? '' : `${formatPlace(place)}: `}build.target of ${spec.name}: found ${JSON.stringify(target)}, expected a stage of ${source.dockerfile}${known.length === 0 ? ', which names none' : `: ${known.join(', ')}`}`,
      details: {function: spec.name, target, stages: known},
    });
  }
  const sorted = Object.entries(args).sort(([one], [other]) => (one < other ? -1 : 1));
  const facts = [input.dockerfile, input.text, sorted, target, platformOf(spec.architecture)];
  const digest = sha256([FORMAT, input.part.digest, JSON.stringify(facts)].join('\n'));
  const name = derivedName(spec.name, digest);
  return {
    ...request,
    spec: {...spec, code: {kind: 'image', reference: name, config}},
    build: {...input, name, digest},
  };
}

/** Builds the image; nobody asks for it who has it already. */
export async function runBuild(
  tools: ImageTools,
  {request, build}: {readonly request: ImageRequest; readonly build: NamedBuild},
  {signal, onProgress}: ImageOptions,
): Promise<void> {
  const {spec, project} = request;
  const {name, source, part, digest} = build;
  const tell = (news: Omit<ProgressEvent, 'id' | 'label'>): void =>
    onProgress?.({id: `image:${spec.name}/build`, label: `build ${name}`, ...news});
  tell({status: 'started', detail: source.dockerfile});
  let step = '';
  const context = await tools.packPart({
    part,
    target: '.',
    below: [],
    onBytes: () => signal?.throwIfAborted(),
  });
  try {
    await tools.engine.buildImage(context, {
      tag: name,
      dockerfile: build.dockerfile,
      platform: platformOf(spec.architecture),
      buildArgs: source.args,
      ...(source.target !== null && {target: source.target}),
      labels: imageLabels(
        {version: tools.version, digest, base: BASE},
        {project, function: spec.name},
      ),
      ...(signal && {signal}),
      onLine(line) {
        if (!line.startsWith('Step ')) return;
        step = line;
        tell({status: 'running', detail: line});
      },
    });
    if (!(await tools.isUnchanged(part, signal))) {
      await tools.engine.removeImage(name);
      throw changing(build);
    }
    tell({status: 'done'});
  } catch (error) {
    signal?.throwIfAborted();
    tell({status: 'failed'});
    throw explained(error, {build, step, name: spec.name});
  } finally {
    context.destroy();
  }
  await removeOlder(tools, request, name);
}

const changing = ({source}: NamedBuild): LambdockError =>
  new LambdockError('IMAGE_BUILD_FAILED', {
    message: `${source.context} changed while the image was built from it`,
    suggestions: ['try again'],
  });

function explained(
  error: unknown,
  {build, step, name}: {readonly build: NamedBuild; readonly step: string; readonly name: string},
): unknown {
  if (!isLambdockError(error)) return error;
  if (error.code !== 'IMAGE_BUILD_FAILED' && error.code !== 'DOCKER_FAILED') return error;
  const at = step === '' ? '' : `, ${step}`;
  return new LambdockError('IMAGE_BUILD_FAILED', {
    message: `The image of ${name} could not be built (${build.source.dockerfile}${at}): ${error.message}`,
    suggestions: [
      'what needs BuildKit (RUN --mount, COPY --link): build it with `docker build` and name it by `image:`',
    ],
    details: {...error.details, function: name, dockerfile: build.source.dockerfile, step},
    cause: error,
  });
}

/** Images of the function's earlier contents; those on top of them go first. */
async function removeOlder(
  {engine}: ImageTools,
  {project, spec}: ImageRequest,
  name: string,
): Promise<void> {
  const images = await engine.listImages({
    [LABELS.role]: 'image',
    [LABELS.project]: project,
    [LABELS.function]: spec.name,
  });
  const built = images.filter(({labels}) => labels[LABELS.base] === BASE);
  const names = new Set(built.flatMap(({tags}) => tags));
  const older = images
    .filter(({labels}) => labels[LABELS.base] === BASE || names.has(labels[LABELS.base] ?? ''))
    .toSorted((one, other) => other.created - one.created)
    .flatMap(({tags}) => tags.filter((tag) => tag !== name));
  const onTop = older.filter((tag) => !names.has(tag));
  for (const tag of [...onTop, ...older.filter((one) => names.has(one))]) {
    // Tidying is no reason to fail: what is in use goes after a later build.
    await engine.removeImage(tag).catch(() => false);
  }
}
