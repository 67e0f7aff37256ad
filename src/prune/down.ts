import type {RemovalReport} from '../core/inventory.js';
import {executeRemoval} from './execute-removal.js';
import {ownedContainers, madeNetworks, type Surroundings} from './objects.js';
import {planContainers} from './plan-removal.js';

/** Stops and removes the containers nobody alive owns, or all of lambdock's. */
export async function down(surroundings: Surroundings, all = false): Promise<RemovalReport> {
  const containers = await ownedContainers(surroundings.engine);
  const plan = planContainers(containers, surroundings, all);
  const networks = all ? await madeNetworks(surroundings.engine) : [];
  return executeRemoval(surroundings.engine, {...plan, images: [], networks});
}
