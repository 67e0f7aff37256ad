import {LambdockError} from '../errors/lambdock-error.js';
import type {Engine, NetworkRequest} from '../docker/engine.js';

/** A network that leads nowhere; gone when it is disposed. */
export interface ClosedNetwork extends AsyncDisposable {
  readonly name: string;
}

/** The engine lets go of a container's place in a network a moment after the container is gone. */
const REMOVAL_TRIES = 50;
const PAUSE_MS = 100;

/** Makes a network in which containers reach nothing but the engine's own machine. */
export async function openClosedNetwork(
  engine: Pick<Engine, 'createNetwork' | 'removeNetwork'>,
  {name, labels}: Pick<NetworkRequest, 'name' | 'labels'>,
): Promise<ClosedNetwork> {
  await engine.createNetwork({name, labels, isInternal: true});
  return {
    name,
    async [Symbol.asyncDispose]() {
      for (let left = REMOVAL_TRIES; left > 0; left -= 1) {
        if (await engine.removeNetwork(name)) return;
        await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
      }
    },
  };
}

/** An engine whose internal networks this machine has no address in. */
export const notIsolated = (why: string): LambdockError =>
  new LambdockError('ISOLATION_UNAVAILABLE', {
    message: `a container without a way out cannot be reached from here: ${why}`,
  });
