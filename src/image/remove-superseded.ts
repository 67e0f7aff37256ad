import {isDerivedName, plainName} from '../core/derived-image.js';
import {LABELS} from '../core/labels.js';
import type {ImageFacts} from '../docker/engine.js';
import {namesOf} from './ensure-base.js';
import type {ImageIdentity} from './identify-image.js';
import type {ImageTools} from './image-tools.js';

/** An image on the way to a derived one that has led nowhere for so long was left by a dead process. */
const FORGOTTEN_MS = 3_600_000;

/**
 * Removes the images of a function's earlier states that nothing uses and no other process counts on; the engine then removes
 * their untagged parents. Images on another base stay: somebody may be comparing two runtimes.
 */
export async function removeSuperseded(tools: ImageTools, identity: ImageIdentity): Promise<void> {
  const {request, reference} = identity;
  const {image, standIn} = namesOf(request);
  // Without untagged images that have children.
  const images = await tools.engine.listImages({[LABELS.role]: 'image'});
  const superseded = images
    .filter(({labels}) => labels[LABELS.project] === request.project)
    .filter(({labels}) => labels[LABELS.function] === request.spec.name)
    .filter(({labels}) => [image, standIn].includes(labels[LABELS.base] ?? ''))
    .filter(({tags}) => !tags.map(plainName).includes(reference))
    .flatMap(({tags}) => tags.filter(isDerivedName));
  const isForgotten = ({tags, labels, created}: ImageFacts): boolean =>
    tags.length === 0 &&
    (labels[LABELS.function] ?? '') === '' &&
    created < tools.now() - FORGOTTEN_MS;
  const forgotten = images.filter(isForgotten).map(({id}) => id);
  const wanted = await Promise.all(superseded.map((tag) => tools.isWanted(plainName(tag))));
  await removeUnused(tools, [...superseded.filter((_, index) => !wanted[index]), ...forgotten]);
}

/**
 * Removes images, the last ones first, but none that has children or a container. Tidying is no
 * reason to fail: what cannot be removed now is removed after a later build.
 */
export async function removeUnused(tools: ImageTools, images: readonly string[]): Promise<void> {
  for (const image of images.toReversed()) {
    await tools.engine.removeImage(image).catch(() => false);
  }
}
