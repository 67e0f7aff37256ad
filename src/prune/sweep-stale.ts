import {LABELS} from '../core/labels.js';
import type {ContainerFacts, ImageFacts} from '../docker/engine.js';
import {isStale, ownedContainers, removeNetworks, type Surroundings} from './objects.js';

/**
 * Removes what dead processes left, in the shadow of other work: at every start, so that a
 * `kill -9` needs no clean-up by hand. Resolves with the names of what went.
 */
export async function sweepStale(surroundings: Surroundings): Promise<readonly string[]> {
  const {engine} = surroundings;
  const containers = await ownedContainers(engine);
  const stale = containers.filter((container) => isStale(container, surroundings));
  await Promise.all(stale.map(({id}) => engine.removeContainer(id)));
  await removeNetworks(surroundings);
  const builds = stale.filter(({labels}) => labels[LABELS.role] === 'build');
  if (builds.length > 0) {
    const images = await engine.listImages({[LABELS.role]: 'image'}, {all: true});
    const left = builds.flatMap((build) => leftByBuild(build, images));
    // The engine refuses what has children or is used: no harm is done by asking.
    await Promise.allSettled(left.map((image) => engine.removeImage(image)));
  }
  return stale.map(({name}) => name);
}

/** A build that was killed leaves the step below, or, after its last step, the image it superseded. */
function leftByBuild(build: ContainerFacts, images: readonly ImageFacts[]): readonly string[] {
  const below = images.filter(({id, tags}) => tags.length === 0 && id === build.image);
  const made = images.find(
    ({labels, tags}) => tags.length > 0 && isSame(labels, build.labels, MADE_BY),
  );
  const superseded = images.filter(
    ({labels, created}) =>
      made !== undefined &&
      created < made.created &&
      labels[LABELS.digest] !== made.labels[LABELS.digest] &&
      isSame(labels, made.labels, SUCCEEDS),
  );
  return [...below.map(({id}) => id), ...superseded.flatMap(({tags}) => tags)];
}

const MADE_BY = [LABELS.project, LABELS.function, LABELS.digest];
const SUCCEEDS = [LABELS.project, LABELS.function, LABELS.base];

const isSame = (
  labels: ImageFacts['labels'],
  others: ImageFacts['labels'],
  names: readonly string[],
): boolean => names.every((name) => labels[name] === others[name]);
