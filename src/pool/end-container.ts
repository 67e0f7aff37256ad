import type {Engine} from '../docker/engine.js';

/** How long a container that was told to end may take before it is removed. */
const END_MS = 5_000;

/**
 * Has a container told to end, as Lambda does, so that extensions do their last work; gone when this
 * resolves.
 */
export async function endContainer(
  engine: Pick<Engine, 'waitRemoved' | 'removeContainer'>,
  id: string,
  tell: () => Promise<unknown>,
): Promise<void> {
  try {
    await tell();
    await engine.waitRemoved(id, AbortSignal.timeout(END_MS));
  } catch {
    await engine.removeContainer(id);
  }
}
