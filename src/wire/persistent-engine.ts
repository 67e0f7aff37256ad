import {LambdockError, isLambdockError} from '../errors/lambdock-error.js';
import type {Engine} from '../docker/engine.js';

/** Who answers for what an engine does not do. */
export interface Leftovers {
  /** Holds work that is to be waited for at the end; the answer lets go of it. */
  readonly hold: (work: AsyncDisposable) => () => void;
  /** Tells of a container that is left. */
  readonly warn: (message: string) => void;
}

/**
 * An engine that is asked again when it fails (5xx) to remove a container, and whose refused kill becomes a removal.
 * What it fails at for good is told with the container's id: the user can remove it later.
 */
export function persistentEngine(engine: Engine, leftovers: Leftovers): Engine {
  const removeContainer = (id: string): Promise<void> =>
    engine.removeContainer(id).catch((error: unknown) => removeAgain(engine, id, error));
  return {
    ...engine,
    removeContainer,
    killContainer: (id) =>
      engine.killContainer(id, () => {
        // Whoever could hear of another failure is gone.
        const removed = removeContainer(id).catch((error: unknown) =>
          leftovers.warn(error instanceof Error ? error.message : String(error)),
        );
        void removed.then(leftovers.hold({[Symbol.asyncDispose]: () => removed}));
      }),
  };
}

/** Tells of a container that the engine's own fault has left, which ends nothing; any other failure goes on. */
export function tellLeft(error: unknown, {warn}: Pick<Leftovers, 'warn'>): void {
  if (!isFault(error)) throw error;
  warn(error.message);
}

const AGAIN = 2;

async function removeAgain(
  engine: Pick<Engine, 'removeContainer'>,
  id: string,
  first: unknown,
): Promise<void> {
  if (!isFault(first)) throw first;
  const {retrying} = await import('../net/retry.js');
  try {
    await retrying(() => engine.removeContainer(id), {canHeal: isFault, again: AGAIN - 1});
  } catch (error) {
    throw isFault(error) ? leftBehind(id, error) : error;
  }
}

/** An engine that is at fault itself may be well again; what it refuses it refuses again. */
const isFault = (error: unknown): error is LambdockError =>
  isLambdockError(error) &&
  error.code === 'DOCKER_FAILED' &&
  Number(error.details['status'] ?? 0) >= 500;

function leftBehind(id: string, cause: LambdockError): LambdockError {
  const container = id.slice(0, 12);
  return new LambdockError('DOCKER_FAILED', {
    message: `the container ${container} is left, the next lambdock removes it, or docker rm -f ${container}: ${cause.message}`,
    suggestions: [`docker rm -f ${container}`],
    details: {...cause.details, container: id},
    cause,
  });
}
