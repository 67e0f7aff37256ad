import type {BaseImageRow} from '../core/base-image.js';
import {countText} from '../core/count-text.js';
import type {Check} from '../core/check.js';
import type {FunctionSpec} from '../core/function-spec.js';
import type {ContainerFacts, ImageFacts} from '../docker/engine.js';
import {fine, troubled} from './check-result.js';

/** Whether the base images of the project are here; without a project, which ones are. */
export function baseImageCheck(
  rows: readonly BaseImageRow[],
  project: readonly FunctionSpec[] | null,
): Check {
  const name = 'base images';
  const used = new Set(project?.map((spec) => spec.runtime));
  const wanted =
    project === null ? rows.filter(isHere) : rows.filter((row) => used.has(row.runtime));
  const missing = wanted.filter((row) => !isHere(row)).map(({runtime}) => runtime);
  if (missing.length > 0) {
    return troubled('warning', name, {
      found: `not here yet: ${missing.join(', ')}`,
      remedy: `lambdock images pull ${missing.join(' ')}; offline: lambdock images build ${missing.join(' ')}`,
    });
  }
  if (wanted.length === 0) return fine(name, 'none here; they are pulled when first needed');
  return fine(
    name,
    wanted.map((row) => `${row.runtime}${row.present ? '' : ' (stand-in)'}`).join(', '),
  );
}

const isHere = ({present, standInPresent}: BaseImageRow): boolean => present || standInPresent;

/** What lambdock left in the engine. */
export function leftoverCheck(
  stale: readonly ContainerFacts[],
  derived: readonly ImageFacts[],
): Check {
  const images = derived.filter(({tags}) => tags.length > 0).length;
  if (stale.length === 0)
    return fine('leftovers', `no containers, ${countText(images, 'derived image')}`);
  return troubled('warning', 'leftovers', {
    found: `${countText(stale.length, 'container')} that no running lambdock uses: ${stale.map(({name}) => name).join(', ')}`,
    remedy: 'lambdock down',
  });
}
