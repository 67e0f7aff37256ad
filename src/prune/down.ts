import type {RemovalReport} from '../core/inventory.js';
import {executeRemoval} from './execute-removal.js';
import {ownedContainers, removeNetworks, type Surroundings} from './objects.js';
import {planContainers} from './plan-removal.js';

/** Stops and removes the containers nobody alive owns, or all of lambdock's. */
export async function down(surroundings: Surroundings, all = false): Promise<RemovalReport> {
  const containers = await ownedContainers(surroundings.engine);
  const plan = planContainers(containers, surroundings, all);
  const report = await executeRemoval(surroundings.engine, {...plan, images: []});
  await removeNetworks(surroundings, all);
  return report;
}
