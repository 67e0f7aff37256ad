import {hostVariables} from '../config/host-variables.js';
import type {Check} from '../core/check.js';
import type {RemovalReport, RunningContainer} from '../core/inventory.js';
import {diagnose as diagnoseMachine} from '../doctor/diagnose.js';
import {cacheFolder} from '../files/cache-folder.js';
import {folderFacts} from '../files/folder-facts.js';
import {nodeVersion} from '../files/node-version.js';
import {down} from '../prune/down.js';
import {findLeftovers} from '../prune/find-leftovers.js';
import {listRunning} from '../prune/list-running.js';
import type {Surroundings} from '../prune/objects.js';
import {prune, type PruneOptions} from '../prune/prune.js';
import {baseImageRows} from './base-images.js';
import {listFunctions} from './project.js';
import {projectIfAny} from './project-if-any.js';
import type {Session} from './session.js';

/** lambdock's containers in the engine. */
export const running = async (session: Session): Promise<readonly RunningContainer[]> =>
  listRunning(await surroundings(session));

/** Removes the containers that no living process owns, or all of them. */
export const takeDown = async (
  session: Session,
  {all = false}: {readonly all?: boolean} = {},
): Promise<RemovalReport> => down(await surroundings(session), all);

/** Removes containers and images that lambdock made, or tells what it would remove. */
export const pruneAll = async (session: Session, options?: PruneOptions): Promise<RemovalReport> =>
  prune(await surroundings(session), options);

/** Every check of this machine. */
export const diagnose = (session: Session): Promise<readonly Check[]> =>
  diagnoseMachine({
    nodeVersion: nodeVersion(),
    project: async () => {
      const found = await projectIfAny(session.options);
      if (found === null) return null;
      const functions = await listFunctions(found, session.options);
      return {where: found.file ?? found.root, functions};
    },
    cacheFolder: () => folderFacts(cacheFolder(hostVariables())),
    engine: () => session.engine(),
    baseImages: () => baseImageRows(session),
    leftovers: async () => findLeftovers(await surroundings(session)),
  });

const surroundings = async (session: Session): Promise<Surroundings> => ({
  engine: await session.engine(),
  ownership: session.ownership,
});
