import {platformOf} from '../core/architecture.js';
import {standInCommand} from '../core/base-image.js';
import type {ProgressEvent} from '../core/progress.js';
import {isLambdockError, LambdockError} from '../errors/lambdock-error.js';
import type {ImageOptions, ImageRequest, ImageTools} from './image-tools.js';

/** An image to pull. */
export interface PullRequest {
  readonly image: string;
  readonly request: ImageRequest;
  /** Milliseconds without any news after which the registry counts as out of reach. */
  readonly patienceMs: number;
}

/**
 * Pulls an image; resolves with null, or with the refusal when the registry did not deliver, which
 * is then remembered. Rejects for all else, the signal included.
 */
export async function pullBase(
  tools: ImageTools,
  pull: PullRequest,
  {signal, onProgress}: ImageOptions,
): Promise<LambdockError | null> {
  const {image, request} = pull;
  const tell = (news: Omit<ProgressEvent, 'id' | 'label'>): void =>
    onProgress?.({id: `image:${request.spec.name}/pull`, label: `pull ${image}`, ...news});
  signal?.throwIfAborted();
  tell({status: 'started'});
  try {
    await pullPatiently(tools, pull, {signal, tell});
  } catch (error) {
    signal?.throwIfAborted();
    if (!isLambdockError(error) || error.code !== 'IMAGE_PULL_FAILED') throw error;
    const refusal = explained(error, pull);
    tell({status: 'failed', detail: error.message});
    tools.pullMemory.remember(image, error.message);
    return refusal;
  }
  tools.pullMemory.forget(image);
  tell({status: 'done'});
  return null;
}

interface Telling {
  readonly signal: AbortSignal | undefined;
  readonly tell: (news: Omit<ProgressEvent, 'id' | 'label'>) => void;
}

/** A registry that says nothing is given up; one that is only slow is not. */
async function pullPatiently(
  {engine}: ImageTools,
  {image, request, patienceMs}: PullRequest,
  {signal, tell}: Telling,
): Promise<void> {
  const patience = new AbortController();
  const giveUp = (): void => patience.abort();
  let timer = setTimeout(giveUp, patienceMs);
  try {
    await engine.pullImage(image, {
      platform: platformOf(request.spec.architecture),
      signal: signal === undefined ? patience.signal : AbortSignal.any([signal, patience.signal]),
      onTransfer({current, total, text}) {
        clearTimeout(timer);
        timer = setTimeout(giveUp, patienceMs);
        tell({
          status: 'running',
          detail: text,
          ...(current !== null && total !== null && {current, total, unit: 'bytes'}),
        });
      },
    });
  } catch (error) {
    if (!patience.signal.aborted) throw error;
    throw new LambdockError('IMAGE_PULL_FAILED', {
      message: `${image} could not be pulled: no answer within ${Math.round(patienceMs / 1000)} s`,
      cause: error,
    });
  } finally {
    clearTimeout(timer);
  }
}

/** The same refusal with everything a person can do about it. */
function explained(error: LambdockError, {image, request}: PullRequest): LambdockError {
  // What a login is wanted for, a command that wants it too does not help.
  if (error.details['loginWanted'] === true) return error;
  return new LambdockError('IMAGE_PULL_FAILED', {
    message: error.message,
    suggestions: waysTo(image, request),
    details: {...error.details, image},
    cause: error.cause,
  });
}

/** How a missing base image can be had, the likeliest first. */
export function waysTo(image: string, {spec}: ImageRequest): readonly string[] {
  const pull = `docker pull --platform ${platformOf(spec.architecture)} ${image}`;
  const isAws = spec.code.kind !== 'image' && spec.baseImage === null && spec.runtime !== null;
  return isAws
    ? [
        pull,
        `without network: ${standInCommand(spec.runtime, spec.architecture)}`,
        'behind a mirror: --registry PREFIX',
      ]
    : [pull];
}
