import {sha256} from '../core/digest.js';
import {LABELS} from '../core/labels.js';
import type {Session} from './session.js';
import {sandboxRequestOf, type Prepared} from './start-environment.js';

/** Labels that differ between environments that are the same to an event. */
const WHOSE: readonly string[] = [LABELS.owner, LABELS.expires];
const LOG_STREAM = 'AWS_LAMBDA_LOG_STREAM_NAME=';

/**
 * All that matters of an execution environment as one text: image and base image, environment,
 * limits, networking. Only events of the same key share one. A digest, as there are secrets in it.
 */
export function environmentKey(session: Session, prepared: Prepared): string {
  return keyOf(session, prepared, (label) => !WHOSE.includes(label));
}

/** The same of what decides answers alone: also for the function of another project. */
export function environmentLikeness(session: Session, prepared: Prepared): string {
  return keyOf(session, prepared, () => false);
}

function keyOf(session: Session, prepared: Prepared, counts: (label: string) => boolean): string {
  const {target, image} = prepared;
  const {container, ...rest} = sandboxRequestOf(session, prepared, image.identity);
  const {labels, env = [], files = [], ...settings} = container;
  // Each environment has a log stream of its own, unless the caller names one.
  const isNamed = target.context?.logStreamName !== undefined;
  return sha256(
    JSON.stringify([
      prepared.driver,
      image.identity.base.id,
      settings,
      rest,
      Object.entries(labels).filter(([name]) => counts(name)),
      env.filter((pair) => isNamed || !pair.startsWith(LOG_STREAM)),
      files.map(({path, mode, content}) => [path, mode, sha256(content)]),
    ]),
  );
}
