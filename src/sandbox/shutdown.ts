import type {RieContainer} from './rie-container.js';
import type {OutputSink} from '../docker/engine.js';
import type {EventListeners} from '../core/sandbox.js';
import type {SandboxTools} from './sandbox-request.js';

/** The emulator gives extensions two seconds; one more, and something else is wrong. */
const LIMIT_MS = 3_000;

/** Passes on what extensions write after they were told of the end. */
export const lastLines = ({onOutput}: EventListeners): OutputSink => ({
  stdout: (chunk) => onOutput?.(chunk),
  stderr: () => undefined,
});

/**
 * Follows a container that was told to end until its extensions have done their last work. An abort,
 * or an end that does not come, removes it.
 */
export async function untilEnd(
  {engine}: Pick<SandboxTools, 'engine'>,
  {id, attachment}: RieContainer,
  {signal}: EventListeners,
): Promise<void> {
  const limit = AbortSignal.timeout(LIMIT_MS);
  const either = signal === undefined ? limit : AbortSignal.any([signal, limit]);
  const givenUp = new Promise<'given up'>((resolve) => {
    const giveUp = (): void => resolve('given up');
    if (either.aborted) giveUp();
    else either.addEventListener('abort', giveUp, {once: true});
  });
  try {
    const how = await Promise.race([attachment.ended, givenUp]);
    if (how === 'given up') await engine.removeContainer(id);
  } finally {
    attachment.close();
  }
}
