import type {RemovalReport} from '../core/inventory.js';
import {isLambdockError} from '../errors/lambdock-error.js';
import {isDerivedName} from '../core/derived-image.js';
import {LABELS} from '../core/labels.js';
import type {Engine, ImageFacts} from '../docker/engine.js';
import {imageName} from './objects.js';
import type {Kept, RemovalPlan} from './plan-removal.js';

/** Removes what a plan names; what refuses to go is told, not thrown. */
export async function executeRemoval(engine: Engine, plan: RemovalPlan): Promise<RemovalReport> {
  const weight = await weigher(engine, plan.images);
  const kept: Kept[] = [...plan.kept];
  const containers = await Promise.all(
    plan.containers.map(async ({id, name}) => {
      const reason = await refusal(engine.removeContainer(id));
      if (reason === undefined) return [name];
      kept.push({name, reason});
      return [];
    }),
  );
  const images: ImageFacts[] = [];
  for (const image of plan.images) {
    const reason = await removeEveryName(engine, image);
    if (reason === undefined) images.push(image);
    else kept.push({name: imageName(image), reason});
  }
  const networks: string[] = [];
  for (const name of plan.networks) {
    if (await engine.removeNetwork(name)) networks.push(name);
    else kept.push({name, reason: 'a container is in it'});
  }
  return {
    containers: containers.flat(),
    images: images.map(imageName),
    networks,
    bytes: images.reduce((sum, image) => sum + weight(image), 0),
    kept,
  };
}

/** The same report without touching anything. */
export async function foretellRemoval(engine: Engine, plan: RemovalPlan): Promise<RemovalReport> {
  const weight = await weigher(engine, plan.images);
  return {
    containers: plan.containers.map(({name}) => name),
    images: plan.images.map(imageName),
    networks: plan.networks,
    bytes: plan.images.reduce((sum, image) => sum + weight(image), 0),
    kept: plan.kept,
  };
}

/** An image goes with the last of its names; those that a user gave it stay. */
async function removeEveryName(
  engine: Engine,
  {tags, id}: ImageFacts,
): Promise<string | undefined> {
  for (const name of tags.length === 0 ? [id] : tags.filter(isDerivedName)) {
    const reason = await refusal(
      engine.removeImage(name).then((isGone) => {
        if (!isGone) throw new StillUsed();
      }),
    );
    if (reason !== undefined) return reason;
  }
  return undefined;
}

class StillUsed extends Error {
  constructor() {
    super('used by a container or another image');
  }
}

/** Why a removal failed; a lost engine is no refusal but ends the run. */
async function refusal(removal: Promise<void>): Promise<string | undefined> {
  try {
    await removal;
    return undefined;
  } catch (error) {
    if (isLambdockError(error) && error.code !== 'DOCKER_FAILED') throw error;
    return error instanceof Error ? error.message : String(error);
  }
}

/** How much a derived image holds above its base, which stays; its untagged steps are part of it. */
async function weigher(
  engine: Engine,
  images: readonly ImageFacts[],
): Promise<(image: ImageFacts) => number> {
  const names = new Set(images.map(({labels}) => labels[LABELS.base] ?? ''));
  names.delete('');
  const bases = new Map(
    await Promise.all(
      [...names].map(
        async (name) => [name, (await engine.inspectImage(name))?.sizeBytes ?? 0] as const,
      ),
    ),
  );
  return ({tags, sizeBytes, labels}) =>
    tags.length === 0 ? 0 : Math.max(0, sizeBytes - (bases.get(labels[LABELS.base] ?? '') ?? 0));
}
