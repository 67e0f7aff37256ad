import {LABELS} from '../core/labels.js';
import type {ContainerFacts, Engine, ImageFacts} from '../docker/engine.js';
import {isStale, ownedContainers, type Surroundings} from './objects.js';

/**
 * Removes what dead processes left, in the shadow of other work: at every start, so that a
 * `kill -9` needs no clean-up by hand. Resolves with the names of what went.
 */
export async function sweepStale(surroundings: Surroundings): Promise<readonly string[]> {
  const {engine} = surroundings;
  const containers = await ownedContainers(engine);
  const stale = containers.filter((container) => isStale(container, surroundings));
  await Promise.all(stale.map(({id}) => engine.removeContainer(id)));
  const builds = stale.filter(({labels}) => labels[LABELS.role] === 'build');
  if (builds.length > 0) {
    const images = await engine.listImages({[LABELS.role]: 'image'}, {all: true});
    const left = await Promise.all(builds.map((build) => leftByBuild(engine, build, images)));
    // The engine refuses what has children or is used: no harm is done by asking.
    await Promise.allSettled(left.flat().map((image) => engine.removeImage(image)));
  }
  return stale.map(({name}) => name);
}

/** A build that was killed leaves the step below, or, after its last step, the image it superseded. */
async function leftByBuild(
  engine: Pick<Engine, 'inspectImage'>,
  build: ContainerFacts,
  images: readonly ImageFacts[],
): Promise<readonly string[]> {
  const below = images.filter(({id, tags}) => tags.length === 0 && id === build.image);
  const made = images.find(
    ({labels, tags}) => tags.length > 0 && isSame(labels, build.labels, MADE_BY),
  );
  const others = images.filter(
    ({labels, created}) =>
      made !== undefined &&
      created <= made.created &&
      labels[LABELS.digest] !== made.labels[LABELS.digest] &&
      isSame(labels, made.labels, SUCCEEDS),
  );
  // A list of images counts in whole seconds: within one, only a closer look tells who came first.
  const [birth, ...births] = await Promise.all(
    (made === undefined ? [] : [made, ...others]).map(async ({id}) => exactBirth(engine, id)),
  );
  const superseded = others.filter((_, index) => (births[index] ?? NaN) < (birth ?? NaN));
  return [...below.map(({id}) => id), ...superseded.flatMap(({tags}) => tags)];
}

/** Milliseconds since the epoch; not a number when the image is gone. */
const exactBirth = async (engine: Pick<Engine, 'inspectImage'>, id: string): Promise<number> =>
  (await engine.inspectImage(id))?.created ?? NaN;

const MADE_BY = [LABELS.project, LABELS.function, LABELS.digest];
const SUCCEEDS = [LABELS.project, LABELS.function, LABELS.base];

const isSame = (
  labels: ImageFacts['labels'],
  others: ImageFacts['labels'],
  names: readonly string[],
): boolean => names.every((name) => labels[name] === others[name]);
