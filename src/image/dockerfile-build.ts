import {platformOf} from '../core/architecture.js';
import {imageLabels} from '../core/derived-image.js';
import type {NamedBuild} from '../core/image-function.js';
import {LABELS} from '../core/labels.js';
import type {ProgressEvent} from '../core/progress.js';
import {isLambdockError, LambdockError} from '../errors/lambdock-error.js';
import type {BuildOptions as EngineBuild} from '../docker/engine.js';
import type {ImageOptions, ImageRequest, ImageTools} from './image-tools.js';

/** What images of Dockerfiles have as their base label. */
const BASE = 'Dockerfile';

interface Building {
  readonly request: ImageRequest;
  readonly build: NamedBuild;
}

/** Builds the image, unless another lambdock does so meanwhile; nobody asks for it who has it already. */
export async function runBuild(
  tools: ImageTools,
  building: Building,
  options: ImageOptions,
): Promise<void> {
  const {request, build} = building;
  const {spec, project} = request;
  const id = `image:${spec.name}/wait`;
  const label = 'wait for another lambdock that builds the same image';
  let waited = false;
  const work = async (): Promise<void> => {
    if (waited) options.onProgress?.({id, label, status: 'done'});
    // Another may have built it since it was found missing, and be done with the lock already.
    const mayBeThere = waited || request.pull !== 'always';
    if (mayBeThere && (await tools.engine.inspectImage(build.name)) !== null) return;
    const {ensureStageImages} = await import('./dockerfile-bases.js');
    await ensureStageImages(tools, {request, images: build.images}, options);
    await buildNow(tools, building, options);
  };
  await tools.exclusively(`build ${project} ${build.name}`, work, {
    signal: options.signal,
    onWait() {
      waited = true;
      options.onProgress?.({id, label, status: 'started'});
    },
  });
  await removeOlder(tools, request, build.name);
}

async function buildNow(
  tools: ImageTools,
  {request, build}: Building,
  {signal, onProgress}: ImageOptions,
): Promise<void> {
  const {spec} = request;
  const {name, source, part} = build;
  const tell = (news: Omit<ProgressEvent, 'id' | 'label'>): void =>
    onProgress?.({id: `image:${spec.name}/build`, label: `build ${name}`, ...news});
  tell({status: 'started', detail: source.dockerfile});
  let step = '';
  const context = await tools.packPart({
    part,
    target: '.',
    below: [],
    onBytes: () => signal?.throwIfAborted(),
    ...sentDockerfile(build),
  });
  try {
    await tools.engine.buildImage(context, {
      ...engineOptions(tools, {request, build}),
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
}

/** Other images take their places in what the builder reads: no image gets another's name. */
const sentDockerfile = ({
  dockerfile,
  text,
  images,
}: NamedBuild): {readonly contents?: ReadonlyMap<string, Uint8Array>} =>
  images.rewrite === null
    ? {}
    : {contents: new Map([[dockerfile, Buffer.from(images.rewrite(text))]])};

function engineOptions({version}: ImageTools, {request, build}: Building): EngineBuild {
  const {spec, project} = request;
  const {source, digest} = build;
  return {
    tag: build.name,
    dockerfile: build.dockerfile,
    platform: platformOf(spec.architecture),
    buildArgs: source.args,
    ...(source.target !== null && {target: source.target}),
    labels: imageLabels({version, digest, base: BASE}, {project, function: spec.name}),
  };
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
      ...build.images.warnings.map(
        (warning) => `${warning}; a stand-in has no dnf, npm, pip or javac`,
      ),
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
