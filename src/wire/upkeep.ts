import {hostVariables} from '../config/host-variables.js';
import {LABELS} from '../core/labels.js';
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
import {warmStoreOf} from './warm-store-of.js';

/** lambdock's containers in the engine. */
export const running = async (session: Session): Promise<readonly RunningContainer[]> =>
  listRunning(await surroundings(session));

/** Removes the containers that no living process owns, or all of them. */
export const takeDown = async (
  session: Session,
  {all = false}: {readonly all?: boolean} = {},
): Promise<RemovalReport> => {
  const report = await down(await surroundings(session), all);
  await forgetGone(session);
  return report;
};

/** Removes containers and images that lambdock made, or tells what it would remove. */
export const pruneAll = async (
  session: Session,
  options?: PruneOptions,
): Promise<RemovalReport> => {
  const report = await prune(await surroundings(session), options);
  if (options?.dryRun !== true) await forgetGone(session);
  return report;
};

/** Every check of this machine. */
export const diagnose = (session: Session): Promise<readonly Check[]> =>
  diagnoseMachine({
    nodeVersion: nodeVersion(),
    project: async () => {
      const found = await projectIfAny(session);
      if (found === null) return null;
      const functions = await listFunctions(found, session.options);
      return {where: found.file ?? found.root, functions};
    },
    cacheFolder: () => folderFacts(cacheFolder(hostVariables())),
    engine: () => session.engine(),
    baseImages: () => baseImageRows(session),
    leftovers: async () => findLeftovers(await surroundings(session)),
  });

async function surroundings(session: Session): Promise<Surroundings> {
  const store = await warmStoreOf(session);
  return {
    engine: await session.engine(),
    ownership: session.ownership,
    warmUntil: ({labels}) => {
      const record = store.read(labels[LABELS.warm] ?? '');
      return record?.state === 'resting' ? record.restUntil : null;
    },
  };
}

/** What was removed is no longer kept warm: without records the keeper ends too. */
async function forgetGone(session: Session): Promise<void> {
  const store = await warmStoreOf(session);
  const records = store.records().filter(({state}) => state === 'resting');
  if (records.length === 0) return;
  const left = await (await session.engine()).listContainers({[LABELS.warm]: ''});
  const kept = new Set(left.map(({labels}) => labels[LABELS.warm]));
  for (const {id} of records) if (!kept.has(id)) store.remove(id);
}
