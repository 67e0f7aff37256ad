import type {RemovalReport} from '../core/inventory.js';
import {executeRemoval, foretellRemoval} from './execute-removal.js';
import {madeImages, ownedAmong, madeNetworks, type Surroundings} from './objects.js';
import {planContainers, planImages, type RemovalPlan} from './plan-removal.js';

/** What `prune` takes besides containers and derived images. */
export interface PruneOptions {
  readonly standIns?: boolean;
  /** Tells what would go and removes nothing. */
  readonly dryRun?: boolean;
}

/** Removes the containers nobody alive owns and every derived image no container needs. */
export async function prune(
  surroundings: Surroundings,
  {standIns = false, dryRun = false}: PruneOptions = {},
): Promise<RemovalReport> {
  const plan = await planPrune(surroundings, standIns);
  const {engine} = surroundings;
  return dryRun ? foretellRemoval(engine, plan) : executeRemoval(engine, plan);
}

async function planPrune(surroundings: Surroundings, standIns: boolean): Promise<RemovalPlan> {
  const {engine} = surroundings;
  // Every container counts: an image may be used by one that lambdock did not start.
  const [containers, images, networks] = await Promise.all([
    engine.listContainers({}),
    madeImages(engine),
    madeNetworks(engine),
  ]);
  const first = planContainers(ownedAmong(containers), surroundings, false);
  const going = new Set(first.containers.map(({id}) => id));
  const second = planImages(
    standIns ? [...images.derived, ...images.standIns] : images.derived,
    containers.filter(({id}) => !going.has(id)),
  );
  return {
    containers: first.containers,
    images: second.images,
    networks,
    kept: [...first.kept, ...second.kept],
  };
}
