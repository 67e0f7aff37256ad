import {platformOf} from '../core/architecture.js';
import {baseImageOf} from '../core/base-image.js';
import type {ProgressEvent} from '../core/progress.js';
import type {Runtime} from '../core/runtime.js';
import {isLambdockError, LambdockError} from '../errors/lambdock-error.js';
import {installedRecipes} from '../files/recipes.js';
import type {ChosenRuntime} from './chosen-runtimes.js';
import type {Session} from './session.js';

/** Pulls the base image of a runtime; a failure says what else to try. */
export async function pullBaseImage(
  {options, signal, ...session}: Pick<Session, 'options' | 'signal' | 'engine'>,
  {runtime, architecture, registry}: ChosenRuntime & {readonly registry: string},
): Promise<void> {
  const image = baseImageOf(runtime, registry);
  const platform = platformOf(architecture);
  const tell = (news: Omit<ProgressEvent, 'id' | 'label'>): void =>
    options.onProgress?.({id: `image:${runtime.id}/pull`, label: `pulling ${image}`, ...news});
  const engine = await session.engine();
  tell({status: 'started'});
  try {
    signal.throwIfAborted();
    await engine.pullImage(image, {
      platform,
      signal,
      onTransfer: ({current, total, text}) =>
        tell({
          status: 'running',
          detail: text,
          ...(current !== null && total !== null && {current, total, unit: 'bytes'}),
        }),
    });
    tell({status: 'done'});
  } catch (error) {
    tell({status: signal.aborted ? 'skipped' : 'failed'});
    signal.throwIfAborted();
    throw isLambdockError(error) &&
      error.code === 'IMAGE_PULL_FAILED' &&
      error.details['loginWanted'] !== true
      ? withAdvice(error, {runtime, image, platform})
      : error;
  }
}

/** The same failure, with commands to paste. */
function withAdvice(
  error: LambdockError,
  {runtime, image, platform}: {runtime: Runtime; image: string; platform: string},
): LambdockError {
  const isBuildable = installedRecipes()?.table.images[runtime.id] !== undefined;
  return new LambdockError('IMAGE_PULL_FAILED', {
    message: error.message,
    suggestions: [
      `\`docker pull --platform ${platform} ${image}\` tries it without lambdock`,
      ...(isBuildable ? [`offline, \`lambdock images build ${runtime.id}\` makes a stand-in`] : []),
      'behind a mirror, give --registry PREFIX',
    ],
    details: {...error.details, runtime: runtime.id},
    cause: error,
  });
}
