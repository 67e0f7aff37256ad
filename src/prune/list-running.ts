import type {RunningContainer} from '../core/inventory.js';
import {LABELS} from '../core/labels.js';
import {ownedContainers, type Surroundings} from './objects.js';

/** lambdock's containers, with whether their owner lives. */
export async function listRunning({
  engine,
  ownership,
  warmUntil = () => null,
}: Surroundings): Promise<readonly RunningContainer[]> {
  const containers = await ownedContainers(engine);
  return Promise.all(
    containers.map(async (container) => {
      const {id, image, labels, state, startedAt} = container;
      const until = warmUntil(container);
      return {
        id,
        function: labels[LABELS.function] ?? '',
        project: labels[LABELS.project] ?? '',
        role: labels[LABELS.role] ?? '',
        state,
        image,
        // A list does not tell when a container started.
        startedAt: startedAt ?? (await engine.inspectContainer(id))?.startedAt ?? null,
        ownerAlive: ownership.isAlive(labels[LABELS.owner] ?? ''),
        warmUntil: until === null ? null : new Date(until).toISOString(),
      };
    }),
  );
}
