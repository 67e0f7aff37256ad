import {parseOwner} from '../core/owner.js';
import {LABELS} from '../core/labels.js';
import type {ContainerFacts, ImageFacts} from '../docker/engine.js';
import {imageName, isStale, type Surroundings} from './objects.js';

/** What will be removed, and what stays for which reason. */
export interface RemovalPlan {
  readonly containers: readonly ContainerFacts[];
  /** Children before their parents. */
  readonly images: readonly ImageFacts[];
  /** By name. */
  readonly networks: readonly string[];
  readonly kept: readonly Kept[];
}

/** Something that stays. */
export interface Kept {
  readonly name: string;
  readonly reason: string;
}

/** Containers nobody alive needs, those kept warm included, or all of them. */
export function planContainers(
  containers: readonly ContainerFacts[],
  asker: Omit<Surroundings, 'engine'>,
  all: boolean,
): Pick<RemovalPlan, 'containers' | 'kept'> {
  const goes = (container: ContainerFacts): boolean =>
    all || isStale(container, asker) || (asker.warmUntil?.(container) ?? null) !== null;
  return {
    containers: containers.filter(goes),
    kept: containers
      .filter((container) => !goes(container))
      .map(({name, labels}) => ({name, reason: whyKept(labels, asker)})),
  };
}

function whyKept(
  labels: ContainerFacts['labels'],
  {ownership}: Omit<Surroundings, 'engine'>,
): string {
  const owner = labels[LABELS.owner] ?? '';
  const {pid, host} = parseOwner(owner) ?? {pid: 0, host: 'elsewhere'};
  return ownership.isAlive(owner) === true
    ? `in use by a running lambdock (process ${pid})`
    : `owned by a process of another machine (${host})`;
}

/** Images of ours that no remaining container needs. */
export function planImages(
  images: readonly ImageFacts[],
  remaining: readonly ContainerFacts[],
): Pick<RemovalPlan, 'images' | 'kept'> {
  const used = new Set(remaining.map(({image}) => image));
  const isUsed = ({id, tags}: ImageFacts): boolean =>
    used.has(id) || tags.some((tag) => used.has(tag));
  return {
    // An untagged step goes with the last image above it: tagged ones first, then the youngest.
    images: images
      .filter((image) => !isUsed(image))
      .toSorted((one, other) => rank(other) - rank(one) || other.created - one.created),
    kept: images
      .filter(isUsed)
      .map((image) => ({name: imageName(image), reason: 'used by a container'})),
  };
}

const rank = ({tags}: ImageFacts): number => (tags.length > 0 ? 1 : 0);
