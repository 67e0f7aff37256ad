import {isDerivedName} from '../core/derived-image.js';
import {LABELS} from '../core/labels.js';
import type {ImageFacts} from '../docker/engine.js';
import type {ImageIdentity} from './identify-image.js';
import type {ImageTools} from './image-tools.js';

/** What of an identity the engine already has. */
export interface Observed {
  readonly isDone: boolean;
  /** Image of each step that is there, by the step's digest. */
  readonly made: ReadonlyMap<string, ImageFacts>;
  /** Images of the same function, of this or an earlier state. */
  readonly ofFunction: readonly ImageFacts[];
}

/** Looks for the derived image, and for images on the way to it. */
export async function observeImages(tools: ImageTools, identity: ImageIdentity): Promise<Observed> {
  const {request, reference} = identity;
  const [derived, images] = await Promise.all([
    tools.engine.inspectImage(reference),
    tools.engine.listImages({[LABELS.role]: 'image'}, {all: true}),
  ]);
  return {
    isDone: derived !== null,
    made: byDigest(images),
    ofFunction: images.filter(
      ({labels}) =>
        labels[LABELS.project] === request.project && labels[LABELS.function] === request.spec.name,
    ),
  };
}

/**
 * Our images by the digest of their step. Whoever commits a container or builds on a derived image
 * inherits its labels: such images are younger, or have a name of their own.
 */
export function byDigest(images: readonly ImageFacts[]): ReadonlyMap<string, ImageFacts> {
  const found = new Map<string, ImageFacts>();
  for (const image of images) {
    const digest = image.labels[LABELS.digest] ?? '';
    const rival = found.get(digest);
    if (digest === '' || !isOurs(image)) continue;
    if (rival === undefined || image.created < rival.created) found.set(digest, image);
  }
  return found;
}

const isOurs = ({tags}: ImageFacts): boolean => tags.length === 0 || tags.some(isDerivedName);
