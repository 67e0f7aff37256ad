import type {ContainerFacts, ImageFacts} from '../docker/engine.js';
import {isStale, madeImages, ownedContainers, type Surroundings} from './objects.js';

/** What lambdock left in the engine: containers nobody alive owns, and derived images. */
export async function findLeftovers(
  surroundings: Surroundings,
): Promise<{readonly stale: readonly ContainerFacts[]; readonly derived: readonly ImageFacts[]}> {
  const {engine} = surroundings;
  const [containers, {derived}] = await Promise.all([ownedContainers(engine), madeImages(engine)]);
  return {stale: containers.filter((container) => isStale(container, surroundings)), derived};
}
