import {STAND_IN_REGISTRY} from '../core/base-image.js';
import {isDerivedName, plainName} from '../core/derived-image.js';
import {isAbandoned, type Ownership} from '../core/owner.js';
import {LABELS} from '../core/labels.js';
import type {ContainerFacts, Engine, ImageFacts} from '../docker/engine.js';

/** An engine and who asks: what every removal is given. */
export interface Surroundings {
  readonly engine: Engine;
  readonly ownership: Ownership;
  /** Milliseconds since the epoch. */
  readonly now?: () => number;
  /** Until when a container is kept warm (ms since the epoch); null when it is in use, or none of these. */
  readonly warmUntil?: (container: ContainerFacts) => number | null;
}

/** The containers lambdock started. */
export const ownedContainers = async (engine: Engine): Promise<readonly ContainerFacts[]> =>
  ownedAmong(await engine.listContainers({[LABELS.owner]: ''}));

/**
 * Those that have an owner. A container that a user starts by hand from a derived image inherits
 * the image's labels, but is none of these.
 */
export const ownedAmong = (containers: readonly ContainerFacts[]): readonly ContainerFacts[] =>
  containers.filter(
    ({labels}) => (labels[LABELS.owner] ?? '') !== '' && labels[LABELS.role] !== 'image',
  );

/** The names of the networks that lambdock made; whoever misses one makes it again. */
export const madeNetworks = async (engine: Engine): Promise<readonly string[]> =>
  (await engine.listNetworks({[LABELS.role]: 'network'})).map(({name}) => name);

/** Whether nobody alive needs the container. */
export const isStale = (
  {labels}: ContainerFacts,
  {ownership, now = Date.now}: Omit<Surroundings, 'engine'>,
): boolean => isAbandoned(labels, ownership, now());

/**
 * Derived images, untagged steps of them included, and stand-ins. An image that a user made `FROM`
 * one of these inherits its labels: only the name tells it apart.
 */
export async function madeImages(
  engine: Engine,
): Promise<{readonly derived: readonly ImageFacts[]; readonly standIns: readonly ImageFacts[]}> {
  const [made, standIns] = await Promise.all([
    engine.listImages({[LABELS.role]: 'image'}, {all: true}),
    engine.listImages({[LABELS.standIn]: 'true'}),
  ]);
  return {
    derived: made.filter(
      ({tags, labels}) =>
        (labels[LABELS.digest] ?? '') !== '' && (tags.length === 0 || tags.some(isDerivedName)),
    ),
    standIns: standIns.filter(({tags}) => tags.some(isStandInName)),
  };
}

const isStandInName = (tag: string): boolean => plainName(tag).startsWith(`${STAND_IN_REGISTRY}/`);

/** What a person calls an image. */
export const imageName = ({tags, id}: ImageFacts): string =>
  tags.find(isDerivedName) ?? tags[0] ?? id.replace('sha256:', '').slice(0, 12);
