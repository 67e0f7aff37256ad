import {isDerivedName, plainName} from '../core/derived-image.js';
import {LABELS} from '../core/labels.js';
import {namesOf} from './ensure-base.js';
import type {ImageIdentity} from './identify-image.js';
import type {ImageTools} from './image-tools.js';

/**
 * Removes the images of a function's earlier states that nothing uses; the engine then removes
 * their untagged parents. Images on another base stay: somebody may be comparing two runtimes.
 */
export async function removeSuperseded(tools: ImageTools, identity: ImageIdentity): Promise<void> {
  const {request, reference} = identity;
  const {image, standIn} = namesOf(request);
  const images = await tools.engine.listImages({
    [LABELS.role]: 'image',
    [LABELS.project]: request.project,
    [LABELS.function]: request.spec.name,
  });
  const superseded = images
    .filter(({labels}) => [image, standIn].includes(labels[LABELS.base] ?? ''))
    .filter(({tags}) => !tags.map(plainName).includes(reference))
    .flatMap(({tags}) => tags.filter(isDerivedName));
  // Tidying is no reason to fail: what cannot be removed now is removed after the next build.
  await Promise.allSettled(superseded.map((tag) => tools.engine.removeImage(tag)));
}
