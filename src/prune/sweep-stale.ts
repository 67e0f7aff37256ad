import {isStale, ownedContainers, type Surroundings} from './objects.js';

/**
 * Removes what dead processes left, in the shadow of other work: at every start, so that a
 * `kill -9` needs no clean-up by hand. Resolves with the names of what went.
 */
export async function sweepStale(surroundings: Surroundings): Promise<readonly string[]> {
  const containers = await ownedContainers(surroundings.engine);
  const stale = containers.filter((container) => isStale(container, surroundings));
  await Promise.all(stale.map(({id}) => surroundings.engine.removeContainer(id)));
  return stale.map(({name}) => name);
}
